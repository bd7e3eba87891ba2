"""The report's views as data for the typesetter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from footlights.charts.svg import standing_alone
from footlights.measures.measured import Measured
from footlights.measures.wording import counted
from footlights.model.map import Map
from footlights.render.bars import ShareRow
from footlights.render.contrasts import ContrastsView
from footlights.render.findings import FindingCard
from footlights.render.funnel import FunnelView
from footlights.render.hours_table import spoken_hours
from footlights.render.method import MethodView
from footlights.render.number import NumberView
from footlights.render.over_time import OverTimeView
from footlights.render.touchpoint_page import TouchpointPageView
from footlights.render.trend_picture import TrendView
from footlights.render.typeset.map_data import segments

Data = dict[str, Any]
"""Values of JSON."""

QUOTES = 3
"""Quotes on the page of a touchpoint; the HTML report has all that were kept."""


def trend_data(trend: TrendView, name: str) -> Data:
    """Give the picture of a trend, its lines taken apart."""
    weeks = "; ".join(week.title for week in trend.weeks)
    return asdict(trend) | {
        "line": segments(trend.line),
        "band": segments(trend.band),
        "alt": f"{name}, week by week. {weeks}.",
    }


def _bar(
    name: str, number: str, percent: float | None, **more: str | float | bool | None
) -> Data:
    plain = {"under": "", "mark": None, "beside": "", "few": False}
    return plain | {"name": name, "number": number, "percent": percent} | more


def _share_bars(rows: Sequence[ShareRow]) -> list[Data]:
    return [
        _bar(row.name, row.share.text, row.percent, beside=row.number) for row in rows
    ]


def _beside(number: NumberView) -> str:
    return f"{number.interval} {number.n}".strip()


def touchpoint_data(page: TouchpointPageView) -> Data:
    """Give the page of a touchpoint."""
    given = asdict(page)
    given["trend"] = page.trend and trend_data(page.trend, page.name)
    if page.hours is not None:
        said = spoken_hours(page.hours)
        given["hours"]["alt"] = f"{page.name} by weekday and hour. {said}"
    given["quotes"] = given["quotes"][:QUOTES]
    given["quotes-left"] = max(0, len(page.quotes) - QUOTES)
    given["bars"] = [
        {"title": title, "rows": rows} for title, rows in _bar_cards(page) if rows
    ]
    return given


def _bar_cards(page: TouchpointPageView) -> Iterator[tuple[str, list[Data]]]:
    yield (
        "Expectations met",
        [
            _bar(
                entry.label,
                entry.number.text,
                entry.share,
                under=entry.note,
                mark=entry.mark,
                beside=_beside(entry.number),
                few=entry.number.is_few,
            )
            for entry in page.expectations
        ],
    )
    yield (
        "How long it takes",
        [
            _bar(
                mark.label,
                mark.number.text,
                mark.percent,
                beside=mark.number.interval,
                few=mark.number.is_few,
            )
            for mark in page.durations
        ],
    )
    yield (
        "What they answered",
        [
            _bar(row.score, row.share, row.percent, beside=row.answers)
            for row in page.scores
        ],
    )
    yield "Where they came from", _share_bars(page.came_from)
    yield "Where they go next", _share_bars(page.went_to)
    for title, rows in page.counts:
        yield title, _share_bars(rows)


def finding_data(
    card: FindingCard,
    pages: Mapping[str, TouchpointPageView],
    stages: frozenset[str],
    contrasts: ContrastsView | None,
) -> Data:
    """Give a finding with the picture that shows it.

    Args:
        card: The finding.
        pages: Page of each touchpoint, by its id.
        stages: Names of the stages.
        contrasts: Groups against the rest, if there are any.
    """
    return asdict(card) | {"evidence": _evidence(card, pages, stages, contrasts)}


def _evidence(
    card: FindingCard,
    pages: Mapping[str, TouchpointPageView],
    stages: frozenset[str],
    contrasts: ContrastsView | None,
) -> Data:
    page = pages.get(card.touchpoint)
    if page is not None and page.trend is not None:
        return {"kind": "trend", "trend": trend_data(page.trend, page.name)}
    if page is None and card.about in stages:
        return {"kind": "stages"}
    group = (
        next((r for r in contrasts.rows if r.name == card.about), None)
        if (contrasts)
        else None
    )
    if group is not None:
        rows = [
            _bar("Journeys in it", group.share.text, None, beside=group.journeys),
            *(
                _bar(name, of.text, None, beside=_beside(of), few=of.is_few)
                for name, of in (
                    ("Mean score", group.score),
                    ("Score against the others", group.difference),
                    ("Completion against the others", group.completion),
                    ("Repeats against the others", group.repeats),
                )
            ),
        ]
        return {"kind": "bars", "rows": rows}
    return {"kind": "none"}


def funnel_data(funnel: FunnelView) -> Data:
    """Give the funnel: its bars, and the table of its numbers."""
    heads = ["Stage", "Reached", "In order", "Lost here", "Where the lost went", "Time"]
    rows = []
    for stage in funnel.stages:
        row = [
            [stage.name],
            [
                stage.reached,
                f"{stage.reached_share.text} {stage.reached_share.interval}",
            ],
            [stage.in_order, stage.in_order_share],
            [stage.lost, f"{stage.lost_share.text} {stage.lost_share.interval}"],
            ["", *stage.lost_to] if stage.lost_to else ["–"],
            [stage.time.text, stage.time.interval],
        ]
        if stage.score is not None:
            row.append([stage.score.text, _beside(stage.score)])
        rows.append(row)
    return {
        "population": funnel.population,
        "stages": [asdict(stage) for stage in funnel.stages],
        "heads": [*heads, "Score"] if funnel.has_scores else heads,
        "rows": rows,
        "widths": [1.5, 1.2, 1, 1.2, 1.6, 1.2, 1.2][: 7 if funnel.has_scores else 6],
    }


def times_data(times: OverTimeView, font: str) -> Data:
    """Give the pictures of when people come, and what they show in words."""
    weeks = [
        f"week of {week.week}: "
        + ", ".join(
            f"{name} {touches}"
            for name, touches in zip(times.stages, week.touches, strict=True)
        )
        for week in times.weeks
    ]
    return {
        "zone": times.zone,
        "trend": standing_alone(times.trend, font) if times.trend else "",
        "trend-alt": f"Touches by week and stage. {'; '.join(weeks)}.",
        "hours": standing_alone(times.hours, font),
        "hours-alt": f"Touches by weekday and hour. {spoken_hours(times.hours_table)}",
    }


def contrasts_data(contrasts: ContrastsView, font: str) -> Data:
    """Give groups against the rest."""
    said = [f"{row.name}: {row.difference.full}" for row in contrasts.rows]
    return {
        "picture": standing_alone(contrasts.picture, font) if contrasts.picture else "",
        "alt": f"Mean score less that of the others. {'; '.join(said)}.",
        "heads": [
            "Group",
            "Journeys",
            "Score",
            "Score against the others",
            "Completion against the others",
            "Repeats against the others",
        ],
        "rows": [
            [
                [row.name, row.kind],
                [row.journeys, row.share.text],
                *(
                    [of.text, _beside(of)]
                    for of in (row.score, row.difference, row.completion, row.repeats)
                ),
            ]
            for row in contrasts.rows
        ],
    }


def method_data(method: MethodView) -> Data:
    """Give what was read and how the numbers are made."""
    parts = []
    if method.read:
        parts.append(["What was read", [[f.name, [f.text]] for f in method.read]])
    whole = [[f.name, [f.text]] for f in method.whole] + [
        [
            f"{row.name} ({row.wanted})",
            [row.share.full, *([row.note] if row.note else [])],
        ]
        for row in method.outcomes
    ]
    if whole:
        parts.append(["The experience as a whole", whole])
    explained = [["On the map", [method.explained]]] if method.explained else []
    for name, of in (
        ("Never seen", method.never_seen),
        ("Not measured", method.not_measured),
    ):
        if of:
            explained.append([name, [", ".join(of)]])
    if explained:
        parts.append(["What the map explains", explained])
    if method.identities_words:
        broken = [f"{r.name}: {r.sides}" for r in method.identities if not r.holds]
        sums = [["Sums", [method.identities_words, *broken]]]
        parts.append(["Sums that must come out", sums])
    made = [[f.name, [f.text]] for f in method.definitions]
    parts.append(["How the numbers are made", made])
    return {
        "facts": parts,
        "notes": list(method.notes),
        "off-map": [
            [[row.event], [row.events], [row.persons], [row.share.full]]
            for row in method.off_map
        ],
    }


def summary(
    map_: Map,
    measured: Measured | None,
    cards: Sequence[FindingCard],
    method: MethodView,
) -> Iterator[str]:
    """Say in a few sentences what the report says."""
    stages = counted(len(map_.stages), "stage")
    touchpoints = counted(len(map_.touchpoints), "touchpoint")
    if measured is None:
        yield (
            f"The map has {touchpoints} in {stages}. It shows what is planned; it has"
            " not been held against recorded events yet."
        )
        return
    journeys = counted(measured.whole.journeys, "journey")
    yield (
        f"This report holds a map of {touchpoints} in {stages} against {journeys}."
        f" {method.explained}"
    )
    for fact in method.whole[:1]:
        yield f"Journeys that were completed: {fact.text}."
    for row in method.outcomes:
        note = f" ({row.note})" if row.note else ""
        yield f"{row.name}, {row.wanted}: {row.share.full}{note}."
    if not cards:
        yield "Nothing stands out that the numbers support."
        return
    yield (
        f"{counted(len(cards), 'finding')} stand out."
        if len(cards) > 1
        else "1 finding stands out."
    )
    for card in cards[:3]:
        yield f"{card.about}, {card.what}: {card.text}"
