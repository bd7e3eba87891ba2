"""What tools answer: plain JSON, in pieces that a conversation can hold."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from footlights.measures.measured import Finding, Measured
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import ENOUGH, Estimate, Result
from footlights.measures.touchpoints import masked
from footlights.measures.view import Cell, View
from footlights.model.map import Map
from footlights.usecases.evidence.settled import FEW

MOST_ROWS = 50
"""Rows that one answer holds unless more are asked for."""

MOST_SIGNS = 30_000
"""Signs that a list of the measures has at most in one answer."""

MOST_INSIDE = 6
"""Entries of a list inside a part; the list itself can be asked for."""

Answer = dict[str, JsonValue]


def view_answer(
    view: View, first_row: int, most_rows: int, rare: Collection[str] = ()
) -> Answer:
    """Give the rows of a view from a place on; words of the log are masked.

    Args:
        view: The view.
        first_row: Place of the first row, from 1.
        most_rows: At most so many rows.
        rare: Teams and locations that are not told, as they may be persons.
    """
    begin = max(first_row, 1) - 1
    rows = view.rows[begin : begin + max(most_rows, 1)]
    after = len(view.rows) - begin - len(rows)
    return {
        "question": view.name,
        "columns": [plain(column) for column in view.columns],
        "rows": [
            {
                name: FEW if cell in rare else _cell(cell, name, row)
                for name, cell in row.items()
            }
            for row in rows
        ],
        "rows_in_all": len(view.rows),
        "next_row": begin + len(rows) + 1 if after > 0 else None,
        "notes": list(view.notes),
    }


def summary_answer(map_: Map, measured: Measured) -> Answer:
    """Give the numbers that say most, each touchpoint in one line."""
    return {
        "map": map_.id,
        "log": plain(measured.log),
        "share_of_events_on_map": plain(measured.coverage.share_on_map),
        "never_seen": list(measured.coverage.never_seen),
        "not_measured": list(measured.coverage.not_measured),
        "whole": plain(measured.whole),
        "stages": [
            {
                "id": stage.id,
                "name": drawn.name,
                "reached": stage.reached,
                "share_of_journeys": plain(stage.share_of_journeys),
                "share_lost": plain(stage.share_lost),
                "median_seconds": plain(stage.seconds.median),
                "score": plain(stage.score.mean),
            }
            for stage, drawn in zip(measured.stages, map_.stages, strict=True)
        ],
        "touchpoints": [
            _touchpoint(found, map_.touchpoint(found.id).name)
            for found in measured.touchpoints
        ],
        "findings": len(measured.findings),
        "sums_that_do_not_come_out": [
            each.name for each in measured.identities if not each.holds
        ],
        "notes": list(measured.notes),
    }


def finding_answer(no: int, finding: Finding) -> Answer:
    """Give a finding with the number by which it is explained."""
    return {"what": f"findings.{no}", **_fields(finding)}


def plain(value: Result) -> JsonValue:
    """Give a result as JSON says it."""
    said: JsonValue = value.model_dump(mode="json", by_alias=True)
    return said


def part_answer(
    place: str, found: JsonValue, first_row: int, most_rows: int
) -> tuple[JsonValue, int | None, list[JsonValue]]:
    """Give a part of the measures, as much of it as a conversation can hold.

    Args:
        place: Its name.
        found: What stands there.
        first_row: Of a list: place of the first entry, from 1.
        most_rows: Of a list: at most so many entries, and fewer where they are long.

    Returns:
        The part; of a list, the place of the next entry, None after the last; and
        lists inside that were cut, with how long they are.
    """
    cut: list[JsonValue] = []
    if not isinstance(found, list):
        return _shortened(place, found, cut), None, cut
    rows: list[JsonValue] = []
    signs, begin = 0, max(first_row, 1) - 1
    for no, entry in enumerate(found[begin : begin + most_rows], start=begin):
        row_cut: list[JsonValue] = []
        row = _shortened(_inside(place, entry, no + 1), entry, row_cut)
        signs += len(json.dumps(row))
        if rows and signs > MOST_SIGNS:
            break
        rows.append(row)
        cut += row_cut
    after = begin + len(rows)
    return rows, after + 1 if after < len(found) else None, cut


def _shortened(place: str, value: JsonValue, cut: list[JsonValue]) -> JsonValue:
    """Cut long lists inside a part, and note them in `cut`."""
    if isinstance(value, dict):
        return {
            name: _shortened(f"{place}.{name}".lstrip("."), each, cut)
            for name, each in value.items()
        }
    if not isinstance(value, list):
        return value
    if len(value) > MOST_INSIDE:
        cut.append({"part": place, "rows": len(value), "shown": MOST_INSIDE})
    return [
        _shortened(_inside(place, each, no), each, cut)
        for no, each in enumerate(value[:MOST_INSIDE], start=1)
    ]


def _inside(place: str, entry: JsonValue, no: int) -> str:
    """Name an entry of a list as far as its own id does."""
    said = entry.get("id") if isinstance(entry, dict) else None
    return f"{place}.{said or no}"


def _touchpoint(found: TouchpointMeasures, name: str) -> Answer:
    return {
        "id": found.id,
        "name": name,
        "stage": found.stage,
        "kind": found.kind,
        "touches": found.touches,
        "journeys": found.journeys,
        "share_of_journeys": plain(found.share_of_journeys),
        "median_seconds": plain(found.seconds.median),
        "median_wait_seconds": plain(found.wait_seconds.median),
        "score": plain(found.score.mean),
        "expectations": [plain(each) for each in found.expectations],
    }


def _fields(value: Result) -> Answer:
    said: Answer = value.model_dump(mode="json", by_alias=True)
    return said


def _cell(cell: Cell, name: str, row: Mapping[str, Cell]) -> JsonValue:
    if isinstance(cell, Estimate):
        return plain(cell)
    if isinstance(cell, str):
        # A column of the log may hold names of people: a value that few touches
        # have is not told.
        if name == "value" and _is_rare(row):
            return FEW
        return masked(cell)
    said: JsonValue = cell if isinstance(cell, int | float) else _text(cell)
    return said


def _is_rare(row: Mapping[str, Cell]) -> bool:
    counts: Sequence[Any] = [
        row[name] for name in ("touches", "touches_one", "touches_other") if name in row
    ]
    return any(count is not None and count < ENOUGH for count in counts)


def _text(cell: Any) -> str | None:  # a day, a moment, or nothing
    return None if cell is None else cell.isoformat()
