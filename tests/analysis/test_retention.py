from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.analysis.retention import (
    FIRST_JOURNEYS,
    cohort_totals,
    comebacks,
    first_journeys,
)
from footlights.analysis.trends import in_periods
from footlights.engines.duckdb import DuckDBEngine
from support.small_logs import event, map_of, prepared_from, rows

DAY = 24 * 60


def journeys_on(engine, days):
    """Give each person one journey on each of their days, counted from a Monday."""
    events = [
        event(person, "A", day * DAY + 7 * place)
        for person, on in days.items()
        for place, day in enumerate(on)
    ]
    return prepared_from(engine, map_of("A", gap="5m"), events).journeys


def daily(table):
    return in_periods(table.mutate(local_at=table.start_at), "D")


def test_the_first_journey_and_the_time_until_the_second(engine):
    found = first_journeys(journeys_on(engine, {"ann": [0, 2, 9], "bob": [1]}))

    assert found.schema() == FIRST_JOURNEYS
    assert [
        (row["journeys"], row["seconds_to_return"])
        for row in rows(engine, found, "person_key")
    ] == [(3, (2 * DAY + 7) * 60), (1, None)]


def test_who_came_back_is_counted_once_in_each_period(engine):
    journeys = journeys_on(
        engine, {"ann": [0, 0, 0, 2, 2], "bob": [0, 2], "cat": [0], "dan": [2, 3]}
    )

    found = rows(engine, comebacks(daily(journeys)), "start_on", "period_on")

    assert [(r["start_on"].day, r["period_on"].day, r["returned"]) for r in found] == [
        (2, 2, 1),
        (2, 4, 2),
        (4, 5, 1),
    ]


def test_cohorts_are_counted_by_hand(engine):
    journeys = journeys_on(engine, {"ann": [0, 2], "bob": [0], "cat": [1, 1, 1]})

    found = rows(engine, cohort_totals(daily(first_journeys(journeys))), "period_on")

    assert [tuple(row.values()) for row in found] == [
        (date(2026, 3, 2), 2, 3, 2, 1),
        (date(2026, 3, 3), 1, 3, 1, 1),
    ]


@settings(deadline=None, max_examples=10)
@given(
    st.dictionaries(
        st.sampled_from(["ann", "bob", "cat"]),
        st.lists(st.integers(0, 5), min_size=1, max_size=6),
        min_size=1,
    )
)
def test_whoever_has_a_second_journey_came_back(days):
    with DuckDBEngine() as engine:
        journeys = journeys_on(engine, days)
        totals = rows(engine, cohort_totals(daily(first_journeys(journeys))))
        back = rows(engine, comebacks(daily(journeys)))

    assert sum(row["persons"] for row in totals) == len(days)
    assert sum(row["journeys"] for row in totals) == sum(map(len, days.values()))
    assert bool(back) == any(row["returned"] for row in totals)
