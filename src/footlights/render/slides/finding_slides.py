"""One slide to a finding: statement, who, how many, how sure, and the evidence."""

import re
from collections.abc import Iterator
from dataclasses import replace

from footlights.measures.measured import Finding, Measured
from footlights.measures.wording import counted
from footlights.model.map import Map
from footlights.render.findings import FindingCard, finding_cards
from footlights.render.number import share_view
from footlights.render.slides.deck import title_size
from footlights.render.slides.definitions import ASSOCIATION, INTERVAL, TOO_FEW
from footlights.render.slides.evidence import Evidence, EvidenceRow, evidence_of
from footlights.render.slides.fitting import (
    divided,
    row_height,
    sheets,
    spread,
    text_height,
)
from footlights.render.slides.look import (
    HEAD,
    LEFT,
    PLAIN,
    ROOM_HEIGHT,
    ROOM_WIDTH,
    SOFT,
    STRONG,
    TOP,
    Colour,
    Look,
)
from footlights.render.slides.names import MapNames, how_many, who
from footlights.render.slides.rows_of_facts import SIZES, Fact, facts_table
from footlights.render.slides.template import STATEMENT
from footlights.render.slides.views import (
    BarsPart,
    Box,
    Cell,
    Paragraph,
    Part,
    Row,
    Series,
    Sheet,
    SlideView,
    Table,
    TablePart,
)
from footlights.render.unbroken import unbroken

TOP_FINDINGS = 5
"""Findings that have a slide of their own; the others stand in the backlog."""

QUOTES = 2
"""Quotes that stand on the slide of a finding, where there is room."""

STATEMENT_SIZES = (20, 18, 16, 14, 12, 11)
_BELOW = STATEMENT.top + STATEMENT.height + 14
_ROOM_BELOW = TOP + ROOM_HEIGHT - _BELOW
_FACTS = (84.0, 246.0)
_EVIDENCE_LEFT = LEFT + sum(_FACTS) + 20
_EVIDENCE_WIDTHS = (160.0, 160.0)
_BAR_HEIGHTS = (26.0, 40.0)
_FACT_SIZES = (1.2, 1.1)
_BRACKETS = re.compile(r"\([^()]{1,24}\)")
"""What stands in brackets, if it is as short as an interval."""

NOTHING_HURTS = (
    "Nothing hurts enough to say: no number on this map lies clearly beyond what the"
    " map wants, or beyond the others, by more than chance would have it."
)


def finding_slides(map_: Map, measured: Measured) -> Iterator[SlideView]:
    """Yield the top findings; says so where there is none."""
    found = [f for f in measured.findings if f.code != "not-measured"]
    cards = list(finding_cards(map_, found))
    if not found:
        yield _nothing_found(measured)
        return
    shown = min(TOP_FINDINGS, len(found))
    for no in range(shown):
        yield from _Slides(map_, measured, found[no], cards[no], shown).views()


def _nothing_found(measured: Measured) -> SlideView:
    """Say that nothing was found; without the red that is kept for what hurts."""
    journeys = counted(measured.whole.journeys, "journey")
    facts = (("Findings", NOTHING_HURTS), ("Looked at", journeys))
    ((sheet,),) = spread(
        [facts_table(facts, (120.0, ROOM_WIDTH - 120.0))], ROOM_HEIGHT, SIZES
    )
    return SlideView(
        title="What hurts most",
        above="Findings",
        parts=(TablePart(sheet, LEFT, TOP, "Findings", NOTHING_HURTS),),
        notes=(INTERVAL, TOO_FEW, ASSOCIATION),
    )


class _Slides:
    """The slides of one finding: one, and more only where words are very long."""

    def __init__(
        self,
        map_: Map,
        measured: Measured,
        finding: Finding,
        card: FindingCard,
        shown: int,
    ) -> None:
        self._card = card
        self._evidence = evidence_of(map_, measured, finding)
        names = MapNames(map_)
        place = names.place(finding)
        kind = card.what[:1].upper() + card.what[1:]
        self._title = f"{card.rank}. {card.about}: {card.what}"
        if title_size(self._title) is None or "\n" in card.about:
            self._title = f"{card.rank}. {kind}"
        self._above = f"Finding {card.rank} of {shown}"
        self._facts: list[Fact] = [
            ("About", card.about if self._title.endswith(kind) else ""),
            ("Who", who(finding, card.about, place)),
            ("How many", how_many(finding)),
            ("How sure", _sure(finding, card, self._evidence)),
            ("Team", names.teams_of_finding(finding)),
            ("Look at", card.look_at),
        ]
        self._quotes = _quotes(measured, finding)

    def views(self) -> Iterator[SlideView]:
        """Yield the slide, and what does not fit on it."""
        statement, rest = self._statement()
        facts = self._facts + [("Statement, continued", p.text) for p in rest]
        first, *others = _facts_sheets(facts)
        with_quotes = _facts_sheets([*facts, self._quotes])
        if len(with_quotes) == 1:
            facts, first = [*facts, self._quotes], with_quotes[0]
        alt = "; ".join(f"{name}: {text}" for name, text in facts if text)
        parts: list[Part] = [TablePart(first, LEFT, _BELOW, "Facts", alt)]
        if self._evidence is not None:
            parts += _evidence_parts(self._evidence)
        notes = (INTERVAL, TOO_FEW, ASSOCIATION)
        yield SlideView(self._title, self._above, tuple(parts), notes, statement)
        for no, sheet in enumerate(others, start=2):
            yield SlideView(
                f"{self._above}, continued ({no} of {len(others) + 1})",
                self._above,
                (TablePart(sheet, LEFT, TOP, "Facts, continued", alt),),
                notes,
            )

    def _statement(self) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        width, height = STATEMENT.width - 28, STATEMENT.height - 14
        text = _BRACKETS.sub(
            lambda found: found[0].replace(" ", "\xa0"), unbroken(self._card.text)
        )
        said: tuple[Paragraph, ...] = ()
        for size in STATEMENT_SIZES:
            said = (Paragraph(text, Look(size)),)
            if text_height(said, width) <= height:
                return said, ()
        return divided(said, width, height)


def _facts_sheets(facts: list[Fact]) -> list[Sheet]:
    """Split the facts: what fits below the statement, the rest over whole slides."""
    table = facts_table(facts, _FACTS)
    (below,) = spread([table], _ROOM_BELOW, _FACT_SIZES)
    if len(below) == 1:
        return below
    first, *others = sheets(table, _ROOM_BELOW)
    rest = tuple(row for sheet in others for row in sheet.rows)
    wide = Table((120.0, ROOM_WIDTH - 120.0), (), rest)
    return [first, *sheets(wide, ROOM_HEIGHT)]


def _quotes(measured: Measured, finding: Finding) -> Fact:
    """Give what those wrote who scored it in the lower half, the lowest first."""
    scale = measured.log.score_scale
    middle = sum(scale) / 2 if scale else 0.0
    # What several people wrote alike is shown once.
    quotes = dict.fromkeys(
        quote.text
        for of in measured.touchpoints
        for quote in of.quotes
        if of.id == finding.touchpoint and _is_low(quote.score, middle)
    )
    return "They wrote", "\n".join(f"“{text}”" for text in list(quotes)[:QUOTES])


def _is_low(score: float | None, middle: float) -> bool:
    return score is not None and score < middle


def _sure(finding: Finding, card: FindingCard, evidence: Evidence | None) -> str:
    """Say the number with its interval and n, and the probability of chance."""
    if evidence is not None:
        said = next(row.said for row in evidence.rows if row.is_subject)
    elif finding.estimate is not None:
        said = share_view(finding.estimate).full
    else:
        said = "A fact: nothing was estimated"
    corrected = f"{card.p}, corrected for many comparisons" if card.p else ""
    return unbroken("; ".join(part for part in (said, corrected) if part))


def _evidence_parts(evidence: Evidence) -> Iterator[Part]:
    """Yield the table of numbers, and beside each row its bar."""
    rows = list(evidence.rows)
    table = _evidence_table(evidence.heading, rows)
    heights = _even_heights(table)
    while sum(heights) > _ROOM_BELOW and len(rows) > 1:
        rows.remove(next(row for row in reversed(rows) if not row.is_subject))
        table = _evidence_table(evidence.heading, rows)
        heights = _even_heights(table)
    if sum(heights) > _ROOM_BELOW:
        return  # A name of a slide's length stands among the facts, and once is enough.
    head, each = heights[0], heights[1]
    sheet = Sheet(table.widths, (*table.head, *table.rows), heights, 1)
    alt = f"{evidence.heading}. " + "; ".join(f"{row.name}: {row.said}" for row in rows)
    yield TablePart(sheet, _EVIDENCE_LEFT, _BELOW, "Numbers", alt)
    left = _EVIDENCE_LEFT + sum(_EVIDENCE_WIDTHS) + 8
    right = LEFT + ROOM_WIDTH
    estimates = [row.estimate for row in rows]
    values = tuple(of.value for of in estimates)
    yield BarsPart(
        box=Box(left, _BELOW, right - left, head + each * len(rows)),
        plot=Box(left + 10, _BELOW + head, right - left - 28, each * len(rows)),
        categories=tuple(row.name for row in rows),
        bars=Series(
            evidence.heading,
            values,
            tuple(_less(of.value, of.low) for of in estimates),
            tuple(_less(of.high, of.value) for of in estimates),
        ),
        subject=next((no for no, row in enumerate(rows) if row.is_subject), None),
        scale=evidence.scale,
        alt=f"Bars with 95 % intervals: {alt}",
    )


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else max(0.0, one - other)


def _evidence_table(heading: str, rows: list[EvidenceRow]) -> Table:
    head = Row((Cell((Paragraph(heading, replace(HEAD, size=10)),), 2, fill=None),))
    return Table(_EVIDENCE_WIDTHS, (head,), tuple(_evidence_row(row) for row in rows))


def _evidence_row(row: EvidenceRow) -> Row:
    look = STRONG if row.is_subject else PLAIN
    fill = Colour.RED_SOFT if row.is_subject else Colour.CARD
    number = SOFT if row.is_few else PLAIN
    return Row(
        (
            Cell((Paragraph(unbroken(row.name), look),), fill=fill, is_centred=True),
            Cell((Paragraph(unbroken(row.said), number),), fill=fill, is_centred=True),
        )
    )


def _even_heights(table: Table) -> tuple[float, ...]:
    """Give every row one height, and as much as there is, so that bars stand beside."""
    head = max(row_height(table.head[0], table.widths), 24.0)
    least, most = _BAR_HEIGHTS
    count = len(table.rows)
    needed = max(row_height(row, table.widths) for row in table.rows)
    room = min(most, (_ROOM_BELOW - head) / count)
    return (head, *[max(needed, least, room)] * count)
