from footlights.measures.measured_log import Identity
from footlights.render.facts import alarm, facts, who


def test_a_map_alone_tells_what_is_drawn(museum):
    assert [fact.text for fact in facts(museum, None)] == [
        "4 stages",
        "11 touchpoints",
        "25 activities",
        "not measured yet",
    ]


def test_a_measured_map_tells_what_was_read(museum, measured):
    said = [fact.text for fact in facts(museum, measured)]

    assert said[0].startswith("655 journeys, ")
    assert "of 8,412 events are on this map" in said[1]


def test_who_answers_and_when_it_was_reviewed(museum, sample):
    assert who(museum) == "Front of house · reviewed 1 Oct 2026"
    assert who(sample.sample_map(owner=None, review=None)) == ""


def test_a_sum_that_does_not_come_out_is_an_alarm(measured):
    broken = Identity(name="a is b", holds=False, left=1, right=2)

    assert alarm(measured) == ""
    assert alarm(None) == ""
    assert "does not" in alarm(measured.model_copy(update={"identities": (broken,)}))
