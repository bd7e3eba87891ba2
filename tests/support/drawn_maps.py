"""Maps of every kind, as Hypothesis draws them."""

from datetime import timedelta

from hypothesis import strategies as st

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
