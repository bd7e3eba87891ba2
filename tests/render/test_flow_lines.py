from footlights.render.flow_lines import FlowCanvas, stations


def test_stations_are_numbered_in_map_order(museum):
    assert list(stations(museum).items())[:2] == [("t1", 1), ("t2", 2)]


def test_a_map_that_no_event_can_reach_still_has_stations(sample):
    plain = sample.sample_map(2, stages=1)
    document = plain.model_dump(mode="json", by_alias=True)
    for touchpoint in document["stages"][0]["touchpoints"]:
        touchpoint["matches"] = []

    assert stations(type(plain).model_validate(document)) == {"t1": 1, "t2": 2}


def test_a_longer_leap_rises_higher_and_needs_more_room(sample, museum):
    near = FlowCanvas(museum, 100, 0.1, [sample.way("t1", "t3", 10)])
    far = FlowCanvas(
        museum, 100, 0.1, [sample.way("t1", "t3", 10), sample.way("t1", "t9", 10)]
    )

    assert far.base > near.base
    assert far.depth == near.depth


def test_a_way_stands_between_its_touchpoints(sample, museum):
    canvas = FlowCanvas(museum, 100, 0.1, [])
    arc = canvas.arc(sample.way("t2", "t3", 100))

    assert arc.path == f"M150,{canvas.base}L250,{canvas.base}"
    assert arc.width == 10


def test_the_thinnest_way_can_still_be_seen(museum):
    assert FlowCanvas(museum, 100, 0.001, []).width(1) == 1.2
