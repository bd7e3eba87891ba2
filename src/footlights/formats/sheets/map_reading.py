"""Read a map from the cells of its workbook, as people send it back."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from footlights.errors import did_you_mean
from footlights.formats.plain_yaml import PlainYaml, Where
from footlights.formats.sheets.cell import SheetCells, column_no
from footlights.formats.sheets.found_parts import PartFinder, Parts
from footlights.formats.sheets.kept_values import read_kept
from footlights.formats.sheets.labels import Labels
from footlights.formats.sheets.map_sheets import (
    UNDECLARED,
    feeling_columns,
    unique_labels,
    with_feelings,
)
from footlights.formats.sheets.part_values import PartValues
from footlights.formats.sheets.parts import (
    ACTIVITIES,
    ACTIVITY_TOUCHPOINT,
    ACTIVITY_TOUCHPOINT_ID,
    HOLDERS,
    LIST_BLOCKS,
    MAP,
    OWN_SHEETS,
    STAGE_LANE,
    STAGES,
    TOUCHPOINTS,
)
from footlights.formats.sheets.phrases import yaml_value
from footlights.formats.sheets.plan import (
    FEELING_OF,
    JOURNEY_MAP,
    KEPT,
    LISTS,
    SIMULATION,
    VALENCE_OF,
    Column,
)
from footlights.formats.sheets.tables import Tables
from footlights.model.slugs import slugs

_DOES = next(c.head for c in ACTIVITIES.columns if c.keys == ("does",))

OUR_SHEETS = (
    JOURNEY_MAP,
    ACTIVITIES.sheet,
    STAGES.sheet,
    MAP.sheet,
    LISTS,
    *(plan.sheet for plan in OWN_SHEETS),
    SIMULATION,
    KEPT,
)
"""Sheets that hold a map; all others are passed over."""


class MapComposer:
    """Puts the document of a map together from the cells of its sheets."""

    def __init__(
        self, path: Path, sheets: Sequence[SheetCells], names: Sequence[str]
    ) -> None:
        self._path = path
        self._order = list(names)
        self.left_out: list[str] = []
        """What is done by activities of touchpoints that are not there any more."""
        self.tables = Tables()
        self._labels = Labels()
        kept_on = [
            sheet for sheet in sheets if sheet.name.casefold() == KEPT.casefold()
        ]
        kept = read_kept(next(iter(kept_on), None), self.tables)
        self._find = PartFinder(path, sheets, self._order, self.tables, kept)
        self._values = PartValues(self._labels, kept, self.tables)
        self._touchpoints = Parts(TOUCHPOINTS, (), [])
        self._activities = Parts(ACTIVITIES, (), [])

    def composed(self) -> PlainYaml:
        """Give the document; what is wrong with cells is in `tables.mistakes`.

        Raises:
            NotAMapError: There is no sheet of touchpoints, or nothing on it.
        """
        find = self._find
        self._touchpoints = find.touchpoints()
        lists = {plan.kind: find.listed(plan) for plan in (*LIST_BLOCKS, *OWN_SHEETS)}
        stages = find.identified(STAGES, find.rows(STAGES, STAGES.columns))
        self._activities = find.activities()
        self._label(lists)
        tree: dict[str, Any] = {"footlights": 1, **self._head()}
        for kind, parts in lists.items():
            found = list(self._values.values(parts, (HOLDERS[kind],)))
            if found:
                tree[HOLDERS[kind]] = found
        tree["stages"] = self._stages(stages)
        simulation = self._simulation(find.sheet(SIMULATION))
        if simulation is not None:
            tree["simulation"] = simulation
        cells = self._values.cells
        lines = {where: _row_of(cell) for where, cell in cells.items()}
        return PlainYaml(tree, lines, (), cells)

    def place_order(self, place: str) -> tuple[int, int, int]:
        """Order cells by sheet, row and column."""
        name, _, ref = place.rpartition("!")
        sheet = self._order.index(name) if name in self._order else len(self._order)
        return sheet, _row_of(place), column_no(ref.rstrip("0123456789"))

    def _simulation(self, sheet: SheetCells | None) -> Any:
        """Read the lines below the head as in a map file."""
        held = sheet.rows if sheet else {}
        rows = {row: cells[1] for row, cells in held.items() if 1 in cells}
        if sheet is None or max(rows, default=1) == 1:
            return None
        lines = [rows[no].text if no in rows else "" for no in range(2, max(rows) + 1)]
        place = sheet.place(2, 1)
        self._values.cells["simulation",] = place
        try:
            return yaml_value("\n".join(lines))
        except ValueError as error:
            self.tables.refuse(place, str(error))
            return None

    def _label(self, lists: Mapping[str, Parts]) -> None:
        for kind, parts in lists.items():
            self._labels.add(kind, list(self._named(parts)))
        self._labels.add("touchpoint", list(self._named(self._touchpoints)))
        self._labels.add("activity", [(each, None) for each in self._activities.ids])
        self._touchpoints.columns = self._touchpoint_columns()

    def _named(self, parts: Parts) -> Iterator[tuple[str, str | None]]:
        first = parts.plan.columns[0].head
        for part_id, raw in zip(parts.ids, parts.raw, strict=True):
            name = raw.text(first)
            yield part_id, None if name == part_id else name

    def _touchpoint_columns(self) -> list[Column]:
        """Give the lanes of the journey map, those of personas by their ids."""
        felt: dict[str, None] = {}
        renamed: dict[str, str] = {}
        raw = self._touchpoints.raw[0]
        for lane in self._find.felt:
            name = lane.removeprefix(FEELING_OF).removeprefix(VALENCE_OF)
            try:
                persona = self._labels.id_of("persona", name.removesuffix(UNDECLARED))
            except ValueError as error:
                row = raw.heads[lane][0]
                self.tables.refuse(raw.sheet.place(row, 1), str(error))
                continue
            felt[persona] = None
            renamed[f"{lane[: len(FEELING_OF)]}{persona}"] = lane
        extra = [
            Column(
                renamed.get(f"{column.head[: len(FEELING_OF)]}{column.keys[1]}", ""),
                column.keys,
                column.words,
            )
            for column in feeling_columns(self._labels, list(felt))
        ]
        return with_feelings(TOUCHPOINTS.columns, extra)

    def _head(self) -> dict[str, Any]:
        sheet = self._find.sheet(MAP.sheet)
        columns = MAP.columns
        raw = (
            self.tables.by_columns(_first_column_of_values(sheet), columns, MAP.needed)
            if sheet
            else []
        )
        parts = self._find.identified(MAP, raw[:1])
        found = next(iter(self._values.values(parts, ())), {})
        if not found.get("name"):
            found["name"] = self._path.stem
        return {"id": slugs([found["name"]], "map")[0], **found}

    def _stages(self, stages: Parts) -> list[dict[str, Any]]:
        first = STAGES.columns[0].head
        labels = unique_labels(
            [
                (part_id, raw.text(first))
                for part_id, raw in zip(stages.ids, stages.raw, strict=True)
            ]
        )
        groups = self._groups()
        self._refuse_renamed(stages, labels, [name for name, _ in groups])
        done = self._by_touchpoint()
        new = [name for name, _ in groups if name not in labels]
        new_ids = iter(slugs([*stages.ids, *new], "stage")[len(stages.ids) :])
        found = []
        for s, (name, members) in enumerate(groups):
            where: Where = ("stages", s)
            if name in labels:
                no = labels.index(name)
                stage = self._values.value(
                    stages, stages.ids[no], stages.raw[no], where
                )
            else:
                stage = {"id": next(new_ids), "name": name}
                raw = self._touchpoints.raw[members[0]]
                self._values.cells[where] = raw.place(STAGE_LANE.head)
            stage["touchpoints"] = [
                self._touchpoint(no, done[no], (*where, "touchpoints", t))
                for t, no in enumerate(members)
            ]
            found.append(stage)
        return found

    def _groups(self) -> list[tuple[str, list[int]]]:
        """Give stages in order, with the numbers of their touchpoints."""
        groups: list[tuple[str, list[int]]] = []
        for no, raw in enumerate(self._touchpoints.raw):
            name = raw.text(STAGE_LANE.head)
            if not name and not groups:
                self.tables.refuse(
                    raw.place(STAGE_LANE.head),
                    "The first touchpoint has no stage. Write its name here.",
                )
            if groups and (not name or name == groups[-1][0]):
                groups[-1][1].append(no)
                continue
            if any(name == other for other, _ in groups):
                self.tables.refuse(
                    raw.place(STAGE_LANE.head),
                    f"The stage {name!r} begins here a second time. Move its columns"
                    " side by side, or name another stage.",
                )
            groups.append((name or "Stage", [no]))
        return groups

    def _refuse_renamed(
        self, stages: Parts, labels: Sequence[str], used: Sequence[str]
    ) -> None:
        """Ask where both sides have a stage that the other does not know."""
        new = [name for name in used if name not in labels]
        if not new:
            return
        for label, raw in zip(labels, stages.raw, strict=True):
            if label not in used:
                self.tables.refuse(
                    raw.place(STAGES.columns[0].head),
                    f"No column of {JOURNEY_MAP} is in the stage {label!r}, and"
                    f" {new[0]!r} there is not on this sheet. If it was renamed, write"
                    " the new name here; if it is gone, delete this row.",
                )

    def _by_touchpoint(self) -> dict[int, list[int]]:
        """Give the numbers of the activities of each touchpoint, by its number."""
        first, ids = TOUCHPOINTS.columns[0].head, self._touchpoints.ids
        raw_parts = self._touchpoints.raw
        labels = unique_labels(
            [
                (part_id, raw.text(first))
                for part_id, raw in zip(ids, raw_parts, strict=True)
            ]
        )
        found: dict[int, list[int]] = {no: [] for no in range(len(labels))}
        for no, raw in enumerate(self._activities.raw):
            name = raw.text(ACTIVITY_TOUCHPOINT.head)
            known_as = raw.text(ACTIVITY_TOUCHPOINT_ID.head)
            for names, said in ((labels, name), (ids, name), (ids, known_as)):
                if said and said in names:
                    found[names.index(said)].append(no)
                    break
            else:
                # With an id, it belonged to a touchpoint whose column was deleted.
                if known_as:
                    self.left_out.append(raw.text(_DOES))
                else:
                    self.tables.refuse(
                        raw.place(ACTIVITY_TOUCHPOINT.head),
                        _no_touchpoint(name, labels),
                    )
        return found

    def _touchpoint(
        self, no: int, activities: Sequence[int], where: Where
    ) -> dict[str, Any]:
        parts, done = self._touchpoints, self._activities
        found = self._values.value(parts, parts.ids[no], parts.raw[no], where)
        values = [
            self._values.value(
                done, done.ids[k], done.raw[k], (*where, "activities", a)
            )
            for a, k in enumerate(activities)
        ]
        if values:
            found["activities"] = values
        return found


def _first_column_of_values(sheet: SheetCells) -> SheetCells:
    """Leave out what stands beside the values, and the heads above them."""
    rows = {
        row: {no: cell for no, cell in cells.items() if no <= 2}
        for row, cells in sheet.rows.items()
        if row > 1
    }
    return SheetCells(sheet.name, {no: cells for no, cells in rows.items() if cells})


def _no_touchpoint(name: str, labels: Sequence[str]) -> str:
    if not name:
        return "This activity has no touchpoint. Name the one that it is done for."
    return (
        f"There is no touchpoint {name!r} on {JOURNEY_MAP}.{did_you_mean(name, labels)}"
        " Write its name as it stands there."
    )


def _row_of(place: str) -> int:
    digits = place[len(place.rstrip("0123456789")) :]
    return int(digits or 1)
