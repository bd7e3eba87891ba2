from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from footlights.formats.map_writing import WIDTH, to_yaml
from footlights.formats.plain_yaml import parse_plain_yaml
from footlights.model.activity import Activity
from footlights.model.map import Map, Outcome, Persona, Segment, Stage
from footlights.model.matching import Match, OutcomeMatch
from footlights.model.quantities import Amount
from footlights.model.touchpoint import Expectation, Feeling, Source, Touchpoint

AWKWARD = [
    "no",
    "Yes",
    "null",
    "~",
    "1e3",
    "0123",
    "0x1F",
    "12:30",
    "2026-10-01",
    "-",
    "- a",
    "a: b",
    "a #b",
    "#a",
    "it's",
    '"quoted"',
    "'quoted'",
    "a, b",
    "[a]",
    "{a: b}",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "|",
    "> a",
    "ends with:",
    "...",
    "---",
    "a\nb",
    "a\n\nb",
    "a\n  b",
    "a\n b\n# c",
    "tab\there",
    "back\\slash",
    "طاولة للاثنين",
    "🍝 spaghetti 👩‍👩‍👧",
    "line\u2028separator",
    "next\x85line",
    "\u00a0hard blank",
    "zero\ufeffwidth",
    "<<",
    "=",
    "? a",
    ".inf",
    "99999999999999999999999",
    "a" * 300,
]

LETTERS = st.characters(exclude_categories=["Cs"], max_codepoint=0x1F64F)
TEXTS = st.sampled_from(AWKWARD) | st.text(LETTERS, min_size=1, max_size=20)


@st.composite
def some_words(draw):
    """Draw a text that is more than blanks; a function keeps what is printed short."""
    return draw(TEXTS.filter(str.strip))


words = some_words()
titles = words.filter(lambda text: len(text.strip()) <= 120)
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
durations = st.integers(0, 10**10).map(lambda ms: timedelta(milliseconds=ms))
shares = st.integers(0, 1000).map(lambda per_mille: per_mille / 10)
cells = st.one_of(
    words, st.booleans(), st.integers(-(10**17), 10**17), st.floats(-1e6, 1e6)
)
some_cells = st.lists(cells, min_size=1, max_size=3).map(tuple)
columns = st.dictionaries(words, some_cells, max_size=2)
matches = st.builds(Match, event=words, where=columns)
feelings = st.builds(
    Feeling, word=titles, valence=st.integers(-20, 20).map(lambda n: n / 10)
)


def some(strategy):
    return st.none() | strategy


def few(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


activities = st.builds(
    Activity,
    id=slugs,
    line=st.sampled_from(["frontstage", "backstage", "support"]),
    does=words,
    team=some(slugs),
    system=some(slugs),
    after=few(slugs),
    takes=some(durations),
    within=some(durations),
    cost=some(st.builds(Amount, st.integers(-999, 10**8), st.just("EUR"))),
    standard=some(words),
    matches=few(matches),
)
expectations = st.one_of(
    st.builds(
        lambda at_least, share: Expectation.model_validate(
            {"what": "score", "at_least": at_least, "for": f"{share}%"}
        ),
        st.floats(-10, 10),
        shares,
    ),
    st.builds(
        lambda at_most, share: Expectation.model_validate(
            {"what": "wait", "at_most": at_most, "for": f"{share}%"}
        ),
        durations,
        shares,
    ),
)
touchpoints = st.builds(
    Touchpoint,
    id=slugs,
    name=titles,
    kind=st.sampled_from(["interaction", "wait", "action"]),
    channel=some(slugs),
    between=some(st.tuples(slugs, slugs)),
    optional=st.booleans(),
    doing=some(words),
    thinking=some(words),
    feeling=some(feelings),
    feelings=st.dictionaries(slugs, feelings, max_size=2),
    needs=few(words),
    expects=few(expectations),
    source=some(
        st.builds(
            Source,
            kind=st.just("survey"),
            n=some(st.integers(0, 9)),
            on=some(st.dates()),
        )
    ),
    matches=few(matches),
    activities=few(activities),
)
maps = st.builds(
    Map,
    footlights=st.just(1),
    id=slugs,
    name=titles,
    objective=some(words),
    personas=few(st.builds(Persona, id=slugs, name=titles, quote=some(words))),
    segments=few(
        st.builds(
            Segment,
            id=slugs,
            name=titles,
            where=st.dictionaries(words, some_cells, min_size=1, max_size=2),
        )
    ),
    outcomes=few(
        st.builds(
            Outcome,
            id=slugs,
            name=titles,
            good=st.booleans(),
            matches=st.builds(
                OutcomeMatch, event=words, where=columns, within=some(durations)
            ),
        )
    ),
    stages=st.lists(
        st.builds(
            Stage,
            id=slugs,
            name=titles,
            order=st.sampled_from(["sequence", "any"]),
            touchpoints=st.lists(touchpoints, min_size=1, max_size=2).map(tuple),
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
)


def read_back(text):
    document = parse_plain_yaml(text, Path("map.yaml"))
    assert document.repeated == ()
    return Map.model_validate(document.value)


def small(**fields):
    cup = Touchpoint(id="cup", name="Cup", **fields)
    stage = Stage(id="drink", name="Drink", touchpoints=(cup,))
    return Map(footlights=1, id="tea", name="Tea", stages=(stage,))


@settings(deadline=None, max_examples=40)
@given(maps)
def test_every_map_reads_back_as_it_was(map_):
    assert read_back(to_yaml(map_)) == map_


@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_reads_back_in_every_place(text):
    map_ = small(
        doing=text,
        needs=(text, text),
        matches=(Match(event=text, where={text: (text,)}), Match(event=text)),
        activities=(Activity(id="a", line="support", does=text),),
    )

    assert read_back(to_yaml(map_)) == map_


@settings(deadline=None, max_examples=10)
@given(st.dates())
@example(date(2026, 10, 1))
def test_days_are_written_as_days(day):
    map_ = small(source=Source(kind="survey", on=day))

    assert f"on: {day.isoformat()}" in to_yaml(map_)
    assert read_back(to_yaml(map_)) == map_


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Greets the guest", "Greets the guest"),
        ("90d", "90d"),
        ("What now?", "What now?"),
        ("12 o'clock", "12 o'clock"),
        ("a:b", "a:b"),
        ("no", "'no'"),
        ("12:30", "'12:30'"),
        ("it's: here", "'it''s: here'"),
        ("tab\there", '"tab\\there"'),
        ("next\x85line", '"next\\u0085line"'),
    ],
)
def test_a_text_has_quotes_only_where_somebody_could_misread_it(text, written):
    assert f"doing: {written}\n" in to_yaml(small(doing=text))


def test_a_text_of_several_lines_stands_below_its_key():
    text = to_yaml(small(doing="Sits down.\n\n  Orders."))

    assert "        doing: |-\n          Sits down.\n\n            Orders.\n" in text


def test_parts_stand_on_one_line_as_long_as_they_fit():
    fits = to_yaml(small(feeling=Feeling(word="x" * 48, valence=-1.5)))
    over = to_yaml(small(feeling=Feeling(word="x" * 49, valence=-1.5)))

    line = f"        feeling: {{word: {'x' * 48}, valence: -1.5}}"
    assert len(line) == WIDTH
    assert line in fits.splitlines()
    assert f"        feeling:\n          word: {'x' * 49}\n" in over


def test_a_map_with_goals_reviews_and_effects_reads_back():
    text = """\
footlights: 1
id: dinner-to-be
name: Dinner
state: future
of: dinner
goals:
  - {measure: wait.p90, at_most: 4m, by: 2026-12-31}
  - {measure: score.mean, at_least: 4.5, owner: Ann}
  - {measure: completion, at_least: 0.9}
review: {every: 90d, last: 2026-10-01}
journeys: {by: column, column: order_id, completed_by: [pay]}
channels: [{id: web, form: digital, said_as: [www, 'no']}]
teams: [{id: floor, name: Floor, rate: 24.5 EUR/h}]
stages:
  - id: leave
    name: Leave
    touchpoints:
      - id: pay
        name: Pay
        matches: [{event: paid, where: {tip: true, table: [4, '04', 4.5]}}]
simulation:
  starts: 2026-02-01
  lasts: 30d
  answers: 12.5%
  shares: {late: 20%}
  effects:
    - {id: gone, why: 'Too slow: they go', kind: stage-loses, stage: leave, share: 20%}
    - {id: down, kind: channel-broken, channel: web}
"""
    map_ = read_back(text)

    assert to_yaml(map_) == text
