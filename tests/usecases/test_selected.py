from datetime import date

import pytest
from ibis import _

from footlights.errors import (
    EmptySelectionError,
    PatternSyntaxError,
    PersonaWithoutSegmentError,
    UnknownChannelError,
    UnknownPatternNameError,
    UnknownPersonaError,
    UnknownSegmentError,
)
from footlights.usecases.selected import narrowed, selected, share_chosen
from footlights.usecases.selection import Selection
from support.small_logs import event, map_of
from support.views import log_of

DAY = 24 * 60
TRIAL = {"id": "trial", "name": "Trial", "where": {"plan": "trial"}}
WEB = {"id": "webbed", "name": "Webbed", "where": {"channel": "web"}}


@pytest.fixture
def log(engine):
    wait = {"id": "w", "name": "W", "kind": "wait", "between": ["a", "b"]}
    stage = {
        "id": "one",
        "name": "One",
        "touchpoints": [
            {"id": "a", "name": "A", "matches": ["A"]},
            wait,
            {
                "id": "b",
                "name": "B",
                "matches": ["B"],
                "activities": [
                    {"id": "cook", "line": "backstage", "does": "Cooks", "matches": "K"}
                ],
            },
        ],
    }
    stage["touchpoints"][2]["activities"][0]["matches"] = ["K"]
    map_ = map_of("A", gap="5h", segments=[TRIAL, WEB])
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"] = [stage]
    document["outcomes"] = [
        {"id": "back", "name": "Back", "good": True, "matches": {"event": "O"}}
    ]
    document["journeys"]["completed_by"] = ["b"]
    document["personas"] = [{"id": "new", "name": "New", "segment": "trial"}, "old"]
    events = [
        event("ann", "A", 0, plan="trial", channel="web"),
        event("ann", "K", 1),
        event("ann", "B", 5, channel="Phone"),
        event("ann", "A", 2 * DAY, plan="full", channel="web"),
        event("ann", "O", 2 * DAY + 1),
        event("bob", "A", DAY, plan="full", channel="web"),
        event("cat", "A", DAY),
        event("dan", "X", DAY),
    ]
    return log_of(engine, type(map_).model_validate(document), events)


def sizes(found):
    tables = found.prepared
    return {
        name: found.row(getattr(tables, name).aggregate(n=_.count()))["n"]
        for name in ("journeys", "touches", "waits", "occurrences", "outcomes")
    }


def test_all_tables_are_narrowed_to_the_journeys_meant(log):
    inside = selected(log, Selection(segment="trial"))

    assert sizes(inside) == {
        "journeys": 1,
        "touches": 2,
        "waits": 1,
        "occurrences": 1,
        "outcomes": 1,
    }
    assert inside.prepared.persons == 1


def test_journeys_of_a_persona_are_those_of_its_segment(log):
    of_persona = selected(log, Selection(persona="new"))

    assert sizes(of_persona) == sizes(selected(log, Selection(segment="trial")))
    assert str(Selection(persona="new")) == "of the persona 'new'"


@pytest.mark.parametrize(
    ("persona", "error"),
    [("old", PersonaWithoutSegmentError), ("newer", UnknownPersonaError)],
)
def test_a_persona_nobody_bound_to_journeys_is_refused(log, persona, error):
    with pytest.raises(error, match=persona):
        selected(log, Selection(persona=persona))


def test_journeys_of_which_nothing_is_known_are_neither_in_nor_out(log):
    outside = selected(log, Selection(outside="trial"))

    assert sizes(outside)["journeys"] == 2
    assert outside.prepared.persons == 2


def test_outcomes_of_the_persons_stay_as_they_may_follow_a_journey_later(log):
    first = selected(log, Selection(to_on=date(2026, 3, 2)))

    assert sizes(first)["journeys"] == 1
    assert sizes(first)["outcomes"] == 1


@pytest.mark.parametrize(
    ("selection", "journeys"),
    [
        (Selection(), 4),
        (Selection(from_on=date(2026, 3, 3)), 3),
        (Selection(to_on=date(2026, 3, 3)), 3),
        (Selection(from_on=date(2026, 3, 3), to_on=date(2026, 3, 3)), 2),
        (Selection(channel="phone"), 1),
        (Selection(channel="WEB"), 3),
        (Selection(is_completed=True), 1),
        (Selection(is_completed=False), 3),
        (Selection(channel="web", is_completed=False), 2),
        (Selection(channel=("web", "phone")), 1),
        (Selection(pattern="a"), 4),
        (Selection(pattern="a -> b within 5m"), 1),
        (Selection(pattern=("a", "channel:phone")), 1),
        (Selection(not_pattern="a -> b"), 3),
        (Selection(not_pattern=("a -> b", "channel:web")), 1),
        (Selection(pattern="channel:web", not_pattern="b"), 2),
    ],
    ids=str,
)
def test_journeys_are_selected_by_all_that_is_said(log, selection, journeys):
    assert sizes(selected(log, selection))["journeys"] == journeys


def test_days_begin_at_midnight_of_the_maps_clock(engine):
    # In Rome, 2 March ends at 23:00 UTC.
    events = [event("ann", "A", 22 * 60 + 59), event("bob", "A", 23 * 60)]
    log = log_of(engine, map_of("A", zone="Europe/Rome"), events)

    assert sizes(selected(log, Selection(to_on=date(2026, 3, 2))))["journeys"] == 1
    assert sizes(selected(log, Selection(from_on=date(2026, 3, 3))))["journeys"] == 1


def test_how_many_of_all_were_chosen_is_known(log):
    chosen = selected(log, Selection(channel="web"))

    assert share_chosen(chosen) == (sizes(chosen)["journeys"], 4)
    assert share_chosen(selected(chosen, Selection(segment="trial")))[1] == 4
    assert share_chosen(log) is None


def test_two_selections_of_one_log_live_side_by_side(log):
    one = selected(log, Selection(segment="trial"))
    other = selected(log, Selection(outside="trial"))

    assert (sizes(one)["journeys"], sizes(other)["journeys"]) == (1, 2)
    assert sizes(log)["journeys"] == 4


def test_any_journeys_can_be_taken(log):
    long = narrowed(log, log.prepared.journeys.touches > 1)

    assert sizes(long)["touches"] == 2


def test_a_segment_that_is_not_there_is_said_with_the_nearest(log):
    with pytest.raises(UnknownSegmentError, match=r"Did you mean 'trial'\?"):
        selected(log, Selection(segment="trail"))


def test_a_channel_that_is_not_there_is_said_with_the_nearest(log):
    with pytest.raises(UnknownChannelError, match=r"There are: web, Phone"):
        selected(log, Selection(channel="fax"))


def test_a_group_that_nobody_is_in_is_an_error_that_says_which(log):
    with pytest.raises(EmptySelectionError, match="begun from 2027-01-01 on"):
        selected(log, Selection(from_on=date(2027, 1, 1)))


def test_several_segments_must_all_hold(log):
    both = selected(log, Selection(segment=("webbed", "trial")))
    turned = selected(log, Selection(segment=("trial", "webbed")))

    assert sizes(selected(log, Selection(segment="webbed")))["journeys"] == 3
    assert sizes(both) == sizes(turned)
    assert sizes(both)["journeys"] == 1
    with pytest.raises(EmptySelectionError, match="'trial', outside the segment 'web"):
        selected(log, Selection(segment="trial", outside="webbed"))


def test_a_pattern_that_cannot_be_read_is_said(log):
    with pytest.raises(PatternSyntaxError):
        selected(log, Selection(pattern="a -> -> b"))
    with pytest.raises(UnknownPatternNameError):
        selected(log, Selection(not_pattern="c"))
