"""The map in words, for those who hear a drawing of it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from footlights.render.lanes import (
    ActivityLane,
    FeelingLane,
    Lane,
    Lens,
    NumberEntry,
    NumberLane,
    TextLane,
)
from footlights.render.map_grid import MapGridView
from footlights.render.slides.text_width import printable


def spoken_map(grid: MapGridView, lens: Lens) -> str:
    """Say what a map shows, touchpoint by touchpoint, a line to each.

    Args:
        grid: The whole map.
        lens: Lanes of the other lens are left out.
    """
    lanes = [of for of in grid.lanes if lens == "both" or of.lens in ("both", lens)]
    stages = [stage.name for stage in grid.stages for _ in range(stage.columns)]
    lines = []
    for no, (column, stage) in enumerate(zip(grid.columns, stages, strict=True)):
        said = [f"{column.no}. {column.name} (stage {stage})"]
        for lane in lanes:
            words = "; ".join(_words(lane, no))
            if words:
                said.append(f"{lane.name}: {words}")
        lines.append(" ".join(_sentence(words) for words in said))
    return "\n".join(lines)


def described(svg: bytes, title: str, words: str) -> bytes:
    """Give a drawing a title and a description; its letters are outlines, not text."""
    head, rest = svg.split(b">", 1)
    named = f"<title>{_quoted(title)}</title><desc>{_quoted(words)}</desc>"
    return head + b' role="img">' + named.encode() + rest


def _quoted(text: str) -> str:
    return escape(printable(text))


def _words(lane: Lane, no: int) -> Iterator[str]:
    match lane:
        case TextLane():
            yield from lane.cells[no].lines
        case FeelingLane():
            yield lane.curve.points[no].spoken
        case NumberLane():
            yield from (_number(entry) for entry in lane.cells[no])
        case ActivityLane():
            for card in lane.cells[no]:
                kept = f"in time {card.kept.full}" if card.kept else ""
                parts = (card.does, card.team, card.system, card.promise, kept)
                yield ", ".join(part for part in parts if part)
        case _:
            return


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _number(entry: NumberEntry) -> str:
    said = f"{entry.label}: {entry.number.full}" if entry.label else entry.number.full
    return said if entry.note in said else f"{said}, {entry.note}"
