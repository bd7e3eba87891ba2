"""All views of one log tell the same story: made-up, generated and real logs."""

import inspect
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footlights.engines.duckdb import DuckDBEngine
from footlights.usecases import views
from footlights.usecases.examples import read_example
from footlights.usecases.explore import prepare
from footlights.usecases.generate import generate
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from footlights.usecases.read_map import read_map
from support import identities
from support.identities import IDENTITIES, by, value
from support.small_logs import event, map_of
from support.views import log_of

REAL = Path(__file__).resolve().parents[2] / "real_logs"

happenings = st.lists(
    st.builds(
        event,
        st.sampled_from(["ann", "bob", "cat"]),
        st.sampled_from("ABCD"),
        st.integers(0, 40).map(lambda n: n * 180),
        channel=st.sampled_from([None, "web", "phone"]),
        team=st.sampled_from([None, "Sales", "Support"]),
        location=st.sampled_from([None, "Rome"]),
        score=st.sampled_from([None, 1.0, 4.0, 5.0]),
    ),
    min_size=1,
    max_size=25,
)


@pytest.fixture(scope="module")
def shared_engine():
    with DuckDBEngine() as opened:
        yield opened


@pytest.fixture(scope="module", params=["dinner", "service-desk"])
def generated(request, tmp_path_factory):
    map_ = read_example(request.param)
    path = tmp_path_factory.mktemp("generated") / "events.parquet"
    generate(map_, 150, 7, path)
    with read_events(path) as log:
        yield map_, log, prepare(map_, log)


@pytest.fixture(scope="module")
def calls(shared_data):
    map_ = read_map(REAL / "callcenter_reservations" / "map.yaml")
    path = shared_data / "callcenter_reservations" / "CallCenterLog.csv"
    with read_events(path) as log:
        yield prepare(map_, log)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=happenings)
def test_sums_come_out_over_any_log(shared_engine, events):
    map_ = map_of("ABC", stages=["AB", "C"], gap="1d")

    log = log_of(shared_engine, map_, [*events, event("zoe", "A", 0)])

    for identity in IDENTITIES:
        identity(log)


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda each: each.__name__)
def test_sums_come_out_over_generated_logs(generated, identity):
    identity(generated[2])


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda each: each.__name__)
def test_sums_come_out_over_a_real_log(calls, identity):
    identity(calls)


def test_views_and_the_measured_map_agree(generated):
    map_, log, asked = generated
    measured = measure(map_, log).result

    ways = by(views.transitions(asked), "from", "to")
    assert {(way.from_, way.to): way.touches for way in measured.transitions} == {
        way: row["touches"] for way, row in ways.items()
    }
    for way in measured.transitions:
        assert ways[way.from_, way.to]["journeys"] == way.journeys
        assert value(ways[way.from_, way.to]["median_seconds"]) == pytest.approx(
            way.median_seconds.value
        )
    loops = by(views.loops(asked), "touchpoint")
    for touchpoint in measured.touchpoints:
        row = loops.get((touchpoint.id,))
        if row is not None:
            assert row["journeys"] == touchpoint.journeys
    assert identities.journey_count(asked) == measured.log.journeys


def test_every_view_stands_in_an_identity():
    told = inspect.getsource(identities)

    missing = [name for name in views.__all__ if f"views.{name}(" not in told]

    assert [name for name in missing if f"views.{name}," not in told] == []
