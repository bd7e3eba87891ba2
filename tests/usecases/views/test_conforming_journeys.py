"""Hand-counted: variants, and the journeys that are named."""

from datetime import UTC, timedelta

import pytest

from footlights.errors import NoRowsAskedError
from footlights.model.map import JourneysByColumn
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.conforming_journeys import (
    conformance_by_variant,
    typical_journeys,
    worst_journeys,
)
from support.planned_maps import planned
from support.small_logs import MIDNIGHT, event, prepared_from, table_of, walks


def log_of(engine, map_, events):
    tables = prepared_from(engine, map_, events)
    return PreparedLog(engine, engine.load("log", table_of(events)), tables, map_)


def people(view):
    return [row["person"] for row in view.rows]


JOURNEYS = {"ann": "ABC", "bob": "ACB", "cat": "A", "dan": "ABC", "eve": "CCC"}


@pytest.fixture
def log(engine):
    return log_of(engine, planned("A B C"), walks(JOURNEYS))


def test_every_variant_tells_what_it_does(log):
    view = conformance_by_variant(log)

    assert [(row["variant"], row["journeys"], row["cost"]) for row in view.rows] == [
        ("a > b > c", 2, 0),
        ("a", 1, 2),
        ("a > c > b", 1, 2),
        ("c > c > c", 1, 4),
    ]
    assert [row["moves"] for row in view.rows] == [
        "a > b > c",
        "a > [b not reached] > [c not reached]",
        "a > c > b (moved)",
        "[a skipped] > [b skipped] > c > c (extra) > c (extra)",
    ]
    assert [row["fitness"] for row in view.rows] == [
        1.0,
        pytest.approx(1 - 2 / 4),
        pytest.approx(1 - 2 / 6),
        pytest.approx(1 - 4 / 6),
    ]
    share = view.rows[0]["share_of_journeys"]
    assert (share.value, share.n) == (2 / 5, 5)


def test_variants_left_out_are_said(log):
    view = conformance_by_variant(log, most=2)

    assert len(view.rows) == 2
    assert view.notes[-1] == "2 rarer variants are not shown, with 2 of 5 journeys."


def test_a_stage_that_is_one_of_is_skipped_by_its_name(engine):
    log = log_of(engine, planned("A", "one_of: B C", "D"), walks({"ann": "AD"}))

    assert conformance_by_variant(log).rows[0]["moves"] == "a > [stage-2 skipped] > d"


def test_the_worst_journeys_come_first(log):
    assert people(worst_journeys(log, unmasked=True)) == [
        "eve",
        "cat",
        "bob",
        "ann",
        "dan",
    ]
    assert people(worst_journeys(log, most=2, unmasked=True)) == ["eve", "cat"]


def test_of_journeys_as_bad_the_one_that_began_first_is_named(engine):
    events = [event("ann", "B", 5), event("bob", "B", 3), event("cat", "B", 4)]

    view = worst_journeys(log_of(engine, planned("A B"), events), most=2, unmasked=True)

    assert people(view) == ["bob", "cat"]
    assert [row["alike"] for row in view.rows] == [3, 3]


def test_typical_journeys_are_of_the_most_frequent_variants(engine):
    events = [
        *walks({"ann": "ABC", "zoe": "AC"}),
        event("bob", "A", 0),
        event("bob", "B", 1),
        event("bob", "C", 2),
        event("cat", "A", 0),
        event("cat", "B", 1),
        event("cat", "C", 7),
    ]

    view = typical_journeys(
        log_of(engine, planned("A B C"), events), most=1, unmasked=True
    )

    assert people(view) == ["cat"]
    assert view.rows[0]["seconds"] == 7 * 60
    assert view.notes[-1] == "1 rarer variants are not shown, with 1 of 4 journeys."


@pytest.mark.parametrize("view", [worst_journeys, typical_journeys])
def test_persons_and_journeys_are_masked_unless_asked_for(engine, view):
    events = [event("ann", "A", 0, order="o-1"), event("bob", "A", 1, order="o-2")]
    map_ = planned("A").model_copy(
        update={"journeys": JourneysByColumn(by="column", column="order")}
    )
    log = log_of(engine, map_, events)

    masked, shown = view(log).rows[0], view(log, unmasked=True).rows[0]

    assert (masked["person"], masked["journey"]) == ("person 1", None)
    assert (shown["person"], shown["journey"]) == ("ann", "o-1")
    assert "number in this log" in view(log).notes[-1]


def test_times_are_those_of_the_map(engine):
    map_ = planned("A").model_copy(update={"zone": "Europe/Rome"})

    (row,) = worst_journeys(log_of(engine, map_, [event("ann", "A", 0)])).rows

    assert row["start_at"] == MIDNIGHT.replace(tzinfo=UTC)
    assert row["start_at"].utcoffset() == timedelta(hours=1)


def test_named_journeys_tell_of_channels_and_times(engine):
    document = planned("A B").model_dump(
        by_alias=True, mode="json", exclude_defaults=True
    )
    document["channels"] = [{"id": "web", "form": "digital"}]
    first, second = document["stages"][0]["touchpoints"]
    first["channel"] = "web"
    second["expects"] = [{"what": "wait", "at_most": "5m"}]
    map_ = type(planned("A")).model_validate(document)
    events = [event("ann", "A", 0, channel="phone"), event("ann", "B", 6)]

    (row,) = worst_journeys(log_of(engine, map_, events), unmasked=True).rows

    assert (row["wrong_channel"], row["too_late"]) == (1, 1)
    assert (row["person"], row["journey"]) == ("ann", None)


def test_nobody_is_named_in_an_empty_log(engine):
    log = log_of(engine, planned("A"), [event("ann", "else", 0)])

    assert worst_journeys(log).rows == ()
    assert typical_journeys(log).rows == ()


@pytest.mark.parametrize(
    "view", [conformance_by_variant, worst_journeys, typical_journeys]
)
def test_no_rows_cannot_be_asked_for(log, view):
    with pytest.raises(NoRowsAskedError, match="At least 1 row"):
        view(log, most=0)
