"""Find the parts of a map on the sheets of its workbook, and give each its id."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from footlights.errors import NotAMapError, did_you_mean
from footlights.formats.sheets.cell import SheetCells
from footlights.formats.sheets.kept_values import KeptKey
from footlights.formats.sheets.parts import (
    ACTIVITIES,
    ACTIVITY_STAGE,
    ACTIVITY_TOUCHPOINT,
    ACTIVITY_TOUCHPOINT_ID,
    LIST_BLOCKS,
    MAP,
    OWN_SHEETS,
    STAGE_LANE,
    STAGES,
    TOUCHPOINTS,
)
from footlights.formats.sheets.plan import (
    DICTIONARY,
    FEELING_OF,
    JOURNEY_MAP,
    LISTS,
    VALENCE_OF,
    Column,
    PartSheet,
)
from footlights.formats.sheets.tables import RawPart, Tables
from footlights.model.slugs import slugs

ID_HEADS = {
    plan.kind: next((c.head for c in plan.columns if c.keys == ("id",)), "")
    for plan in (MAP, STAGES, TOUCHPOINTS, ACTIVITIES, *LIST_BLOCKS, *OWN_SHEETS)
}
"""The column that holds the ids of a kind of part; empty where it has none."""


@dataclass
class Parts:
    """The parts of a kind, with their ids."""

    plan: PartSheet
    columns: Sequence[Column]
    raw: list[RawPart]
    ids: list[str] = field(default_factory=list)


class PartFinder:
    """Finds the parts of each kind; what is wrong with cells goes to the tables."""

    def __init__(
        self,
        path: Path,
        sheets: Sequence[SheetCells],
        names: Sequence[str],
        tables: Tables,
        kept: Collection[KeptKey],
    ) -> None:
        self._path = path
        self._sheets = {sheet.name.casefold(): sheet for sheet in sheets}
        self._names = names
        self._tables = tables
        self._kept = kept
        self.felt: list[str] = []
        """Lanes of the journey map in which personas feel something else."""

    def sheet(self, name: str) -> SheetCells | None:
        """Give a sheet by its name; None if the workbook has none."""
        return self._sheets.get(name.casefold())

    def rows(self, plan: PartSheet, columns: Sequence[Column]) -> list[RawPart]:
        """Give the parts of a sheet with one to a row; none without the sheet."""
        sheet = self.sheet(plan.sheet)
        return (
            [] if sheet is None else self._tables.by_rows(sheet, columns, plan.needed)
        )

    def listed(self, plan: PartSheet) -> Parts:
        """Give the parts of a list."""
        if plan.sheet != LISTS:
            return self.identified(plan, self.rows(plan, plan.columns))
        sheet = self.sheet(LISTS)
        if sheet is None:
            return Parts(plan, plan.columns, [])
        columns = [column for block in LIST_BLOCKS for column in block.columns]
        rows = self._tables.by_rows(sheet, columns, (), "Words for ")
        heads = {column.head for column in plan.columns}
        raw = [
            RawPart(
                sheet,
                {head: cell for head, cell in part.cells.items() if head in heads},
                part.heads,
                part.row,
                part.heads.get(plan.columns[0].head, (part.row, 1))[1],
            )
            for part in rows
        ]
        return self.identified(plan, [part for part in raw if part.cells])

    def touchpoints(self) -> Parts:
        """Give the columns of the journey map.

        Raises:
            NotAMapError: There is no such sheet, or nothing on it; or one of the
                sheets is gone that were written with it.
        """
        sheet = self.sheet(JOURNEY_MAP)
        if sheet is None:
            raise _no_journey_map(self._path, self._names)
        if DICTIONARY in self._names:
            self._check_whole()
        felt = [
            Column(row[1].text, ("feelings", row[1].text))
            for _, row in sorted(sheet.rows.items())
            if 1 in row and row[1].text.startswith((FEELING_OF, VALENCE_OF))
        ]
        raw = self._tables.by_columns(
            sheet,
            [STAGE_LANE, *TOUCHPOINTS.columns, *felt],
            TOUCHPOINTS.needed,
            STAGE_LANE.head,
        )
        if not raw:
            do = "A map has at least one touchpoint: fill the column beside the names."
            raise NotAMapError(self._path, f"{JOURNEY_MAP} has no touchpoint", do)
        self.felt = [column.head for column in felt]
        return self.identified(TOUCHPOINTS, raw)

    def _check_whole(self) -> None:
        """Refuse a workbook of ours that lost a sheet: all on it would be lost."""
        for name in (ACTIVITIES.sheet, STAGES.sheet, MAP.sheet, LISTS):
            if self.sheet(name) is None:
                raise NotAMapError(
                    self._path,
                    f"its sheet {name!r} is gone, and all that stood there",
                    "Put the sheet back under this name; what is not wanted any more is"
                    " taken out on it.",
                )

    def activities(self) -> Parts:
        """Give the rows of the touchpoint map that say what is done."""
        columns = (
            ACTIVITY_STAGE,
            ACTIVITY_TOUCHPOINT,
            *ACTIVITIES.columns,
            ACTIVITY_TOUCHPOINT_ID,
        )
        own = {column.head for column in ACTIVITIES.columns}
        raw = [
            part
            for part in self.rows(ACTIVITIES, columns)
            if own.intersection(part.cells)
        ]
        return self.identified(ACTIVITIES, raw)

    def identified(self, plan: PartSheet, raw: list[RawPart]) -> Parts:
        """Give parts their ids: those that stand there, else one from the name."""
        head, first = ID_HEADS[plan.kind], plan.columns[0].head
        if plan.kind == "activity":
            first = "What is done"
        said = self._given(plan.kind, raw) if head else [""] * len(raw)
        given = [each for each in said if each]
        new = [part for part, each in zip(raw, said, strict=True) if head and not each]
        names = [*given, *(part.text(first) or plan.kind for part in new)]
        made = iter(slugs(names, plan.kind)[len(given) :])
        ids = [(each or next(made)) if head else "" for each in said]
        for part in raw:
            for needed in plan.needed:
                if needed not in part.cells and needed in part.heads:
                    self._need(plan, part, needed)
        return Parts(plan, plan.columns, raw, ids)

    def _given(self, kind: str, raw: Sequence[RawPart]) -> list[str]:
        """Give the ids that stand there; of a copied row or column, none.

        Where the map itself has one id twice, the sheet `Kept` says so.
        """
        head = ID_HEADS[kind]
        seen: Counter[str] = Counter()
        found = []
        for part in raw:
            part_id = part.text(head)
            seen[part_id] += 1
            is_copy = seen[part_id] > 1
            is_kept = (kind, part_id, seen[part_id], head) in self._kept
            found.append("" if is_copy and not is_kept else part_id)
        return found

    def _need(self, plan: PartSheet, part: RawPart, head: str) -> None:
        # A blank stage is that of the column before; activities are asked later.
        told = {("touchpoint", STAGE_LANE.head), ("activity", ACTIVITY_TOUCHPOINT.head)}
        if (plan.kind, head) in told:
            return
        way = "column" if plan.kind == "touchpoint" else "row"
        self._tables.refuse(
            part.place(head),
            f"{head!r} is empty here. Fill the cell, or delete the {way}.",
        )


def _no_journey_map(path: Path, names: Sequence[str]) -> NotAMapError:
    near = did_you_mean(JOURNEY_MAP, names)
    return NotAMapError(
        path,
        f"it has no sheet {JOURNEY_MAP!r} (its sheets are {', '.join(names)})",
        f"Name the sheet so again.{near} A grid from elsewhere is read by `footlights"
        " import`.",
    )
