import re

from footlights.measures.ways import measured_ways
from footlights.render.flow import WIDEST, flow_view, split_ways


def of(measured, ways):
    return measured_ways(measured.model_copy(update={"transitions": ways}))


def test_drawn_ways_and_others_are_all_ways(sample, museum, measured):
    drawn, others = split_ways(measured.transitions, 12)

    assert len(drawn) == 12
    assert sum(way.touches for way in [*drawn, *others]) == sum(
        way.touches for way in measured.transitions
    )
    assert min(way.journeys for way in drawn) >= max(way.journeys for way in others)


def test_the_table_has_every_way(museum, measured):
    view = flow_view(museum, measured_ways(measured))

    assert len(view.rows) == len(measured.transitions)


def test_forward_rises_back_falls_and_next_is_straight(sample, museum, measured):
    ways = (
        sample.way("t1", "t4", 400),
        sample.way("t4", "t1", 200),
        sample.way("t1", "t2", 100),
        sample.way("t2", "t2", 50),
    )
    view = flow_view(museum, of(measured, ways))
    by_kind = {arc.kind: arc for arc in view.arcs if " to " in arc.title}

    def ys(arc):
        return [float(y) for y in re.findall(r",(-?[\d.]+)", arc.path)]

    assert min(ys(next(a for a in view.arcs if a.title.endswith("400 journeys")))) < (
        view.base
    )
    assert max(ys(by_kind["back"])) > view.base
    assert by_kind["again"].title == "Books a ticket to Books a ticket: 50 journeys"
    assert view.rows[0].direction == "over 2"
    assert view.rows[2].direction == "on"


def test_width_is_journeys(sample, museum, measured):
    ways = (sample.way("t1", "t3", 300), sample.way("t3", "t5", 150))
    view = flow_view(museum, of(measured, ways))
    widths = {arc.title[-12:]: arc.width for arc in view.arcs if " to " in arc.title}

    assert abs(widths["300 journeys"] - 2 * widths["150 journeys"]) <= 0.2
    assert max(arc.width for arc in view.arcs) <= WIDEST


def test_small_ways_become_one_stub_with_their_count(sample, museum, measured):
    ways = (
        sample.way("t1", "t2", 600, touches=600),
        sample.way("t1", "t7", 3, touches=4),
        sample.way("t1", "t8", 2, touches=2),
    )
    view = flow_view(museum, of(measured, ways))

    assert [arc.title for arc in view.arcs if arc.kind == "others"] == [
        "Reads the programme to 2 others: 6 times"
    ]
    assert view.others.startswith("Others: 2 ways, taken 6 times")


def test_every_journey_that_begins_and_ends_is_drawn(museum, measured):
    view = flow_view(museum, measured_ways(measured))
    ends = [arc.title for arc in view.arcs if arc.kind == "end"]

    assert len(ends) == 11
    assert "60 journeys end at Books a ticket" in ends


def test_a_log_without_ways_has_an_empty_picture(museum, measured):
    view = flow_view(museum, of(measured, ()))

    assert view.rows == ()
    assert view.others == ""


def test_one_touchpoint_is_enough(sample):
    one = sample.sample_map(1)

    assert len(flow_view(one, measured_ways(sample.sample_measured(one))).nodes) == 1


def test_a_wait_that_is_only_a_gap_is_no_station(sample):
    plain = sample.sample_map(3, stages=1)
    document = plain.model_dump(mode="json", by_alias=True)
    document["stages"][0]["touchpoints"][1] |= {
        "kind": "wait",
        "between": ["t1", "t3"],
        "matches": [],
    }
    gap = type(plain).model_validate(document)
    found = sample.sample_measured(gap).model_copy(
        update={"transitions": (sample.way("t1", "t3", 500),)}
    )
    view = flow_view(gap, measured_ways(found))

    assert [(node.no, node.name) for node in view.nodes] == [
        (1, "Reads the programme"),
        (3, "Finds the entrance"),
    ]
    assert view.rows[0].direction == "on"
