import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.analysis.coverage import event_counts
from footlights.engines.duckdb import DuckDBEngine
from footlights.errors import (
    NegativeSeedError,
    NothingToGenerateError,
    TooFewJourneysError,
    UnknownZoneError,
)
from footlights.events.contract import EVENTS
from footlights.model.map import Map
from footlights.simulation import generate as generating
from footlights.simulation.generate import generate_batches, generate_table
from footlights.simulation.table import log_schema
from footlights.usecases.prepare import prepare
from support.small_logs import map_of, rows, touchpoint

N = 3000


@pytest.fixture(scope="module")
def tea_logs(tea):
    return {
        planted: generate_table(tea, N, 1, with_effects=planted)
        for planted in (True, False)
    }


@pytest.fixture(scope="module")
def ferry_logs(ferry):
    return {
        planted: generate_table(ferry, N, 1, with_effects=planted)
        for planted in (True, False)
    }


def where(log, **columns):
    for name, value in columns.items():
        log = log.filter(pc.equal(log[name], value))
    return log


def mean_score(log, **columns):
    return pc.mean(where(log, **columns)["score"]).as_py()


def loaded(engine, log):
    """Read a generated log into the shape of the contract."""
    columns = {name: log[name] for name in log.column_names}
    columns["row_no"] = pa.array(range(1, log.num_rows + 1), pa.int64())
    columns["closes"] = pa.array([False] * log.num_rows)
    for name, kind in EVENTS.items():
        wanted = kind.to_pyarrow()
        if name in columns:
            columns[name] = columns[name].cast(wanted)
        else:
            columns[name] = pa.nulls(log.num_rows, wanted)
    return engine.load("generated", pa.table(columns))


@pytest.mark.parametrize("name", ["tea", "ferry"])
@pytest.mark.parametrize("with_effects", [True, False])
def test_every_event_is_explained_by_the_map_and_every_journey_is_one(
    engine, request, name, with_effects
):
    map_ = request.getfixturevalue(name)
    log = request.getfixturevalue(f"{name}_logs")[with_effects]

    prepared = prepare(engine, loaded(engine, log), map_)
    unexplained = [
        row["event"]
        for row in rows(engine, event_counts(prepared.alike))
        if not row["is_explained"]
    ]
    assert unexplained == []
    assert engine.fetch(prepared.journeys).num_rows == N


def test_the_same_seed_gives_the_same_log_and_another_one_another(tea):
    first, again, other = (generate_table(tea, 200, seed) for seed in (1, 1, 2))

    assert first.equals(again)
    assert not first.equals(other)


def test_all_columns_are_there_whatever_the_map(tea, ferry):
    assert log_schema(tea).names == [
        *("person", "event", "at", "until", "channel", "team", "location"),
        *("score", "text", "value", "state", "size"),
    ]
    assert log_schema(ferry).names[:3] == ["person", "booking", "event"]
    assert {"by", "way", "system", "plan", "bike", "shift"} <= set(
        log_schema(ferry).names
    )


def test_rows_stand_in_order_of_time_within_a_journey(ferry_logs):
    log = ferry_logs[True]

    rows_ = zip(log["booking"].to_pylist(), log["at"].to_pylist(), strict=True)
    pairs = list(rows_)
    assert pairs == sorted(pairs)


def test_chunks_go_on_counting_persons_and_journeys(ferry, monkeypatch):
    monkeypatch.setattr(generating, "CHUNK", 50)

    batches = list(generate_batches(ferry, 120, 1))
    journeys = [name for b in batches for name in b["booking"].unique().to_pylist()]
    persons = [name for b in batches for name in b["person"].unique().to_pylist()]
    assert len(batches) == 3
    assert journeys == [f"j{no:07d}" for no in range(1, 121)]
    assert persons == [f"p{no:06d}" for no in range(1, len(persons) + 1)]


def test_columns_that_rules_ask_for_tell_touchpoints_apart(tea_logs):
    log = tea_logs[False]

    orders = where(log, event="order")
    assert set(orders["state"].to_pylist()) == {"placed", "paid"}
    assert (
        where(log, event="menu")["state"].null_count
        == where(log, event="menu").num_rows
    )


def test_teams_are_those_in_sight_and_those_of_activities(tea_logs):
    log = tea_logs[False]

    assert set(where(log, event="arrive")["team"].to_pylist()) == {"Tea desk"}
    assert set(where(log, event="packed")["team"].to_pylist()) == {"Tea desk"}
    assert set(where(log, event="menu")["team"].to_pylist()) == {None}


def test_a_segment_has_its_share_of_journeys(ferry_logs):
    plans = ferry_logs[False].group_by("booking").aggregate([("plan", "min")])

    shares = {
        row["values"]: row["counts"] / N
        for row in plans["plan_min"].value_counts().to_pylist()
    }
    assert shares["trial"] == pytest.approx(0.2, abs=0.03)
    assert shares["year"] + shares["decade"] == pytest.approx(0.5, abs=0.03)


def test_an_outcome_inside_and_one_after_come_as_often_as_usual(ferry_logs):
    log = ferry_logs[False]

    assert where(log, event="photo").num_rows / N == pytest.approx(0.6, abs=0.03)
    refunds = where(log, event="refund")
    assert refunds.num_rows / N == pytest.approx(0.1, abs=0.02)
    assert pc.min(refunds["value"]).as_py() >= 16
    assert pc.max(refunds["value"]).as_py() <= 24


def test_without_effects_no_touchpoint_stands_out_by_its_score(changed, tea):
    drawn = dict(
        zip(
            [t.id for t in tea.touchpoints],
            [-0.5, 0, 0.5, 1, 1.5, 2, 2, 0, 1],
            strict=True,
        )
    )
    feelings = {
        name: {"feeling": {"word": "so", "valence": valence}}
        for name, valence in drawn.items()
    }
    log = generate_table(changed(tea, feelings), 20_000, 1, with_effects=False)

    means = [
        mean_score(log, event=name)
        for name in drawn
        if name not in {"wait", "pay", "order"}
    ]
    assert max(means) - min(means) < 0.35
    # What is drawn best is not felt a full step worse than drawn.
    assert mean_score(log, event="arrive") - 3 > 1


def test_answers_are_as_many_as_the_map_says_and_some_write(ferry_logs):
    log = ferry_logs[False].filter(pc.is_valid(ferry_logs[False]["channel"]))

    answered = log.num_rows - log["score"].null_count
    assert answered / log.num_rows == pytest.approx(0.5, abs=0.02)
    assert (log.num_rows - log["text"].null_count) / answered == pytest.approx(
        0.25, abs=0.02
    )
    assert set(log["score"].unique().to_pylist()) <= {None, 1, 2, 3, 4, 5}


def test_a_planted_wait_lowers_the_score_where_it_is_felt(ferry_logs):
    drop = mean_score(ferry_logs[False], event="queued") - mean_score(
        ferry_logs[True], event="queued"
    )

    assert drop == pytest.approx(1.4, abs=0.15)
    said = where(ferry_logs[True], event="queued", score=1)["text"].drop_null()
    assert all("Queues" in text for text in said.to_pylist())


def test_a_planted_segment_suffers_only_where_it_should(ferry_logs):
    log = ferry_logs[True]

    assert mean_score(log, event="meal", plan="trial") < 2.6
    assert mean_score(log, event="meal", plan="other") > 3.7
    assert mean_score(log, event="cabin", plan="trial") > 3.7


def test_a_planted_channel_is_repeated_and_felt(ferry_logs):
    def per_journey(log):
        calls = where(log, event="booked", by="phone")
        return calls.num_rows / len(calls["booking"].unique())

    assert per_journey(ferry_logs[False]) < 1.1
    assert per_journey(ferry_logs[True]) > 1.5
    by_phone = mean_score(ferry_logs[True], event="booked", by="phone", channel="phone")
    by_other = mean_score(ferry_logs[True], event="booked", by="phone", channel="web")
    assert by_other - by_phone == pytest.approx(1, abs=0.25)


def test_a_planted_stage_loses_its_share(tea_logs):
    def completed(log):
        return where(log, event="drink").num_rows

    lost = 1 - completed(tea_logs[True]) / completed(tea_logs[False])
    assert lost == pytest.approx(0.2, abs=0.03)


def test_a_map_that_says_nothing_of_simulation_has_a_log():
    log = generate_table(map_of("ABC"), 100, 1)

    assert log.num_rows >= 290
    assert str(log["at"][0].as_py())[:4] == "2026"


def test_a_journey_needs_no_second_event():
    log = generate_table(map_of("A"), 1, 1)

    assert log["event"].to_pylist() == ["A"]


def test_no_journeys_are_refused(tea):
    with pytest.raises(TooFewJourneysError, match="at least 1 journey"):
        generate_batches(tea, 0, 1)


def test_a_negative_seed_is_refused(tea):
    with pytest.raises(NegativeSeedError, match="-1 was given"):
        generate_batches(tea, 1, -1)


def test_a_map_without_events_is_refused(tea, changed):
    nothing = {t.id: {"matches": []} for t in tea.touchpoints}

    with pytest.raises(NothingToGenerateError, match="'tea'"):
        generate_batches(changed(tea, nothing), 1, 1)


def test_a_zone_that_is_not_there_is_refused(tea, changed):
    with pytest.raises(UnknownZoneError, match="'Europe/Rom'"):
        generate_batches(changed(tea, zone="Europe/Rom"), 1, 1)


LETTERS = "ABCDEF"


@st.composite
def maps(draw):
    """Draw a small map with stages of every order and touchpoints of every kind."""
    cuts = sorted(draw(st.sets(st.integers(1, 5), max_size=3)))
    groups = [LETTERS[a:b] for a, b in zip([0, *cuts], [*cuts, 6], strict=True)]
    orders = st.sampled_from(["sequence", "any", "one_of"])
    stages = [
        {
            "id": f"s{no}",
            "name": f"S{no}",
            "order": draw(orders),
            "touchpoints": [_touchpoint(draw, letter) for letter in group],
        }
        for no, group in enumerate(groups)
    ]
    gap = draw(st.sampled_from([None, "30m", "12h"]))
    by_person = {"by": "person"} | ({"gap": gap} if gap else {})
    journeys = draw(st.sampled_from([by_person, {"by": "column", "column": "case"}]))
    effects = [
        {"id": "a", "kind": "stage-loses", "stage": "s0", "share": "40%"},
        {"id": "b", "kind": "channel-broken", "channel": "web", "share": "50%"},
    ]
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "drawn",
            "name": "Drawn",
            "journeys": journeys,
            "channels": [{"id": "web", "form": "digital"}],
            "stages": stages,
            "simulation": {"effects": effects},
        }
    )


def _touchpoint(draw, letter):
    flags = {name: draw(st.booleans()) for name in ("optional", "repeats")}
    # The first is always recorded, so that there is something to generate.
    matches = [letter] if letter == "A" or draw(st.booleans()) else []
    kind = draw(st.sampled_from(["interaction", "action", "wait"]))
    ends = draw(st.sampled_from([["a", "f"], ["b", "d"]]))
    between = {"between": ends} if kind == "wait" and letter.lower() not in ends else {}
    work = {
        "id": f"do-{letter.lower()}",
        "line": "backstage",
        "does": "Works",
        "matches": [f"{letter} done"],
    }
    return touchpoint(
        letter,
        matches=matches,
        kind=kind,
        channel="web",
        activities=[work],
        **flags,
        **between,
    )


@settings(deadline=None, max_examples=12)
@given(maps(), st.integers(0, 5), st.booleans())
def test_any_map_gives_as_many_journeys_as_asked_in_order_of_time(
    map_, seed, with_effects
):
    log = generate_table(map_, 60, seed, with_effects=with_effects)

    with DuckDBEngine() as engine:
        events = loaded(engine, log)
        prepared = prepare(engine, events, map_)
        assert engine.fetch(prepared.journeys).num_rows == 60
        assert all(
            r["is_explained"] for r in rows(engine, event_counts(prepared.alike))
        )
    over = pc.less(log["until"], log["at"])
    assert not pc.any(over).as_py()
