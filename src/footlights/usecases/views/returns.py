"""Coming back: loops, ping-pong, and contacts about the same again."""

from datetime import timedelta
from typing import Literal

from ibis import _

from footlights.analysis.returns import (
    contacts,
    loop_counts,
    ping_pong_counts,
    repeat_counts,
)
from footlights.measures.estimates import by_key, median, share
from footlights.measures.view import View, ViewColumn
from footlights.measures.wording import span_duration
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.asked import check_choice, check_positive
from footlights.usecases.views.standard import standard

About = Literal["touchpoint", "stage"]
"""What counts as the same."""

WEEK = timedelta(days=7)

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
def ping_pong(log: PreparedLog) -> View:
    """Count goings to a touchpoint and straight back: A, then B, then A again.

    A, B, A, B is two of them: from A over B and back, and from B over A and back.

    Args:
        log: What is looked at.

    Returns:
        One row per two touchpoints, most journeys first, ties in map order.
    """
    rows = log.rows(ping_pong_counts(log.prepared.steps))
    rows.sort(key=lambda r: (-r["journeys"], r["touchpoint_no"], r["over_no"]))
    everybody = log.row(log.prepared.journeys.aggregate(n=_.count()))
    journeys = everybody["n"] if everybody else 0
    points = log.map.touchpoints
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
                "from": points[row["touchpoint_no"] - 1].id,
                "over": points[row["over_no"] - 1].id,
                "touches": row["touches"],
                "journeys": row["journeys"],
                "share_of_journeys": share(row["journeys"], journeys, _NOBODY),
            }
            for row in rows
        ),
        notes=(_WILSON,),
    )


@standard
def repeat_contacts(
    log: PreparedLog, *, within: timedelta = WEEK, about: About = "touchpoint"
) -> View:
    """Count who comes again soon, in the same journey or another, for the same.

    Args:
        log: What is looked at.
        within: How soon; exactly that long counts.
        about: What counts as the same: one touchpoint, or one stage.

    Returns:
        One row per touchpoint or stage that was met, in map order.

    Raises:
        NotPositiveError: `within` is zero or less.
        UnknownChoiceError: `about` is neither.
    """
    check_positive("within", within)
    check_choice("about", about, ("touchpoint", "stage"))
    key = f"{about}_no"
    contacted = log.engine.keep("repeat_contacts", contacts(log.prepared.touches, key))
    counts = sorted(
        log.rows(repeat_counts(contacted, key, within)), key=lambda row: row[key]
    )
    soon = contacted.filter(_.since_seconds <= within.total_seconds())
    sizes = [row["repeated"] for row in counts]
    times = by_key(log.quantiles(soon, [key], "since_seconds", MEDIAN, sizes), key)
    parts = log.map.touchpoints if about == "touchpoint" else log.map.stages
    return View(
        name="repeat_contacts",
        columns=(
            ViewColumn(name=about, about=f"The {about}.", role="key"),
            ViewColumn(name="touches", about="Touches here.", role="count"),
            ViewColumn(
                name="repeated", about="Those that come again so soon.", role="count"
            ),
            ViewColumn(name="share_repeated", about="Their share.", role="estimate"),
            ViewColumn(name="persons", about="Persons who came.", role="count"),
            ViewColumn(
                name="share_of_persons",
                about="Share of them who came again so soon.",
                role="estimate",
            ),
            ViewColumn(
                name="median_seconds",
                about="Half came again after at most this.",
                role="estimate",
            ),
        ),
        rows=tuple(
            {
                about: parts[row[key] - 1].id,
                "touches": row["touches"],
                "repeated": row["repeated"],
                "share_repeated": share(row["repeated"], row["touches"], _NOBODY),
                "persons": row["persons"],
                "share_of_persons": share(row["repeating"], row["persons"], _NOBODY),
                "median_seconds": median(times.get(row[key]), "nobody came again"),
            }
            for row in counts
        ),
        notes=(
            (
                f"Again is within {span_duration(within)} of the same person's last touch"
                f" of the same {about}, from begin to begin, whatever the journey."
            ),
            _WILSON,
        ),
    )
