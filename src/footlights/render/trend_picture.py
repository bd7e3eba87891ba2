"""The trend of a touchpoint, drawn light enough for hundreds on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from footlights.measures.measured import WeekMeasures
from footlights.measures.result import ENOUGH
from footlights.render.number import NumberView, number_view
from footlights.render.wording import ScoreWriter, compact, counted, day, duration

_WIDTH, _HEIGHT = 640, 176
_LEFT, _RIGHT = 34, 8
_SCORE_TOP, _SCORE_FOOT = 14, 92
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

    score_y: float | None
    """Where its score stands; None if nobody answered."""

    is_few: bool
    """Whether that score rests on too few answers."""

    touches: str
    """Touches in it."""

    score: NumberView
    """Its mean score."""

    time: NumberView
    """Its median time."""

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
    """Score with its interval above, touches below, week by week."""

    width: int
    """Width of the picture in its own units."""

    height: int
    """Height of the picture in its own units."""

    weeks: tuple[TrendWeek, ...]
    """Oldest first."""

    bar_width: float
    """Width of a bar."""

    line: str
    """Path of the scores; a gap where nobody answered."""

    band: str
    """Closed path of their 95 % intervals."""

    levels: tuple[TrendLevel, ...]
    """Lowest, middle and highest score; empty without scores."""

    labels: tuple[tuple[float, str], ...]
    """A few weeks named under the picture: place and words."""

    most: str
    """Touches of the fullest week."""


def trend_view(
    weeks: Sequence[WeekMeasures], writer: ScoreWriter | None
) -> TrendView | None:
    """Draw the trend; None if there are under two weeks.

    Args:
        weeks: Oldest first.
        writer: Writes the scores; None where the log has none.
    """
    if len(weeks) < 2:
        return None
    slot = (_WIDTH - _LEFT - _RIGHT) / len(weeks)
    most = max(week.touches for week in weeks) or 1
    drawn = tuple(
        _trend_week(week, _LEFT + slot * (no + 0.5), most, writer)
        for no, week in enumerate(weeks)
    )
    named = max(1, -(-len(weeks) // 6))
    return TrendView(
        width=_WIDTH,
        height=_HEIGHT,
        weeks=drawn,
        bar_width=round(max(1.0, slot * 0.68), 1),
        line=_line([(week.x, week.score_y) for week in drawn]),
        band=_band(weeks, [week.x for week in drawn], writer),
        levels=_levels(writer),
        labels=tuple((week.x, week.week[:-5]) for week in drawn[::named]),
        most=compact(most),
    )


def _score_y(score: float, writer: ScoreWriter) -> float:
    part = writer.percent(score) / 100
    return round(_SCORE_FOOT - part * (_SCORE_FOOT - _SCORE_TOP), 1)


def _trend_week(
    week: WeekMeasures, x: float, most: int, writer: ScoreWriter | None
) -> TrendWeek:
    height = round((_BARS_FOOT - _BARS_TOP) * week.touches / most, 1)
    value = week.score.value
    score = number_view(week.score, writer or str)
    time = number_view(week.median_seconds, duration)
    part = "" if week.is_whole else ", not the whole week"
    title = f"Week of {day(week.week_on)}{part}: {counted(week.touches, 'touch', 'touches')}"
    if value is not None and writer is not None:
        title += f"; score {score.full}"
    if time.is_known:
        title += f"; median time {time.full}"
    return TrendWeek(
        week=day(week.week_on),
        x=round(x, 1),
        bar_y=_BARS_FOOT - height,
        bar_height=height,
        is_whole=week.is_whole,
        score_y=None if value is None or writer is None else _score_y(value, writer),
        is_few=week.score.n < ENOUGH,
        touches=f"{week.touches:,}",
        score=score,
        time=time,
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
    weeks: Sequence[WeekMeasures], xs: Sequence[float], writer: ScoreWriter | None
) -> str:
    if writer is None:
        return ""
    paths, upper, lower = [], [], []
    for week, x in [*zip(weeks, xs, strict=True), (None, 0.0)]:
        if week and week.score.low is not None and week.score.high is not None:
            upper.append(f"{x:g},{_score_y(week.score.high, writer):g}")
            lower.append(f"{x:g},{_score_y(week.score.low, writer):g}")
        elif upper:
            paths.append(f"M{' L'.join([*upper, *reversed(lower)])}Z")
            upper, lower = [], []
    return " ".join(paths)


def _levels(writer: ScoreWriter | None) -> tuple[TrendLevel, ...]:
    if writer is None:
        return ()
    middle = (writer.low + writer.high) / 2
    return tuple(
        TrendLevel(_score_y(score, writer), f"{score:g}")
        for score in (writer.high, middle, writer.low)
    )
