from datetime import timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from footlights.analysis.patterns import (
    MATCHES,
    MATCHING,
    first_matches,
    journeys_matching,
    pattern_plan,
)
from footlights.engines.duckdb import DuckDBEngine
from footlights.errors import (
    PatternMatchesEverythingError,
    PatternMatchesNothingError,
    PatternNotSupportedError,
)
from footlights.events.prepared import Prepared
from footlights.model.patterns.parsing import parse_pattern
from footlights.model.patterns.tree import (
    Anything,
    Arrow,
    Both,
    Choice,
    Either,
    End,
    Named,
    Not,
    Repeat,
    Sequence,
    Start,
    Touch,
    written,
)
from support.naive_patterns import PlainTouch, naive_matches
from support.small_logs import MIDNIGHT, map_of

MAP = map_of("ABC", stages=["A", "BC"])
CHANNELS, TEAMS = ("web", "phone"), ("floor",)


def prepared_of(engine, journeys):
    """Prepare journeys of plain touches, numbered from 1."""
    touches = [
        {
            "journey_key": key,
            "touch_no": no,
            "touchpoint_no": MAP.touchpoint_no[touch.touchpoint],
            "channel_no": number(CHANNELS, touch.channel),
            "team_no": number(TEAMS, touch.team),
            "at": touch.at,
        }
        for key, walked in enumerate(journeys, start=1)
        for no, touch in enumerate(walked, start=1)
    ]
    summed = [
        {
            "journey_key": key,
            "variant": [MAP.touchpoint_no[touch.touchpoint] for touch in walked],
            "is_completed": any(touch.touchpoint == "c" for touch in walked),
        }
        for key, walked in enumerate(journeys, start=1)
    ]
    return Prepared(
        touches=engine.load("touches", table(touches, TOUCH_TYPES)),
        journeys=engine.load("journeys", table(summed, JOURNEY_TYPES)),
        waits=None,
        variants=None,
        steps=None,
        alike=None,
        occurrences=None,
        outcomes=None,
        channels=CHANNELS,
        teams=TEAMS,
        locations=(),
        persons=len(journeys),
    )


TOUCH_TYPES = {
    "journey_key": pa.int64(),
    "touch_no": pa.int32(),
    "touchpoint_no": pa.int16(),
    "channel_no": pa.int16(),
    "team_no": pa.int16(),
    "at": pa.timestamp("us"),
}
JOURNEY_TYPES = {
    "journey_key": pa.int64(),
    "variant": pa.list_(pa.int16()),
    "is_completed": pa.bool_(),
}


def table(rows, types):
    return pa.table(
        {name: pa.array([r[name] for r in rows], kind) for name, kind in types.items()}
    )


def number(names, name):
    return None if name is None else names.index(name) + 1


def walk(spelled, *minutes):
    """Make a journey: `Aw Bp C` is A on the web, B by phone, C on no channel."""
    words = spelled.split()
    channels = {"w": "web", "p": "phone"}
    return [
        PlainTouch(
            touchpoint=word[0].lower(),
            stage="stage-1" if word[0] == "A" else "stage-2",
            channel=channels.get(word[1:2]),
            team="floor" if word.endswith("f") else None,
            at=MIDNIGHT + timedelta(minutes=minute),
        )
        for word, minute in zip(
            words, minutes or range(0, 10 * len(words), 10), strict=True
        )
    ]


def matching(engine, text, *journeys):
    """Say which journeys match."""
    prepared = prepared_of(engine, journeys)
    plan = pattern_plan(parse_pattern(text), prepared, MAP)
    found = engine.fetch(journeys_matching(prepared, plan).order_by("journey_key"))
    return found["is_matching"].to_pylist()


def first(engine, text, *journeys):
    """Give begin, end and seconds of the first match of every journey with one."""
    prepared = prepared_of(engine, journeys)
    plan = pattern_plan(parse_pattern(text), prepared, MAP)
    found = engine.fetch(first_matches(prepared, plan).order_by("journey_key"))
    return [tuple(row.values()) for row in found.to_pylist()]


def test_an_arrow_means_directly_next_and_a_double_one_any_time_later(engine):
    journeys = walk("A B"), walk("A C B"), walk("B A")

    assert matching(engine, "a -> b", *journeys) == [True, False, False]
    assert matching(engine, "a ->> b", *journeys) == [True, True, False]


def test_a_window_counts_from_the_first_touch_to_the_last_and_includes_its_end(engine):
    exact, late = walk("A C B", 0, 5, 60), walk("A C B", 0, 5, 61)

    assert matching(engine, "a ->> b within 1h", exact, late) == [True, False]
    assert matching(engine, "a ->> within 1h b", exact, late) == [True, False]


def test_a_later_begin_can_be_in_time_where_the_first_is_not(engine):
    assert matching(engine, "a ->> b within 5m", walk("A A B", 0, 60, 64)) == [True]
    assert first(engine, "a ->> b within 5m", walk("A A B", 0, 60, 64)) == [
        (1, 2, 3, 240.0)
    ]


def test_arrows_have_windows_of_their_own(engine):
    journeys = walk("A B C", 0, 5, 10), walk("A B C", 0, 5, 11), walk("A B C", 0, 6, 7)
    text = "a -> within 5m b -> within 5m c"

    assert matching(engine, text, *journeys) == [True, False, False]


def test_channels_stages_and_teams_are_asked_of_one_touch(engine):
    journeys = walk("Aw B"), walk("Ap B"), walk("A Bw"), walk("A Bpf")

    assert matching(engine, "a & channel:web", *journeys) == [True, False, False, False]
    assert matching(engine, "stage:stage-2 & not(channel:phone)", *journeys) == [
        True,
        True,
        True,
        False,
    ]
    assert matching(engine, "team:floor", *journeys) == [False, False, False, True]


def test_start_and_end_hold_a_match_to_the_ends_of_the_journey(engine):
    journeys = walk("A B"), walk("C A B"), walk("A B C")

    assert matching(engine, "start -> a ->> b", *journeys) == [True, False, True]
    assert matching(engine, "a ->> b -> end", *journeys) == [True, True, False]
    assert matching(engine, "(start | c) -> a", *journeys) == [True, True, True]


def test_counts_say_how_often(engine):
    journeys = walk("B"), walk("B B"), walk("B B B")

    assert matching(engine, "start -> b{2} -> end", *journeys) == [False, True, False]
    assert matching(engine, "b{2,}", *journeys) == [False, True, True]
    assert matching(engine, "start -> b? -> b -> end", *journeys) == [True, True, False]


def test_the_first_match_begins_and_ends_as_early_as_it_can(engine):
    found = first(engine, "a ->> b", walk("C A A B B"), walk("C"))

    assert found == [(1, 2, 4, 1200.0)]


def test_a_window_in_the_middle_leaves_the_rest_free(engine):
    text = "a ->> (b -> b -> c within 10m) ->> c"
    slow_around = walk("A B B C C", 0, 500, 505, 510, 2000)
    slow_inside = walk("A B B C C", 0, 500, 505, 511, 512)

    assert matching(engine, text, slow_around, slow_inside) == [True, False]
    assert first(engine, text, slow_around) == [(1, 1, 5, 120_000.0)]


def test_touches_at_the_same_time_are_in_time_and_in_their_order(engine):
    assert matching(engine, "a -> b within 1s", walk("A B", 3, 3)) == [True]
    assert matching(engine, "b -> a within 1s", walk("A B", 3, 3)) == [False]


def test_the_end_of_a_window_is_found_in_long_journeys(engine):
    slow = walk("A" + 99 * " C" + " B" + 60 * " C")
    text = "a ->> (c ->> b within 30m) ->> c within 2d"
    inner = "a ->> (c ->> b within 30m) ->> c"

    assert first(engine, "a ->> b within 1000m", slow) == [(1, 1, 101, 60_000.0)]
    assert matching(engine, "a ->> b within 999m", slow) == [False]
    assert first(engine, inner, slow) == [(1, 1, 102, 60_600.0)]
    with pytest.raises(PatternNotSupportedError):
        matching(engine, text, slow)


def test_no_journeys_match_nothing(engine):
    assert matching(engine, "a ->> b within 5m") == []
    assert first(engine, "a -> b") == []


def test_patterns_keep_their_contracts(engine):
    prepared = prepared_of(engine, [walk("A B")])
    for text in ("a", "a ->> b within 5m", "channel:web"):
        plan = pattern_plan(parse_pattern(text), prepared, MAP)
        assert journeys_matching(prepared, plan).schema() == MATCHING
        assert first_matches(prepared, plan).schema() == MATCHES


names = st.sampled_from(
    [
        *(Named("touchpoint", name) for name in "abc"),
        Named("stage", "stage-2"),
        Named("channel", "web"),
        Named("channel", "phone"),
        Named("team", "floor"),
        Anything(),
    ]
)
tests = st.recursive(
    names,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda a, b: Both((a, b)), inner, inner),
        st.builds(lambda a, b: Either((a, b)), inner, inner),
    ),
    max_leaves=2,
)
windows = st.one_of(
    st.none(), st.none(), st.integers(1, 4).map(lambda n: timedelta(minutes=n))
)
arrows = st.builds(Arrow, is_later=st.booleans(), within=windows)


@st.composite
def sequences(draw, inner):
    parts = draw(st.lists(inner, min_size=2, max_size=3))
    between = [draw(arrows) for _ in parts[1:]]
    return Sequence(tuple(parts), tuple(between), draw(windows))


parts = st.recursive(
    st.builds(Touch, tests),
    lambda inner: st.one_of(
        sequences(inner),
        sequences(inner),
        st.builds(lambda a, b: Choice((a, b)), inner, inner),
        st.builds(
            lambda p, least, more: Repeat(p, least, more and least + more),
            inner,
            st.integers(0, 2),
            st.sampled_from([None, 1, 2]),
        ),
    ),
    max_leaves=5,
)


@st.composite
def patterns(draw):
    root = draw(parts)
    if draw(st.booleans()):
        root = Sequence((Start(), root), (draw(arrows),))
    if draw(st.booleans()):
        root = Sequence((root, End()), (Arrow(is_later=draw(st.booleans())),))
    return root


touch = st.tuples(
    st.sampled_from("ABC"), st.sampled_from(["", "w", "p"]), st.sampled_from(["", "f"])
).map("".join)


@st.composite
def journeys_of_touches(draw):
    words = draw(st.lists(touch, min_size=1, max_size=6))
    steps = draw(st.lists(st.integers(0, 3), min_size=len(words), max_size=len(words)))
    minutes = [sum(steps[: place + 1]) for place in range(len(words))]
    return walk(" ".join(words), *minutes)


REFUSALS = (
    PatternMatchesEverythingError,
    PatternMatchesNothingError,
    PatternNotSupportedError,
)


@pytest.fixture(scope="module")
def shared():
    with DuckDBEngine() as opened:
        yield opened


@settings(
    deadline=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(
    root=patterns(),
    journeys=st.lists(journeys_of_touches(), min_size=6, max_size=10),
)
def test_every_journey_is_decided_as_by_trying_every_run_of_touches(
    shared, root, journeys
):
    text = written(root)
    prepared = prepared_of(shared, journeys)
    try:
        pattern = parse_pattern(text)
        plan = pattern_plan(pattern, prepared, MAP)
    except REFUSALS:
        assume(False)  # noqa: FBT003
    expected = [naive_matches(root, walked) for walked in journeys]

    found = shared.fetch(journeys_matching(prepared, plan).order_by("journey_key"))
    firsts = shared.fetch(first_matches(prepared, plan)).to_pylist()

    assert found["is_matching"].to_pylist() == [bool(all_) for all_ in expected]
    assert {row["journey_key"] for row in firsts} == {
        key for key, all_ in enumerate(expected, start=1) if all_
    }
    for row in firsts:
        walked, all_ = (
            journeys[row["journey_key"] - 1],
            expected[row["journey_key"] - 1],
        )
        begin, end = row["begin_no"], row["end_no"]
        assert (begin, end) in all_
        span = walked[end - 1].at - walked[begin - 1].at
        assert row["seconds"] == span.total_seconds()
        if plan.within is None:
            assert (begin, end) == min(all_)
