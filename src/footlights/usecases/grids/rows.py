"""Rows of a grid, put together to touchpoints in stages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from footlights.usecases.grids.columns import GridColumn
from footlights.usecases.grids.grid import Grid
from footlights.usecases.grids.vocabulary import meanings_of

OWN = "own:"
"""Before the head of a lane of the map's own, among what a touchpoint says."""

_NAMING = (
    "doing",
    "said",
    "thinking",
    "needs",
    "questions",
    "pains",
    "channel",
    "text",
)
"""What names a touchpoint where no column does, the first that says something."""


@dataclass(frozen=True)
class Said:
    """A text, and where it stands."""

    text: str
    place: str


@dataclass
class Column:
    """A touchpoint as the grid says it."""

    name: Said
    """Its name."""

    fields: dict[str, list[Said]] = field(default_factory=dict)
    """What is said of it, by field."""


@dataclass
class Group:
    """A stage as the grid says it."""

    name: Said
    columns: list[Column] = field(default_factory=list)


@dataclass(frozen=True)
class Lost:
    """Something of the grid that is not in the map."""

    place: str
    """Sheet and cell: `Sheet1!B5`."""

    text: str
    """What stands there."""

    why: str
    """Why it is not in the map."""


class Gathering:
    """Gathers rows; what finds no place is told in `lost`."""

    def __init__(self, grid: Grid, columns: Sequence[GridColumn]) -> None:
        self._grid = grid
        self._fields = [column.field for column in columns]
        self._has_touchpoints = "touchpoint" in self._fields
        self.groups: list[Group] = []
        self.lost: list[Lost] = []

    def gathered(self) -> list[Group]:
        """Give stages with their touchpoints, in the order of the grid."""
        group: Group | None = None
        for at, row in enumerate(self._grid.rows):
            said = self._said(at)
            if not said:
                continue
            stage = said.pop("stage", [])
            names = said.pop("touchpoint", [])
            self._lose_others(stage, "a touchpoint stands in one stage")
            self._lose_others(names, "a touchpoint has one name")
            if stage or group is None:
                group = self._group(stage, next(iter(row.places.values())))
            self._add(group, names, said, is_stage_new=bool(stage))
        for each in self.groups:
            if not each.columns:
                each.columns.append(Column(each.name))
        return self.groups

    def _lose_others(self, said: Sequence[Said], why: str) -> None:
        """Tell what stands beside the first name and is another."""
        self.lost += [
            Lost(each.place, each.text, why)
            for each in said[1:]
            if each.text.casefold() != said[0].text.casefold()
        ]

    def _said(self, at: int) -> dict[str, list[Said]]:
        row = self._grid.rows[at]
        found: dict[str, list[Said]] = {}
        for no, name in enumerate(self._fields):
            if no in row.cells and name is not None:
                key = f"{OWN}{self._grid.heads[no]}" if name == "own" else name
                found.setdefault(key, []).append(Said(row.cells[no], row.places[no]))
        return found if self._grid.shape != "notes" else self._note(found)

    def _note(self, found: dict[str, list[Said]]) -> dict[str, list[Said]]:
        """Turn a note in a lane into a row that fills only this lane."""
        lanes, texts = found.pop("lane", []), found.pop("text", [])
        if not texts:
            return found
        meanings = [name for lane in lanes for name, _ in meanings_of(lane.text)]
        name = next((each for each in meanings if each not in {"lane", "text"}), None)
        if name is None:
            lane = f"the lane {lanes[0].text!r}" if lanes else "no lane"
            self.lost += [
                Lost(text.place, text.text, f"it is in {lane}, which no map has")
                for text in texts
            ]
        else:
            key = f"{OWN}{lanes[0].text}" if name == "own" else name
            found.setdefault(key, []).extend(texts)
        return found

    def _group(self, stage: Sequence[Said], place: str) -> Group:
        name = stage[0] if stage else Said("Journey", place)
        for group in self.groups:
            if group.name.text.casefold() == name.text.casefold():
                return group
        self.groups.append(Group(name))
        return self.groups[-1]

    def _add(
        self,
        group: Group,
        names: Sequence[Said],
        said: dict[str, list[Said]],
        *,
        is_stage_new: bool,
    ) -> None:
        column = self._column(group, names, said, is_stage_new=is_stage_new)
        if column is None:
            return
        for name, texts in said.items():
            held = column.fields.setdefault(name, [])
            # Filled down from a merged cell, the same thing is said again.
            held += [text for text in texts if text.text not in {h.text for h in held}]

    def _column(
        self,
        group: Group,
        names: Sequence[Said],
        said: dict[str, list[Said]],
        *,
        is_stage_new: bool,
    ) -> Column | None:
        """Give the touchpoint that a row speaks of; a new one where it is not there."""
        is_notes = self._grid.shape == "notes"
        if names:
            known = group.columns if is_notes else group.columns[-1:]
            for column in known:
                if column.name.text.casefold() == names[0].text.casefold():
                    return column
            group.columns.append(Column(names[0]))
        elif group.columns and (is_notes or self._has_touchpoints):
            return group.columns[-1]
        elif not said:
            return None
        elif is_notes or (self._has_touchpoints and not is_stage_new):
            group.columns.append(Column(group.name))
        else:
            group.columns.append(Column(_naming(said) or group.name))
        return group.columns[-1]


def _naming(said: dict[str, list[Said]]) -> Said | None:
    return next(iter(_names(said)), None)


def _names(said: dict[str, list[Said]]) -> Iterator[Said]:
    for name in _NAMING:
        yield from said.get(name, [])
