"""A map as sheets of cells: what is written, before anybody styles it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from footlights.formats.map_writing import plain_to_yaml, to_tree
from footlights.formats.sheets.cell import Cell
from footlights.formats.sheets.labels import Labels, clean
from footlights.formats.sheets.parts import (
    ACTIVITIES,
    ACTIVITY_STAGE,
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
from footlights.formats.sheets.plan import (
    FEELING_OF,
    VALENCE_OF,
    Column,
    PartSheet,
)
from footlights.formats.sheets.words import Number, Shown
from footlights.model.map import Map, persona_name

UNDECLARED = " (not in Lists)"
"""Stands behind the id of a persona that the map does not declare."""

MOST_IN_A_CELL = 30_000
"""Signs of an exact value that stand in one cell; the rest stands beside it."""

_Tree = dict[str, Any]
"""A part of a map as plain values; what it holds depends on its keys."""

_LABELLED = ("channel", "team", "system", "calendar")


@dataclass(frozen=True)
class Table:
    """Parts of one kind, with a cell for each of their keys."""

    plan: PartSheet
    """The sheet they stand on."""

    columns: tuple[Column, ...]
    """The columns, those included that depend on the map."""

    rows: tuple[tuple[Shown | None, ...], ...]
    """One row to a part; None where a cell stays empty."""


@dataclass(frozen=True)
class Kept:
    """A value that its cell cannot hold to the letter."""

    kind: str
    """The kind of its part."""

    id: str
    """The id of its part; empty where parts have none."""

    which: int
    """Which of the parts of that kind and id, from 1."""

    head: str
    """Its column."""

    value: str
    """The value, as JSON."""


@dataclass(frozen=True)
class MapSheets:
    """All cells of a map."""

    map: Table
    stages: Table
    touchpoints: Table
    activities: Table
    lists: tuple[Table, ...]
    own: tuple[Table, ...]
    simulation: tuple[str, ...]
    """Lines, as in a map file; none if the map says nothing of it."""

    kept: tuple[Kept, ...]


def map_sheets(map_: Map) -> MapSheets:
    """Lay a map out in cells; `read_map_workbook` gives the same map from them."""
    return _Laying(map_).laid()


def unique_labels(parts: Sequence[tuple[str, str]]) -> list[str]:
    """Name parts so that no two have one name: by name, by id, else by id and place.

    Args:
        parts: Id and name of each, in order.
    """
    names = Counter(clean(name).strip() for _, name in parts)
    ids = Counter(part_id for part_id, _ in parts)
    seen: Counter[str] = Counter()
    found = []
    for part_id, name in parts:
        seen[part_id] += 1
        said = clean(name).strip()
        if said and names[said] == 1 and said not in ids:
            found.append(said)
        elif ids[part_id] == 1:
            found.append(part_id)
        else:
            found.append(f"{part_id} #{seen[part_id]}")
    return found


def feeling_columns(labels: Labels, personas: Sequence[str]) -> list[Column]:
    """Give the lanes of personas that feel something else."""
    found = []
    declared = labels.ids("persona")
    for persona in personas:
        name = labels.label("persona", persona)
        if persona not in declared:
            name += UNDECLARED
        found += [
            Column(
                f"{FEELING_OF}{name}",
                ("feelings", persona, "word"),
                hint="What this persona feels where it differs.",
            ),
            Column(
                f"{VALENCE_OF}{name}",
                ("feelings", persona, "valence"),
                Number(),
                hint="How good that is, from -2 to +2.",
            ),
        ]
    return found


def with_feelings(columns: Sequence[Column], extra: Sequence[Column]) -> list[Column]:
    """Put the lanes of personas below the feeling of everybody."""
    place = [column.keys for column in columns].index(("feeling", "valence")) + 1
    return [*columns[:place], *extra, *columns[place:]]


def inside(part: _Tree, keys: Sequence[str]) -> Any:
    """Give what stands under keys; None if nothing does."""
    found: Any = part
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            return None
        found = found[key]
    return found


def as_cell(shown: Shown) -> Cell:
    """Give a cell as it comes back from a workbook."""
    if isinstance(shown, str):
        return Cell(1, 1, shown)
    if isinstance(shown, date):
        return Cell(1, 1, datetime.combine(shown, time()))
    return Cell(1, 1, float(f"{shown:.16G}"))


def same_json(one: Any, other: Any) -> bool:
    """Whether two plain values are written alike."""
    first, second = (
        json.dumps(each, sort_keys=True, default=str) for each in (one, other)
    )
    return first == second


class _Laying:
    """Lays the parts of one map out."""

    def __init__(self, map_: Map) -> None:
        self._tree = to_tree(map_)
        self._map = map_
        self._labels = Labels()
        self._kept: list[Kept] = []
        self._seen: Counter[tuple[str, str]] = Counter()
        for kind in _LABELLED:
            parts = getattr(map_, HOLDERS[kind])
            self._labels.add(kind, [(part.id, part.name) for part in parts])
        self._labels.add("persona", [(p.id, p.name) for p in map_.personas])
        self._labels.add("segment", [(s.id, s.name) for s in map_.segments])
        self._labels.add("touchpoint", [(t.id, t.name) for t in map_.touchpoints])
        self._labels.add("activity", [(a.id, None) for a in map_.activities])

    def laid(self) -> MapSheets:
        """Lay every part out, in a fixed order."""
        head = {key: value for key, value in self._tree.items() if key != "stages"}
        return MapSheets(
            map=self._table(MAP, [head]),
            stages=self._table(STAGES, self._tree["stages"]),
            touchpoints=self._touchpoints(),
            activities=self._activities(),
            lists=tuple(self._list(plan) for plan in LIST_BLOCKS),
            own=tuple(
                self._list(plan)
                for plan in OWN_SHEETS
                if self._tree.get(HOLDERS[plan.kind])
            ),
            simulation=tuple(self._simulation()),
            kept=tuple(self._kept),
        )

    def _list(self, plan: PartSheet) -> Table:
        parts = self._tree.get(HOLDERS[plan.kind], [])
        if plan.kind == "persona":
            parts = [
                {"id": each, "name": persona_name(each)}
                if isinstance(each, str)
                else each
                for each in parts
            ]
        return self._table(plan, parts)

    def _table(self, plan: PartSheet, parts: Sequence[_Tree]) -> Table:
        rows = tuple(tuple(self._row(plan, plan.columns, part)) for part in parts)
        return Table(plan, plan.columns, rows)

    def _touchpoints(self) -> Table:
        stages = self._tree["stages"]
        names = unique_labels([(stage["id"], stage["name"]) for stage in stages])
        felt = dict.fromkeys(
            persona for t in self._map.touchpoints for persona in t.feelings
        )
        extra = feeling_columns(self._labels, list(felt))
        columns = with_feelings(TOUCHPOINTS.columns, extra)
        rows = tuple(
            (name, *self._row(TOUCHPOINTS, columns, touchpoint))
            for name, stage in zip(names, stages, strict=True)
            for touchpoint in stage["touchpoints"]
        )
        return Table(TOUCHPOINTS, (STAGE_LANE, *columns), rows)

    def _activities(self) -> Table:
        stages = self._tree["stages"]
        touchpoints = [
            (name, touchpoint)
            for name, stage in zip(
                unique_labels([(each["id"], each["name"]) for each in stages]),
                stages,
                strict=True,
            )
            for touchpoint in stage["touchpoints"]
        ]
        labels = unique_labels([(t["id"], t["name"]) for _, t in touchpoints])
        rows: list[tuple[Shown | None, ...]] = []
        for label, (stage, touchpoint) in zip(labels, touchpoints, strict=True):
            for activity in touchpoint.get("activities") or [None]:
                cells = (
                    self._row(ACTIVITIES, ACTIVITIES.columns, activity)
                    if activity
                    else [None] * len(ACTIVITIES.columns)
                )
                rows.append((stage, label, *cells, touchpoint["id"]))
        columns = (
            ACTIVITY_STAGE,
            ACTIVITY_TOUCHPOINT,
            *ACTIVITIES.columns,
            ACTIVITY_TOUCHPOINT_ID,
        )
        return Table(ACTIVITIES, columns, tuple(rows))

    def _row(
        self, plan: PartSheet, columns: Sequence[Column], part: _Tree
    ) -> Iterator[Shown | None]:
        """Give the cells of a part, and keep what they cannot hold."""
        part_id = str(part.get("id", ""))
        self._seen[plan.kind, part_id] += 1
        is_twice = bool(part_id) and self._seen[plan.kind, part_id] > 1
        for column in columns:
            value = inside(part, column.keys)
            if value is None:
                yield self._shown_default(plan, column, part)
                continue
            shown = column.words.show(value, self._labels)
            if (
                not self._is_exact(column, shown, value)
                # An id that stands twice is else taken for that of a copied column.
                or (is_twice and column.keys == ("id",))
                # A channel without a name of its own is shown by its id.
                or (
                    plan.kind == "channel"
                    and column.keys == ("name",)
                    and value == part_id
                )
            ):
                which = self._seen[plan.kind, part_id]
                exact = json.dumps(value, default=str)
                self._kept.append(Kept(plan.kind, part_id, which, column.head, exact))
            yield shown

    def _shown_default(
        self, plan: PartSheet, column: Column, part: _Tree
    ) -> Shown | None:
        """Show what goes without saying where a word is expected."""
        if plan.kind == "channel" and column.keys == ("name",):
            return str(part["id"])
        if not column.choices or len(column.keys) != 1:
            return None
        default = plan.part.model_fields[column.keys[0]].default
        if isinstance(default, str):
            return column.words.show(default, self._labels)
        return None

    def _is_exact(self, column: Column, shown: Shown, value: Any) -> bool:
        if shown == "":
            return False
        try:
            back = column.words.read(as_cell(shown), self._labels)
        except ValueError:
            return False
        return same_json(back, value)

    def _simulation(self) -> Iterator[str]:
        if "simulation" in self._tree:
            text = plain_to_yaml(self._tree["simulation"]).strip("\n") or "{}"
            yield from text.split("\n")
