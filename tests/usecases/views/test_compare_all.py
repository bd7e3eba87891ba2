"""Every view holds two groups against each other: nothing empty, wiped or mixed."""

from datetime import date, timedelta

import pytest
from ibis import _

from footlights.errors import NotComparableError
from footlights.measures.result import Estimate
from footlights.usecases import views
from footlights.usecases.examples import read_example
from footlights.usecases.explore import prepare
from footlights.usecases.generate import generate
from footlights.usecases.read_events import read_events
from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.views.compare import compare
from support.digits import to_nine_digits

LAST = date(2026, 2, 28)
GROUPS = {
    "segments": (Selection(segment="regulars"), Selection(outside="regulars")),
    "periods": (
        Selection(to_on=LAST),
        Selection(from_on=LAST + timedelta(days=1)),
    ),
    "patterns": (
        Selection(pattern="order ->> put-right"),
        Selection(not_pattern="order ->> put-right"),
    ),
}
OPTIONS = {
    "flow": {"around": "order"},
    "pattern": {"text": "greeting ->> order"},
    "value_heat": {"by": "party"},
}
LISTS = ("typical_journeys", "worst_journeys", "exemplars", "person_journey")
DATED = ("trends", "cohorts", "retention")
NUMBERED = {"trends": "period_no", "cohorts": "start_no", "retention": "start_no"}


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    map_ = read_example("dinner")
    path = tmp_path_factory.mktemp("compared") / "events.parquet"
    generate(map_, 1500, 3, path)
    with read_events(path) as events:
        yield prepare(map_, events)


@pytest.fixture(scope="module")
def person(log):
    """Somebody with journeys in both periods, and who ordered in each."""
    journeys = log.prepared.journeys.mutate(is_late=_.start_at > LAST)
    often = journeys.group_by("person_key").aggregate(
        n=_.count(), late=_.is_late.sum(), first=_.journey_key.min()
    )
    found = log.rows(often.filter((_.late > 0) & (_.late < _.n)).order_by("person_key"))
    touches = log.prepared.touches.filter(_.journey_key == found[0]["first"])
    named = log.events.semi_join(touches, "row_no").select("person").distinct()
    return log.row(named)["person"]


def options_of(name, person):
    return {"person": person} if name == "person_journey" else OPTIONS.get(name, {})


COMPARED = [name for name in views.__all__ if name != "one_journey"]


@pytest.mark.parametrize("groups", GROUPS)
@pytest.mark.parametrize("name", COMPARED)
def test_every_view_compares_groups(log, person, name, groups):
    view, options = getattr(views, name), options_of(name, person)
    one, other = GROUPS[groups]

    found = compare(view, log, one, other, **options)
    sides = [view(selected(log, group), **options) for group in (one, other)]

    assert found.rows
    assert all(set(row) == {c.name for c in found.columns} for row in found.rows)
    assert not any("difference_difference" in c.name for c in found.columns)
    if name in LISTS:
        assert [{**r, "group": None} for r in found.rows] == [
            {**row, "group": None} for side in sides for row in side.rows
        ]
        assert [r["group"] for r in found.rows] == [
            end
            for end, side in zip(("one", "other"), sides, strict=True)
            for _row in side.rows
        ]
        return
    keys = [c.name for c in found.columns if c.role == "key"]
    assert len({tuple(r[k] for k in keys) for r in found.rows}) == len(found.rows)
    for end, side in zip(("one", "other"), sides, strict=True):
        rows = {tuple(row[key] for key in keys): row for row in side.rows}
        for row in found.rows:
            own = rows.pop(tuple(row[key] for key in keys), None)
            if own is not None:
                assert_stands_there(row, own, end)
        assert not rows
    estimates = [c.name for c in sides[0].columns if c.role == "estimate"]
    known = [
        each
        for each in estimates
        if any(row[f"{each}_difference"].is_known for row in found.rows)
    ]
    assert all(
        row[f"{e}_difference"] is not None for e in estimates for row in found.rows
    )
    # A way that has the pattern is no way that has it not: no variant is in both.
    assert known or (groups == "patterns" and "variant" in keys)


def digits_of(cell):
    return to_nine_digits(cell.model_dump() if isinstance(cell, Estimate) else cell)


def assert_stands_there(row, own, end):
    """Each cell of one group's own answer stands in the comparison, unchanged."""
    for name, cell in own.items():
        if name in row:
            assert row[name] == cell
        elif f"{name}_{end}" in row:
            there = row[f"{name}_{end}"]
            assert digits_of(there) == digits_of(cell)
        else:
            # The number of a period where its day names the row.
            assert name in NUMBERED.values()


def test_one_journey_alone_compares_no_groups(log):
    with pytest.raises(NotComparableError):
        compare(views.one_journey, log, *GROUPS["segments"], journey_key=1)


@pytest.mark.parametrize("name", DATED)
def test_periods_meet_by_their_place_and_both_days_are_shown(log, name):
    number = NUMBERED[name]
    day = "period_on" if name == "trends" else "start_on"

    found = compare(getattr(views, name), log, *GROUPS["periods"], period="month")

    first, *_rows = found.rows
    assert number in found.keys
    assert first[number] == 1
    assert (first[f"{day}_one"], first[f"{day}_other"]) == (
        date(2026, 1, 1),
        date(2026, 3, 1),
    )
    if name != "retention":
        assert [row[number] for row in found.rows] == [1, 2, 3]
        assert found.rows[-1][f"{day}_one"] is None
    assert any(
        "first period of one is held against the first" in n for n in found.notes
    )


@pytest.mark.parametrize("name", DATED)
def test_a_period_that_a_group_has_not_is_null_with_a_reason(log, name):
    found = compare(getattr(views, name), log, *GROUPS["periods"], period="month")

    last = found.rows[-1]
    for column in found.columns:
        if column.name.endswith("_one") and column.role == "count":
            assert last[column.name] is None
        if column.name.endswith("_one") and column.role == "estimate":
            assert last[column.name].value is None
            assert last[column.name].reason == "the other group has no such period"


def test_segments_meet_on_the_same_day(log):
    found = compare(views.trends, log, *GROUPS["segments"], period="month")

    assert found.keys == ("period_on",)
    assert "period_no" not in {c.name for c in found.columns}
    assert all(row["journeys_one"] and row["journeys_other"] for row in found.rows)
