"""The trend of a touchpoint, drawn light enough for hundreds on one page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from footlights.measures.measured_touchpoint import WeekMeasures
from footlights.measures.result import ENOUGH, Estimate
from footlights.measures.score_wording import ScoreWriter
from footlights.measures.wording import Writer, compact, counted, day, duration
from footlights.render.number import NumberView, number_view

_WIDTH, _HEIGHT = 640, 176
_LEFT, _RIGHT = 52, 8
_LINE_TOP, _LINE_FOOT = 14, 92
_BARS_TOP, _BARS_FOOT = 106, 150


@dataclass(frozen=True)
class TrendWeek:
    """One week of the trend."""

    week: str
    """Its Monday: `7 Sep 2026`."""

    x: float
    """Middle of its bar."""

    bar_y: float
    """Top of its bar of touches."""

    bar_height: float
    """Height of that bar."""

    is_whole: bool
    """Whether the log covers the whole week; else the bar is hollow."""

    line_y: float | None
    """Where its score (or time) stands; None if it has none."""

    is_few: bool
    """Whether that number rests on too few."""

    touches: str
    """Touches in it."""

    number: NumberView
    """Its mean score, or its median time."""

    title: str
    """All of it in one line."""


@dataclass(frozen=True)
class TrendLevel:
    """A faint level line with its value."""

    y: float
    """Where it stands."""

    label: str
    """Its value."""


@dataclass(frozen=True)
class TrendView:
    """Score (or time) with its interval above, touches below, week by week."""

    width: int
    """Width of the picture in its own units."""

    height: int
    """Height of the picture in its own units."""

    weeks: tuple[TrendWeek, ...]
    """Oldest first."""

    bar_width: float
    """Width of a bar."""

    dot: float
    """Size of a point on the line; smaller where there are many."""

    words: str
    """What the line shows: `mean score`, `median time`; empty for no line."""

    line: str
    """Its path; a gap where nothing is known."""

    band: str
    """Closed path of their 95 % intervals."""

    levels: tuple[TrendLevel, ...]
    """Highest, middle and lowest value; empty without a line."""

    labels: tuple[tuple[float, str], ...]
    """A few weeks named under the picture: place and words."""

    most: str
    """Touches of the fullest week."""


def trend_view(
    weeks: Sequence[WeekMeasures], writer: ScoreWriter | None
) -> TrendView | None:
    """Draw the trend of the score, or of the time where nobody scored.

    Args:
        weeks: Oldest first.
        writer: Writes the scores; None where the log has none.

    Returns:
        The picture; None if there are under two weeks.
    """
    if len(weeks) < 2:
        return None
    slot = (_WIDTH - _LEFT - _RIGHT) / len(weeks)
    most = max(week.touches for week in weeks) or 1
    scale = _scale(weeks, writer)
    drawn = tuple(
        _trend_week(week, _LEFT + slot * (no + 0.5), most, scale)
        for no, week in enumerate(weeks)
    )
    named = max(1, -(-len(weeks) // 6))
    return TrendView(
        width=_WIDTH,
        height=_HEIGHT,
        weeks=drawn,
        bar_width=round(max(1.0, slot * 0.68), 1),
        dot=3.6 if len(weeks) <= 26 else 2.2,
        words=scale.words,
        line=_line([(week.x, week.line_y) for week in drawn]),
        band=_band([scale.of(week) for week in weeks], drawn, scale),
        levels=tuple(
            TrendLevel(scale.y(at), scale.write_level(at)) for at in scale.levels
        ),
        labels=tuple((week.x, week.week[:-5]) for week in drawn[::named]),
        most=compact(most),
    )


@dataclass(frozen=True)
class _Scale:
    """What the line shows, and where its values stand."""

    words: str
    levels: tuple[float, ...]
    write_level: Writer
    write: Writer
    of: Callable[[WeekMeasures], Estimate]

    def y(self, value: float) -> float:
        """Place a value; one off the scale stands at its end."""
        if not self.levels:
            return float(_LINE_FOOT)
        low, high = min(self.levels), max(self.levels)
        part = (min(high, max(low, value)) - low) / (high - low or 1)
        return round(_LINE_FOOT - part * (_LINE_FOOT - _LINE_TOP), 1)


def _scale(weeks: Sequence[WeekMeasures], writer: ScoreWriter | None) -> _Scale:
    if writer and any(week.score.is_known for week in weeks):
        middle = (writer.low + writer.high) / 2
        levels = (writer.high, middle, writer.low)
        return _Scale(
            "mean score", levels, writer.given, writer, lambda week: week.score
        )
    times = [week.median_seconds.value or 0 for week in weeks]
    top = _round_up(max(times) * 1.2)
    return _Scale(
        "median time" if top else "",
        (top, top / 2, 0.0) if top else (),
        duration,
        duration,
        lambda week: week.median_seconds,
    )


def _round_up(seconds: float) -> float:
    """Give the next length of time that halves into a round one; 0 stays 0."""
    for unit in (1, 60, 3600, 86_400):
        for steps in (2, 4, 6, 10, 20, 30, 40):
            if 0 < seconds <= steps * unit:
                return float(steps * unit)
    return seconds


def _trend_week(week: WeekMeasures, x: float, most: int, scale: _Scale) -> TrendWeek:
    height = round((_BARS_FOOT - _BARS_TOP) * week.touches / most, 1)
    shown = scale.of(week)
    number = number_view(shown, scale.write)
    part = "" if week.is_whole else ", not the whole week"
    touches = counted(week.touches, "touch", "touches")
    title = f"Week of {day(week.week_on)}{part}: {touches}"
    if number.is_known:
        title += f"; {scale.words} {number.full}"
    return TrendWeek(
        week=day(week.week_on),
        x=round(x, 1),
        bar_y=round(_BARS_FOOT - height, 1),
        bar_height=height,
        is_whole=week.is_whole,
        line_y=None if shown.value is None else scale.y(shown.value),
        is_few=shown.n < ENOUGH,
        touches=f"{week.touches:,}",
        number=number,
        title=title,
    )


def _line(points: Sequence[tuple[float, float | None]]) -> str:
    path, is_drawing = [], False
    for x, y in points:
        if y is None:
            is_drawing = False
            continue
        path.append(f"{'L' if is_drawing else 'M'}{x:g},{y:g}")
        is_drawing = True
    return " ".join(path)


def _band(
    estimates: Sequence[Estimate], weeks: Sequence[TrendWeek], scale: _Scale
) -> str:
    paths: list[str] = []
    upper: list[str] = []
    lower: list[str] = []
    for estimate, week in zip(estimates, weeks, strict=True):
        if estimate.low is None or estimate.high is None:
            paths += _closed(upper, lower)
            upper, lower = [], []
            continue
        upper.append(f"{week.x:g},{scale.y(estimate.high):g}")
        lower.append(f"{week.x:g},{scale.y(estimate.low):g}")
    return " ".join([*paths, *_closed(upper, lower)])


def _closed(upper: list[str], lower: list[str]) -> list[str]:
    return [f"M{' L'.join([*upper, *reversed(lower)])}Z"] if upper else []
