import pyarrow as pa
import pytest

from footlights.usecases.discovered_journeys import STEPS, dividing_step, journey_rule
from footlights.usecases.read_events import read_events
from support.small_logs import event

HOUR = 60


def rule_of(events, journeys=None):
    columns = {name: [e[name] for e in events] for name in ("person", "event", "at")}
    if journeys:
        columns["journey"] = journeys
    with read_events(pa.table(columns)) as log:
        return journey_rule(log)


def counts_of(**silences):
    counts = [0] * (len(STEPS) + 1)
    for step, number in silences.items():
        counts[int(step[1:])] = number
    return counts


def test_a_column_that_names_journeys_is_taken():
    found = rule_of([event("ann", "A", 0), event("ann", "B", 1)], ["j1", "j2"])

    assert found.rule.by == "column"
    assert found.why == "The log names the journey of each event."


def test_events_without_a_journey_are_told():
    events = [event("ann", "A", minute) for minute in range(3)]

    found = rule_of(events, ["j1", "j1", None])

    assert found.rule.by == "column"
    assert "1 of 3 have none" in found.why


def test_a_column_that_names_the_journey_of_few_events_is_not_taken():
    events = [event("ann", "A", minute) for minute in range(3)]

    assert rule_of(events, ["j1", None, None]).rule.by == "person"


def test_a_gap_is_proposed_between_short_and_long_silences():
    # Five people come three times, a day apart, and do four things within minutes.
    events = [
        event(f"p{person}", "A", 24 * HOUR * day + 2 * place)
        for person in range(5)
        for day in range(3)
        for place in range(4)
    ]

    found = rule_of(events)

    # 45 silences of 2 minutes and 10 of almost a day: the middle of what lies between.
    assert 600 < found.rule.gap.total_seconds() < 12 * 3600
    assert "Of 55 silences between a person's events, 10 (18.1%)" in found.why
    assert "after 100% of these comes what the person has done before" in found.why


def test_a_long_silence_before_something_new_is_a_wait_and_ends_no_journey():
    # Five people do four things within minutes, each day others.
    events = [
        event(f"p{person}", f"day {day}", 24 * HOUR * day + 2 * place)
        for person in range(5)
        for day in range(3)
        for place in range(4)
    ]

    found = rule_of(events)

    assert found.rule.gap is None
    assert "after 0% of these comes what the person has done before" in found.why


def test_few_silences_propose_no_gap():
    found = rule_of([event("ann", "A", 0), event("ann", "A", 9999)])

    assert found.rule.gap is None
    assert "Too few silences lie between the events of one person: 1." in found.why


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param([10] * (len(STEPS) + 1), id="as many of each length"),
        pytest.param(counts_of(s0=100), id="only short ones"),
        pytest.param(counts_of(s12=100), id="only long ones"),
        pytest.param(counts_of(s0=1, s17=100), id="hardly any short ones"),
    ],
)
def test_nothing_divides_silences_of_one_kind(counts):
    assert dividing_step(counts) is None


def test_the_middle_of_an_empty_stretch_divides():
    # Empty from step 2 to step 8; both neighbours of a step are empty from 2 to 7.
    assert dividing_step(counts_of(s1=90, s9=10)) in {4, 5}
