"""From channel to channel, from team to team, and the time with each team."""

from typing import Any

from ibis import _

from footlights.analysis.changes_of_hands import (
    change_counts,
    changes,
    journeys_changing,
    team_totals,
    teams_met,
    told_twice,
)
from footlights.measures.estimates import by_key, quantile, share, unknown
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import counted
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

_WAY = ("from_no", "to_no")
_WANTED = (0.5, 0.9)
_NOBODY = "no journey was seen"
_TIMES = (
    "Times run from the end of a touch to the begin of the next, 0 where they overlap."
)


@standard
def channel_switches(log: PreparedLog) -> View:
    """Count from which channel to which people change.

    Only touches that follow each other directly count, and only where both have a
    channel.

    Args:
        log: What is looked at.

    Returns:
        One row per two channels, most journeys first.
    """
    return _changes(log, "channel", log.prepared.channels)


@standard
def hand_overs(log: PreparedLog) -> View:
    """Count from which team to which journeys are handed, and the time lost between.

    Only touches that follow each other directly count, and only where both have a
    team.

    Args:
        log: What is looked at.

    Returns:
        One row per two teams, most journeys first.
    """
    return _changes(log, "team", log.prepared.teams)


def _changes(log: PreparedLog, what: str, names: tuple[str, ...]) -> View:
    column = f"{what}_no"
    changed = log.engine.keep(
        f"changes_of_{what}", changes(log.prepared.touches, column)
    )
    counts = log.rows(change_counts(changed))
    counts.sort(key=lambda row: (-row["journeys"], row["from_no"], row["to_no"]))
    sizes = [row["touches"] for row in counts]
    times = by_key(log.quantiles(changed, _WAY, "wait_seconds", _WANTED, sizes), *_WAY)
    everybody = log.row(log.prepared.journeys.aggregate(n=_.count()))
    journeys = everybody["n"] if everybody else 0
    changing = log.row(journeys_changing(changed)) or {"journeys": 0}
    pairs = log.row(told_twice(log.prepared.touches, column)) or {"pairs": 0}
    rows = []
    for row in counts:
        took = times.get((row["from_no"], row["to_no"]))
        rows.append(
            {
                "from": names[row["from_no"] - 1],
                "to": names[row["to_no"] - 1],
                "touches": row["touches"],
                "journeys": row["journeys"],
                "share_of_journeys": share(row["journeys"], journeys, _NOBODY),
                "median_seconds": _time(took, 0.5),
                "p90_seconds": _time(took, 0.9),
                "seconds": row["seconds"],
            }
        )
    return View(
        name="channel_switches" if what == "channel" else "hand_overs",
        columns=(
            ViewColumn(name="from", about=f"The {what} before.", role="key"),
            ViewColumn(name="to", about=f"The {what} after.", role="key"),
            ViewColumn(name="touches", about="How often.", role="count"),
            ViewColumn(name="journeys", about="In how many journeys.", role="count"),
            ViewColumn(
                name="share_of_journeys", about="Share of all.", role="estimate"
            ),
            ViewColumn(
                name="median_seconds", about="Half took at most this.", role="estimate"
            ),
            ViewColumn(
                name="p90_seconds", about="Nine in ten at most this.", role="estimate"
            ),
            ViewColumn(name="seconds", about="All time between, seconds."),
        ),
        rows=tuple(rows),
        notes=(
            (
                f"{counted(changing['journeys'], 'journey')} of {journeys:,} change their"
                f" {what} at least once."
            ),
            (
                f"{counted(pairs['pairs'], 'pair')} of touches in a row say which {what}"
                " they are on; the others are left out."
            ),
            _TIMES,
        ),
    )


@standard
def team_times(log: PreparedLog) -> View:
    """Sum up how much time journeys spend with each team.

    Args:
        log: What is looked at.

    Returns:
        One row per team, most touches first.
    """
    touches = log.prepared.touches
    met = log.once("teams_met", lambda every: teams_met(every.prepared.touches))
    counts = sorted(log.rows(team_totals(met)), key=lambda row: -row["touches"])
    known = touches.filter(_.team_no.notnull())
    sizes = [row["timed"] for row in counts]
    found = log.quantiles(known, ["team_no"], "seconds", _WANTED, sizes)
    times = by_key(found, "team_no")
    everything = sum(row["touches"] for row in counts)
    rows: list[dict[str, Cell]] = [
        {
            "team": log.prepared.teams[row["team_no"] - 1],
            "touches": row["touches"],
            "journeys": row["journeys"],
            "share_of_touches": share(row["touches"], everything, _NOBODY),
            "median_seconds": _time(times.get(row["team_no"]), 0.5),
            "p90_seconds": _time(times.get(row["team_no"]), 0.9),
            "seconds": row["seconds"],
        }
        for row in counts
    ]
    return View(
        name="team_times",
        columns=(
            ViewColumn(name="team", about="Team, as the log names it.", role="key"),
            ViewColumn(name="touches", about="Touches with it.", role="count"),
            ViewColumn(name="journeys", about="Journeys that met it.", role="count"),
            ViewColumn(
                name="share_of_touches",
                about="Share of the touches that have a team.",
                role="estimate",
            ),
            ViewColumn(
                name="median_seconds",
                about="Half of its touches last at most this.",
                role="estimate",
            ),
            ViewColumn(
                name="p90_seconds", about="Nine in ten at most this.", role="estimate"
            ),
            ViewColumn(name="seconds", about="All time with it, seconds."),
        ),
        rows=tuple(rows),
        notes=("Only touches whose end is recorded have a time.",),
    )


def _time(row: Any, place: float) -> Cell:  # a fetched row, or none
    return quantile(row, place) if row else unknown("no end is recorded")
