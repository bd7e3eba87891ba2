"""What tools answer: plain JSON, in pieces that a conversation can hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from footlights.measures.measured import Finding, Measured, TouchpointMeasures
from footlights.measures.result import ENOUGH, Estimate, Result
from footlights.measures.touchpoints import masked
from footlights.measures.view import Cell, View
from footlights.model.map import Map

MOST_ROWS = 50
"""Rows that one answer holds unless more are asked for."""

FEW = "(few)"
"""Stands for a value of the log that rests on few touches, which may be a person."""

Answer = dict[str, JsonValue]


def view_answer(view: View, first_row: int, most_rows: int) -> Answer:
    """Give the rows of a view from a place on; words of the log are masked.

    Args:
        view: The view.
        first_row: Place of the first row, from 1.
        most_rows: At most so many rows.
    """
    begin = max(first_row, 1) - 1
    rows = view.rows[begin : begin + max(most_rows, 1)]
    after = len(view.rows) - begin - len(rows)
    return {
        "question": view.name,
        "columns": [plain(column) for column in view.columns],
        "rows": [
            {name: _cell(cell, name, row) for name, cell in row.items()} for row in rows
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


def part_answer(found: JsonValue, most_rows: int) -> tuple[JsonValue, int]:
    """Give a part of the measures with at most so many entries, and how many more."""
    if isinstance(found, list) and len(found) > most_rows:
        return found[:most_rows], len(found) - most_rows
    return found, 0


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
