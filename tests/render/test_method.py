from footlights.measures.measured_log import Identity
from footlights.render.method import method_view


def test_what_was_read_is_told_in_full(museum, measured):
    facts = {fact.name: fact.text for fact in method_view(museum, measured).read}

    assert facts["Events"] == "8,412, each counted once"
    assert facts["Rejected"] == "3 rows that could not be read"
    assert facts["Period"].startswith("1 Sep to 31 Oct 2026")


def test_events_off_the_map_are_listed(museum, measured):
    view = method_view(museum, measured)

    assert view.explained == (
        "The map explains 97.0 % of the events: 8,160 are on it, 252 events off it."
    )
    assert [row.event for row in view.off_map] == [
        "tour_cancelled",
        "<script>alert(1)</script>",
    ]


def test_a_broken_sum_is_said(museum, measured):
    broken = Identity(name="a is b", holds=False, left=1, right=2)
    view = method_view(museum, measured.model_copy(update={"identities": (broken,)}))

    assert view.identities_words.startswith("1 sum of 1 did not come out")
    assert view.identities[0].sides == "1 ≠ 2"


def test_a_drawn_map_has_only_definitions(museum):
    view = method_view(museum, None)

    assert (view.read, view.explained, view.identities_words) == ((), "", "")
    assert view.definitions[0].text == "All touches of one person."
    assert "Benjamini-Hochberg" in view.definitions[-1].text


def test_outcomes_say_how_many_are_undecided(museum, measured):
    (row,) = method_view(museum, measured).outcomes

    assert row.name == "Comes back"
    assert row.note == "235 journeys left out: their time is not over"
