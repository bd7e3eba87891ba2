import pytest

from footlights.errors import UnknownAttributeError
from footlights.usecases.views import heat
from footlights.usecases.views.heat import hour_heat, value_heat
from support.small_logs import event, map_of
from support.views import cells, log_of, row_of

HOUR = 60
SUNDAY = 6 * 24 * HOUR


def test_every_hour_of_the_week_has_a_cell_zero_where_nothing_was(engine):
    events = [
        event("ann", "A", 9 * HOUR, score=2.0),
        event("bob", "A", 9 * HOUR + 59, score=4.0),
        event("bob", "B", SUNDAY + 23 * HOUR),
    ]

    view = hour_heat(log_of(engine, map_of("AB"), events))

    assert len(view.rows) == 168
    assert sum(row["touches"] for row in view.rows) == 3
    monday_nine = row_of(view, weekday=1, hour=9)
    assert monday_nine["touches"] == 2
    assert monday_nine["share_of_touches"].value == pytest.approx(2 / 3)
    assert monday_nine["score"].value == 3
    sunday = row_of(view, weekday=7, hour=23)
    assert (sunday["touches"], sunday["score"].reason) == (1, "nobody scored it")
    empty = row_of(view, weekday=3, hour=12)
    assert (empty["touches"], empty["share_of_touches"].value) == (0, 0)
    assert empty["score"].reason == "nobody was here"


def test_hours_are_those_of_the_maps_clock_daylight_saving_included(engine):
    # In 2026 clocks in Rome go forward on Sunday 29 March.
    spring = 27 * 24 * HOUR
    events = [event("ann", "A", 0), event("ann", "A", spring + 12 * HOUR)]
    map_ = map_of("A", zone="Europe/Rome")

    view = hour_heat(log_of(engine, map_, events))

    assert row_of(view, weekday=1, hour=1)["touches"] == 1
    assert row_of(view, weekday=7, hour=14)["touches"] == 1


def test_each_touchpoint_has_its_own_week(engine):
    events = [event("ann", "A", 0), event("ann", "B", 0), event("bob", "B", HOUR)]

    view = hour_heat(log_of(engine, map_of("ABC"), events), over="touchpoint")

    assert len(view.rows) == 3 * 168
    at_b = row_of(view, touchpoint="b", weekday=1, hour=1)
    assert at_b["share_of_touches"].value == 0.5
    at_c = row_of(view, touchpoint="c", weekday=1, hour=1)
    assert at_c["share_of_touches"].reason == "nobody was here"


def test_a_wait_that_no_event_shows_is_in_the_rows_of_its_touchpoint(engine):
    map_ = map_of("AB")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    wait = {"id": "w", "name": "W", "kind": "wait", "between": ["a", "b"]}
    document["stages"][0]["touchpoints"].append(wait)
    log = log_of(
        engine,
        type(map_).model_validate(document),
        [event("ann", "A", 0), event("ann", "B", 5)],
    )

    apart, together = hour_heat(log, over="touchpoint"), hour_heat(log)

    assert row_of(apart, touchpoint="w", weekday=1, hour=0)["touches"] == 1
    assert row_of(together, weekday=1, hour=0)["touches"] == 2
    assert any("Waits that no event shows" in note for note in together.notes)


def test_an_empty_log_gives_a_week_of_zeros(engine):
    view = hour_heat(log_of(engine, map_of("A"), []))

    assert {row["touches"] for row in view.rows} == {0}
    assert {row["share_of_touches"].value for row in view.rows} == {None}


@pytest.fixture
def places(engine):
    events = [
        event("ann", "A", 0, location="Oslo", plan="free", score=1.0),
        event("ann", "B", 1, location="Rome", plan="paid"),
        event("bob", "A", 0, location="Rome", plan="free"),
        event("cat", "A", 0, location="Bonn", plan=None),
        event("cat", "A", 0, location=None, plan="free", score=5.0),
        event("dan", "X", 0, location="Oslo", plan="off the map"),
    ]
    return log_of(engine, map_of("AB"), events)


def test_values_stand_in_order_of_their_touches_ties_by_their_events(places):
    view = value_heat(places, by="location")

    assert cells(view, "value", "touches", "share_of_touches") == [
        ("Rome", 2, 0.5),
        ("Oslo", 1, 0.25),
        ("Bonn", 1, 0.25),
    ]
    assert view.notes == ("Without a value of location: 1 touch.",)


def test_any_column_of_the_events_can_be_asked_for(places):
    view = value_heat(places, by="plan")

    assert cells(view, "value", "touches", "score") == [
        ("free", 3, 3),
        ("paid", 1, None),
    ]


def test_values_are_told_for_each_touchpoint(places):
    view = value_heat(places, by="plan", over="touchpoint")

    assert cells(view, "touchpoint", "value", "touches", "share_of_touches") == [
        ("a", "free", 3, 1),
        ("b", "paid", 1, 1),
    ]


@pytest.mark.parametrize("column", ["location", "plan"])
def test_rare_values_stand_together_and_nothing_is_lost(places, column, monkeypatch):
    monkeypatch.setattr(heat, "MOST_VALUES", 1)
    view = value_heat(places, by=column)

    assert len(view.rows) == 2
    assert view.rows[-1]["value"] == "(others)"
    assert sum(row["touches"] for row in view.rows) == 4
    assert "1 most frequent" in view.notes[-1]


def test_a_column_that_is_not_there_is_said_with_the_nearest(places):
    with pytest.raises(UnknownAttributeError, match=r"Did you mean 'plan'\?"):
        value_heat(places, by="plans")
