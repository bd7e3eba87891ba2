"""Coming back: loops, and ping-pong between two touchpoints or two teams."""

from collections.abc import Sequence
from typing import Any, Literal

from ibis import _

from footlights.analysis.changes_of_hands import told_twice
from footlights.analysis.returns import (
    loop_counts,
    ping_pong_counts,
    team_ping_pong_counts,
)
from footlights.measures.estimates import share
from footlights.measures.view import View, ViewColumn
from footlights.measures.wording import counted
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

Of = Literal["touchpoints", "teams"]
"""What somebody goes between."""

_Found = tuple[Sequence[str], list[dict[str, Any]], tuple[str, ...]]
"""Names by their numbers, fetched rows, and what must be said beside them."""

_NOBODY = "nobody was here"
_WILSON = "Shares have Wilson's interval at 95 %."


@standard
def loops(log: PreparedLog) -> View:
    """Count journeys that come back to a touchpoint after being elsewhere.

    Args:
        log: What is looked at.

    Returns:
        One row per touchpoint that was met, in map order.
    """
    rows = sorted(
        log.rows(loop_counts(log.prepared.steps)), key=lambda row: row["touchpoint_no"]
    )
    return View(
        name="loops",
        columns=(
            ViewColumn(name="touchpoint", about="Touchpoint.", role="key"),
            ViewColumn(name="journeys", about="Journeys that were here.", role="count"),
            ViewColumn(
                name="returning", about="Those that came back here.", role="count"
            ),
            ViewColumn(name="share_returning", about="Their share.", role="estimate"),
            ViewColumn(name="returns", about="How often they did.", role="count"),
            ViewColumn(
                name="again",
                about="Touches that follow another of the same directly.",
                role="count",
            ),
        ),
        rows=tuple(
            {
                "touchpoint": log.map.touchpoints[row["touchpoint_no"] - 1].id,
                "journeys": row["journeys"],
                "returning": row["returning"],
                "share_returning": share(row["returning"], row["journeys"], _NOBODY),
                "returns": row["returns"],
                "again": row["again"],
            }
            for row in rows
        ),
        notes=(
            (
                "A return has another touchpoint in between; touches in a row are counted"
                " apart."
            ),
            _WILSON,
        ),
    )


@standard
def ping_pong(log: PreparedLog, *, of: Of = "touchpoints") -> View:
    """Count goings to a touchpoint or a team and straight back: A, then B, then A again.

    A, B, A, B is two of them: from A over B and back, and from B over A and back.

    Args:
        log: What is looked at.
        of: What is gone between: touchpoints, or teams.

    Returns:
        One row per two touchpoints or teams, most journeys first, ties in map order,
        those of teams in that of the log.

    Raises:
        UnknownChoiceError: `of` is neither.
    """
    names, rows, notes = _teams(log) if of == "teams" else _touchpoints(log)
    rows.sort(key=lambda r: (-r["journeys"], r["begin_no"], r["over_no"]))
    everybody = log.row(log.prepared.journeys.aggregate(n=_.count()))
    journeys = everybody["n"] if everybody else 0
    return View(
        name="ping_pong",
        columns=(
            ViewColumn(name="from", about="Where it begins and ends.", role="key"),
            ViewColumn(name="over", about="Where it turns.", role="key"),
            ViewColumn(name="touches", about="How often.", role="count"),
            ViewColumn(name="journeys", about="In how many journeys.", role="count"),
            ViewColumn(
                name="share_of_journeys", about="Share of all.", role="estimate"
            ),
        ),
        rows=tuple(
            {
                "from": names[row["begin_no"] - 1],
                "over": names[row["over_no"] - 1],
                "touches": row["touches"],
                "journeys": row["journeys"],
                "share_of_journeys": share(row["journeys"], journeys, _NOBODY),
            }
            for row in rows
        ),
        notes=(*notes, _WILSON),
    )


def _touchpoints(log: PreparedLog) -> _Found:
    counts = ping_pong_counts(log.prepared.steps).rename(begin_no="touchpoint_no")
    return [point.id for point in log.map.touchpoints], log.rows(counts), ()


def _teams(log: PreparedLog) -> _Found:
    counts = team_ping_pong_counts(log.prepared.touches).rename(begin_no="team_no")
    pairs = log.row(told_twice(log.prepared.touches, "team_no")) or {"pairs": 0}
    notes = (
        "Touches in a row with one team are one stay with it.",
        (
            f"{counted(pairs['pairs'], 'pair')} of touches in a row say which team they"
            " are with; a touch that names none ends a stay."
        ),
    )
    return log.prepared.teams, log.rows(counts), notes
