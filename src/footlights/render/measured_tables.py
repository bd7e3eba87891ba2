"""Which numbers stand on which sheet of a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from footlights.measures.measured import Measured
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.wording import finding_words
from footlights.model.map import Map

Kind = Literal["text", "count", "share", "time", "decimal", "moment"]


@dataclass(frozen=True)
class Field:
    """A column, or the four columns of an estimate."""

    head: str
    """What stands above it."""

    kind: Kind
    """What its numbers are."""

    of: Callable[[Any], Any]
    """What a row says there: a value, an `Estimate`, or None."""

    is_estimate: bool = False
    """Whether it is an estimate, with its interval and how many it rests on."""

    width: float = 11


@dataclass(frozen=True)
class NumberTable:
    """A sheet of numbers: one row to a thing that was measured."""

    name: str
    """The tab."""

    says: str
    """What it shows and over what, in a sentence."""

    fields: tuple[Field, ...]
    rows: Sequence[Any]


def _text(head: str, of: Callable[[Any], Any], width: float = 24) -> Field:
    return Field(head, "text", of, width=width)


def _count(head: str, of: Callable[[Any], Any]) -> Field:
    return Field(head, "count", of)


def _estimate(head: str, kind: Kind, of: Callable[[Any], Any]) -> Field:
    return Field(head, kind, of, is_estimate=True)


def number_tables(map_: Map, measured: Measured) -> list[NumberTable]:
    """Give every sheet of numbers that has something to say."""
    names = _Names(map_)
    tables = [
        _whole(measured, names),
        _findings(measured, names),
        _touchpoints(measured, names),
        _stages(measured, names),
        _expectations(measured, names),
        _activities(measured, names),
        _transitions(measured, names),
        _variants(measured, names),
        _contrasts(measured, names),
        _weeks(measured, names),
    ]
    return [table for table in tables if table.rows]


class _Names:
    """What people call the parts of a map."""

    def __init__(self, map_: Map) -> None:
        self.stage = {stage.id: stage.name for stage in map_.stages}
        self._touchpoint = {t.id: t.name for t in map_.touchpoints}
        self.activity = {a.id: a.does for a in map_.activities}
        self.outcome = {outcome.id: outcome.name for outcome in map_.outcomes}
        segments = {segment.id: segment.name for segment in map_.segments}
        channels = {c.id: c.name or c.id for c in map_.channels}
        self._groups = {"segment": segments, "channel": channels}

    def touchpoint(self, touchpoint_id: str | None, end: str = "") -> str:
        """Name a touchpoint; `end` where there is none."""
        if touchpoint_id is None:
            return end
        return self._touchpoint.get(touchpoint_id, touchpoint_id)

    def group(self, kind: str, group_id: str) -> str:
        """Name a segment or a channel."""
        return self._groups.get(kind, {}).get(group_id, group_id)


@dataclass(frozen=True)
class _Line:
    """One number of the experience as a whole."""

    name: str
    kind: Kind
    value: Any


def _whole(measured: Measured, names: _Names) -> NumberTable:
    whole, log = measured.whole, measured.log
    shares = [
        _Line("Completed journeys", "share", whole.completion),
        _Line("Events that the map explains", "share", measured.coverage.share_on_map),
    ]
    shares += [
        _Line(f"Outcome: {names.outcome[each.id]}", "share", each.share)
        for each in whole.outcomes
    ]
    lines = [
        _Line("Events read", "count", log.events),
        _Line("Persons", "count", log.persons),
        _Line("First event (UTC)", "moment", _plain(log.from_)),
        _Line("Last event (UTC)", "moment", _plain(log.to)),
        _Line("Rows that could not be read", "count", log.rejected),
        _Line("Journeys", "count", whole.journeys),
        _Line("Touches", "count", whole.touches),
        _Line("Touches per journey, mean", "decimal", whole.touches_per_journey),
        _Line("Time of a journey, median", "time", whole.seconds.median),
        _Line("Time of a journey, p90", "time", whole.seconds.p90),
        _Line("Score, mean", "decimal", whole.score.mean),
        *shares,
    ]
    return NumberTable(
        "Measured",
        "The experience as a whole; intervals at 95 %, n is what a number rests on.",
        (_text("Number", lambda each: each.name, 38),),
        lines,
    )


def _plain(moment: Any) -> Any:  # a moment with a zone, or None
    return moment.replace(tzinfo=None) if moment is not None else None


def _findings(measured: Measured, names: _Names) -> NumberTable:
    return NumberTable(
        "Findings",
        "What was found, most journeys affected first; association is not cause.",
        (
            _text("Finding", lambda each: finding_words(each.code), 20),
            _text("What was found", lambda each: each.text, 70),
            _text("Touchpoint", lambda each: names.touchpoint(each.touchpoint)),
            _text("Stage", lambda each: names.stage.get(each.stage or "", ""), 18),
            _text("Look at", lambda each: each.look_at, 50),
            _count("Journeys affected", lambda each: each.journeys),
        ),
        measured.findings,
    )


def _touchpoints(measured: Measured, names: _Names) -> NumberTable:
    def of(value: Callable[[TouchpointMeasures], Any]) -> Callable[[Any], Any]:
        return value

    return NumberTable(
        "Measured touchpoints",
        "One row to a touchpoint; shares of journeys unless the head says of what.",
        (
            _text("Touchpoint", of(lambda t: names.touchpoint(t.id)), 28),
            _text("Stage", of(lambda t: names.stage.get(t.stage, t.stage)), 18),
            _text("Kind", of(lambda t: t.kind), 12),
            _count("Touches", of(lambda t: t.touches)),
            _count("Journeys", of(lambda t: t.journeys)),
            _estimate(
                "Journeys that were here", "share", of(lambda t: t.share_of_journeys)
            ),
            _estimate("Time spent, median", "time", of(lambda t: t.seconds.median)),
            _estimate("Time spent, p90", "time", of(lambda t: t.seconds.p90)),
            _estimate(
                "Wait before, median", "time", of(lambda t: t.wait_seconds.median)
            ),
            _estimate("Wait before, p90", "time", of(lambda t: t.wait_seconds.p90)),
            _estimate("Score, mean", "decimal", of(lambda t: t.score.mean)),
            _estimate("Feeling, -2 to +2", "decimal", of(lambda t: t.score.valence)),
            _estimate("Journey ends here (of touches)", "share", of(lambda t: t.ends)),
            _estimate("Skipped", "share", of(lambda t: t.skipped)),
            _estimate("Repeated (of journeys here)", "share", of(lambda t: t.repeated)),
            _estimate("Goes back (of departures)", "share", of(lambda t: t.goes_back)),
            _estimate(
                "Other channel (of touches)", "share", of(lambda t: t.other_channel)
            ),
        ),
        measured.touchpoints,
    )


def _stages(measured: Measured, names: _Names) -> NumberTable:
    return NumberTable(
        "Measured stages",
        "One row to a stage; shares of all journeys unless the head says of what.",
        (
            _text("Stage", lambda s: names.stage.get(s.id, s.id)),
            _count("Journeys that reached it", lambda s: s.reached),
            _estimate("Reached it", "share", lambda s: s.share_of_journeys),
            _count("Journeys lost in it", lambda s: s.lost),
            _estimate(
                "Lost (of those that reached it)", "share", lambda s: s.share_lost
            ),
            _count("In order, all before it", lambda s: s.funnel),
            _estimate("Time in it, median", "time", lambda s: s.seconds.median),
            _estimate("Time in it, p90", "time", lambda s: s.seconds.p90),
            _estimate("Score, mean", "decimal", lambda s: s.score.mean),
        ),
        measured.stages,
    )


def _expectations(measured: Measured, names: _Names) -> NumberTable:
    rows = [(t, each) for t in measured.touchpoints for each in t.expectations]
    return NumberTable(
        "Measured expectations",
        "Each expectation of the map held against what happened.",
        (
            _text("Touchpoint", lambda row: names.touchpoint(row[0].id), 28),
            _text("What", lambda row: row[1].what, 10),
            Field("At most", "time", lambda row: row[1].at_most_seconds),
            Field("At least", "decimal", lambda row: row[1].at_least),
            _text("In hours of", lambda row: row[1].calendar, 18),
            Field("Wanted", "share", lambda row: row[1].wanted),
            _estimate("Met", "share", lambda row: row[1].met),
        ),
        rows,
    )


def _activities(measured: Measured, names: _Names) -> NumberTable:
    return NumberTable(
        "Measured activities",
        "The designed chain held against the logged one.",
        (
            _text("Activity", lambda a: names.activity.get(a.id, a.id), 34),
            _text("Touchpoint", lambda a: names.touchpoint(a.touchpoint), 28),
            _count("Happened", lambda a: a.happened),
            _count("Triggered", lambda a: a.triggered),
            _estimate("Followed (of triggers)", "share", lambda a: a.followed),
            _estimate("Delay, median", "time", lambda a: a.delay_seconds.median),
            _estimate("Delay, p90", "time", lambda a: a.delay_seconds.p90),
            Field("Promised", "time", lambda a: a.promised_seconds),
            _text("In hours of", lambda a: a.calendar, 18),
            _estimate("Promise kept", "share", lambda a: a.kept),
        ),
        measured.activities,
    )


def _transitions(measured: Measured, names: _Names) -> NumberTable:
    return NumberTable(
        "Measured ways",
        "Every way from touchpoint to touchpoint, most journeys first.",
        (
            _text("From", lambda way: names.touchpoint(way.from_), 28),
            _text("To", lambda way: names.touchpoint(way.to), 28),
            _count("Touches", lambda way: way.touches),
            _count("Journeys", lambda way: way.journeys),
            _estimate("Of departures", "share", lambda way: way.share_of_departures),
            _estimate("Gap, median", "time", lambda way: way.median_seconds),
        ),
        measured.transitions,
    )


def _variants(measured: Measured, names: _Names) -> NumberTable:
    variants = measured.variants
    shown = len(variants.rows)
    rest = f"; {variants.others:,} journeys take others" if variants.others else ""
    return NumberTable(
        "Measured variants",
        f"The {shown:,} most frequent of {variants.distinct:,} ways through the map{rest}.",
        (
            _text(
                "Touchpoints in order",
                lambda row: " → ".join(names.touchpoint(t) for t in row.touchpoints),
                90,
            ),
            _count("Journeys", lambda row: row.journeys),
            _estimate("Of all journeys", "share", lambda row: row.share_of_journeys),
            Field("With all above it", "share", lambda row: row.coverage),
        ),
        variants.rows,
    )


def _contrasts(measured: Measured, names: _Names) -> NumberTable:
    return NumberTable(
        "Measured groups",
        "Each segment and channel held against all others; association is not cause.",
        (
            _text("Kind", lambda each: each.kind, 12),
            _text("Group", lambda each: names.group(each.kind, each.id)),
            _count("Journeys", lambda each: each.journeys),
            _estimate("Of all journeys", "share", lambda each: each.share_of_journeys),
            _estimate("Score, mean", "decimal", lambda each: each.score),
            _estimate(
                "Score less the others'", "decimal", lambda each: each.score_difference
            ),
            _estimate(
                "Completion less the others'",
                "share",
                lambda each: each.completion_difference,
            ),
            _estimate(
                "Repeats less the others'", "share", lambda each: each.repeat_difference
            ),
        ),
        measured.contrasts,
    )


def _weeks(measured: Measured, names: _Names) -> NumberTable:
    rows = [(t, week) for t in measured.touchpoints for week in t.weeks]
    return NumberTable(
        "Measured weeks",
        "Each touchpoint week by week, from Monday, local time.",
        (
            _text("Touchpoint", lambda row: names.touchpoint(row[0].id), 28),
            Field("Week of", "moment", lambda row: row[1].week_on, width=12),
            _text("Whole week", lambda row: "yes" if row[1].is_whole else "no", 10),
            _count("Touches", lambda row: row[1].touches),
            _count("Journeys first here", lambda row: row[1].journeys),
            _estimate("Score, mean", "decimal", lambda row: row[1].score),
            _estimate("Time spent, median", "time", lambda row: row[1].median_seconds),
        ),
        rows,
    )
