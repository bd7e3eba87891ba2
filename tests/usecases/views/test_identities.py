"""Views of one log tell the same story."""

import pytest

from footlights.usecases.selection import Selection
from footlights.usecases.views.compare import compare
from footlights.usecases.views.heat import hour_heat, value_heat
from footlights.usecases.views.retention import cohorts, retention
from footlights.usecases.views.trends import trends
from support.small_logs import event, map_of
from support.views import log_of

TRIAL = {"id": "trial", "name": "Trial", "where": {"plan": "trial"}}
IN, OUT = Selection(segment="trial"), Selection(outside="trial")


@pytest.fixture
def log(engine):
    events = [
        event(
            f"p{n % 23}",
            "ABC"[n * n % 3],
            n * 700 % 60_000,
            plan="trial" if n % 23 < 9 else "full",
            location=f"place {n % 4}",
            score=float(n % 5) if n % 3 else None,
        )
        for n in range(300)
    ]
    map_ = map_of("ABC", gap="1d", zone="America/St_Johns", segments=[TRIAL])
    return log_of(engine, map_, events)


def total(view, column):
    return sum(row[column] or 0 for row in view.rows)


@pytest.mark.parametrize("over", ["all", "touchpoint"])
def test_hours_values_and_periods_hold_the_same_touches(log, over):
    assert (
        total(hour_heat(log, over=over), "touches")
        == total(value_heat(log, by="location", over=over), "touches")
        == total(trends(log, period="day", over=over), "touches")
        == total(trends(log, period="month", over=over), "touches")
        == 300
    )


def test_periods_and_cohorts_hold_the_same_journeys(log):
    assert total(trends(log), "journeys") == total(cohorts(log), "journeys")
    assert total(cohorts(log), "persons") == 23
    first = [row for row in retention(log).rows if row["period_no"] == 0]
    assert sum(row["persons"] for row in first) == 23


@pytest.mark.parametrize(
    ("view", "options", "column"),
    [
        (hour_heat, {}, "touches"),
        (value_heat, {"by": "plan"}, "touches"),
        (trends, {"over": "touchpoint"}, "journeys"),
        (cohorts, {"period": "month"}, "journeys"),
    ],
)
def test_a_segment_and_its_outside_sum_up_to_all(log, view, options, column):
    both = compare(view, log, IN, OUT, **options)

    parts = total(both, f"{column}_one"), total(both, f"{column}_other")
    assert sum(parts) == total(view(log, **options), column)
    assert min(parts) > 0
