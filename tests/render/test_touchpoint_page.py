from footlights.render.text_lanes import channel_name
from footlights.render.touchpoint_page import touchpoint_pages


def test_every_touchpoint_has_a_page_and_a_way_to_the_next(museum, measured):
    pages = touchpoint_pages(museum, measured)

    assert [page.id for page in pages][:2] == ["touchpoint-t1", "touchpoint-t2"]
    assert pages[0].before is None
    assert pages[0].after.href == "#touchpoint-t2"
    assert pages[-1].after is None
    assert pages[4].no == "5 of 11"


def test_a_page_tells_its_findings_and_only_its_own(museum, measured):
    pages = touchpoint_pages(museum, measured)

    assert [card.what for card in pages[4].findings] == ["slower than expected"]
    assert pages[4].findings_words == "1 finding"
    assert pages[0].findings == ()


def test_key_numbers_of_a_wait_tell_the_wait(museum, measured):
    page = touchpoint_pages(museum, measured)[4]
    names = [key.name for key in page.numbers]

    assert names[:3] == ["Reached by", "Touches", "Time waited"]
    assert "Waited before" not in names
    assert page.kinds == "wait"


def test_a_drawn_map_says_that_nothing_is_measured(museum):
    page = touchpoint_pages(museum, None)[0]

    assert page.unmeasured.startswith("Nothing is measured yet")
    assert page.numbers == ()
    assert [fact.name for fact in page.drawn][:2] == ["Doing", "Thinking"]


def test_a_touchpoint_no_event_can_reach_says_what_to_do(sample):
    plain = sample.sample_map(1)
    document = plain.model_dump(mode="json", by_alias=True)
    document["stages"][0]["touchpoints"][0]["matches"] = []
    blind = type(plain).model_validate(document)

    assert "under `matches`" in touchpoint_pages(blind, None)[0].unmeasured


def test_a_touchpoint_never_seen_says_so(sample, museum, measured):
    nobody = sample.touchpoint_measures(museum, 1, touches=0, journeys=0)
    quiet = measured.model_copy(
        update={"touchpoints": (nobody, *measured.touchpoints[1:])}
    )
    page = touchpoint_pages(museum, quiet)[0]

    assert page.unmeasured.startswith("Its events never came")
    assert page.numbers == ()


def test_channels_and_teams_have_the_names_that_the_map_gives_them(museum, measured):
    known = {channel.id: channel_name(channel) for channel in museum.channels}

    for page, of in zip(
        touchpoint_pages(museum, measured), measured.touchpoints, strict=True
    ):
        rows = dict(page.counts).get("Channels", ())
        assert [row.name for row in rows] == [
            known.get(count.name, count.name) for count in of.channels
        ]
        assert "in-person" not in [row.name for row in rows]
