"""The feeling curve: drawn and measured in one picture, across the columns.

The lines stretch with the columns (100 units wide each); points and words stand in
the cells, so they keep their shape at every width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from footlights.measures.estimate_wording import text_of
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import ENOUGH
from footlights.measures.score_wording import felt_number
from footlights.measures.wording import feeling_number
from footlights.model.map import Persona
from footlights.model.touchpoint import Touchpoint

COLUMN = 100
"""Width of one column, in the units of the picture."""

HEIGHT = 172
"""Height of the picture, in pixels."""

MARGIN = 38
"""Room above +2 and below -2, for words."""


@dataclass(frozen=True)
class FeelingPoint:
    """What stands in one column of the curve."""

    word: str
    """The drawn emotion; empty if none is drawn."""

    word_bottom: float
    """Distance of the word from the foot of the picture, pixels."""

    drawn_y: float | None
    """Where the drawn feeling stands; None if none is drawn."""

    measured_y: float | None
    """Where the measured feeling stands; None if nothing was measured."""

    is_few: bool
    """Whether the measured feeling rests on too few answers."""

    drawn: str
    """The drawn feeling in words: `hopeful, +1`; empty if none."""

    measured: str
    """The measured feeling in words, interval and n; empty if none."""

    spoken: str
    """Both, in a sentence."""


@dataclass(frozen=True)
class FeelingRule:
    """A faint level line behind the curve."""

    y: float
    """Where it stands."""

    is_zero: bool
    """Whether it is the line between good and bad."""

    label: str
    """Its value: `+2`."""


@dataclass(frozen=True)
class PersonaLine:
    """What one persona feels, as drawn."""

    name: str
    """What the reader sees."""

    path: str
    """Path of the feelings, smooth; the others' feeling where theirs is the same."""


@dataclass(frozen=True)
class FeelingCurveView:
    """The picture: paths for the lines, points for the cells."""

    width: int
    """Width of the picture in its own units, 100 to a column."""

    height: int
    """Height, pixels."""

    rules: tuple[FeelingRule, ...]
    """Level lines, from +2 to -2."""

    drawn: str
    """Path of the drawn feelings, smooth; a gap where none is drawn."""

    measured: str
    """Path of the measured feelings, straight; a gap where nothing was measured."""

    band: str
    """Closed path of the 95 % intervals."""

    points: tuple[FeelingPoint, ...]
    """One to a column."""

    has_measured: bool
    """Whether anything was measured."""

    personas: tuple[PersonaLine, ...] = ()
    """What single personas feel, as drawn."""


def height_of(valence: float) -> float:
    """Place a feeling from -2 to +2 in the picture; +2 is near the top."""
    return round(HEIGHT / 2 - valence * (HEIGHT / 2 - MARGIN) / 2, 1)


def feeling_curve(
    touchpoints: Sequence[Touchpoint],
    measured: Sequence[TouchpointMeasures | None],
    personas: Sequence[Persona] = (),
) -> FeelingCurveView:
    """Draw the curve over these columns.

    Args:
        touchpoints: The columns, first to last.
        measured: What was measured at each of them; None where nothing was.
        personas: Those whose own feelings are drawn too.
    """
    points = tuple(
        _point(touchpoint, of)
        for touchpoint, of in zip(touchpoints, measured, strict=True)
    )
    xs = [COLUMN * no + COLUMN / 2 for no in range(len(points))]
    drawn_runs = _runs([point.drawn_y for point in points], xs)
    measured_runs = _runs([point.measured_y for point in points], xs)
    return FeelingCurveView(
        width=COLUMN * len(points),
        height=HEIGHT,
        rules=tuple(
            FeelingRule(height_of(level), level == 0, feeling_number(level))
            for level in (2, 1, 0, -1, -2)
        ),
        drawn=" ".join(_smooth(run) for run in drawn_runs),
        measured=" ".join(_straight(run) for run in measured_runs),
        band=" ".join(_bands(measured, xs)),
        points=points,
        has_measured=any(point.measured_y is not None for point in points),
        personas=tuple(_persona_line(each, touchpoints, xs) for each in personas),
    )


def _persona_line(
    persona: Persona, touchpoints: Sequence[Touchpoint], xs: Sequence[float]
) -> PersonaLine:
    feelings = [t.feelings.get(persona.id, t.feeling) for t in touchpoints]
    ys = [None if of is None else height_of(of.valence) for of in feelings]
    return PersonaLine(persona.name, " ".join(_smooth(run) for run in _runs(ys, xs)))


def _point(touchpoint: Touchpoint, measured: TouchpointMeasures | None) -> FeelingPoint:
    feeling = touchpoint.feeling
    estimate = None if measured is None else measured.score.valence
    value = None if estimate is None else estimate.value
    drawn_y = None if feeling is None else height_of(feeling.valence)
    measured_y = None if value is None else height_of(value)
    highest = [y for y in (drawn_y, measured_y) if y is not None]
    if estimate is not None and estimate.high is not None and value is not None:
        highest.append(height_of(estimate.high))
    drawn = f"{feeling.word}, {feeling_number(feeling.valence)}" if feeling else ""
    said = ""
    if estimate is not None and value is not None:
        said = text_of(estimate, felt_number)
    spoken = [f"drawn as {drawn}" if drawn else "no feeling drawn"]
    spoken.append(f"measured {said}" if said else "not measured")
    return FeelingPoint(
        word=feeling.word if feeling else "",
        word_bottom=round(HEIGHT - min(highest, default=HEIGHT / 2) + 8, 1),
        drawn_y=drawn_y,
        measured_y=measured_y,
        is_few=estimate is not None and estimate.n < ENOUGH,
        drawn=drawn,
        measured=said,
        spoken="; ".join(spoken),
    )


Run = list[tuple[float, float]]


def _runs(ys: Sequence[float | None], xs: Sequence[float]) -> Iterator[Run]:
    """Yield the stretches of neighbours that have a value."""
    pairs = list(zip(xs, ys, strict=True))
    for is_known, group in groupby(pairs, key=lambda pair: pair[1] is not None):
        if is_known:
            yield [(x, y) for x, y in group if y is not None]


def _straight(run: Run) -> str:
    return "M" + " L".join(f"{x:g},{y:g}" for x, y in run)


def _smooth(run: Run) -> str:
    path = f"M{run[0][0]:g},{run[0][1]:g}"
    for (x0, y0), (x1, y1) in pairwise(run):
        middle = (x0 + x1) / 2
        path += f" C{middle:g},{y0:g} {middle:g},{y1:g} {x1:g},{y1:g}"
    return path


def _bands(
    measured: Sequence[TouchpointMeasures | None], xs: Sequence[float]
) -> Iterator[str]:
    """Yield a closed path for each stretch of known intervals.

    A stretch of one column is a narrow upright bar: a band needs two ends.
    """
    ends: list[tuple[float, float, float] | None] = []
    for x, of in zip(xs, measured, strict=True):
        estimate = None if of is None else of.score.valence
        if estimate is None or estimate.low is None or estimate.high is None:
            ends.append(None)
            continue
        low, high = max(-2.0, estimate.low), min(2.0, estimate.high)
        ends.append((x, height_of(low), height_of(high)))
    for is_known, group in groupby(ends, key=lambda end: end is not None):
        run = [end for end in group if end is not None]
        if not is_known:
            continue
        if len(run) == 1:
            x, low, high = run[0]
            run = [(x - 3, low, high), (x + 3, low, high)]
        upper = [f"{x:g},{high:g}" for x, _, high in run]
        lower = [f"{x:g},{low:g}" for x, low, _ in reversed(run)]
        yield f"M{' L'.join(upper + lower)}Z"
