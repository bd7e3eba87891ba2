"""Read the cells of parts as the plain values of a map, and remember their places."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from footlights.formats.plain_yaml import Where
from footlights.formats.sheets.found_parts import ID_HEADS, Parts
from footlights.formats.sheets.kept_values import KeptKey, stands
from footlights.formats.sheets.labels import Labels
from footlights.formats.sheets.plan import Column
from footlights.formats.sheets.tables import RawPart, Tables


class PartValues:
    """Reads parts one after the other, in the order in which they were written."""

    def __init__(
        self, labels: Labels, kept: Mapping[KeptKey, Any], tables: Tables
    ) -> None:
        self._labels = labels
        self._kept = kept
        self._tables = tables
        self._seen: Counter[tuple[str, str]] = Counter()
        self.cells: dict[Where, str] = {}
        """Sheet and cell of each place of the map."""

    def values(self, parts: Parts, holder: Where) -> Iterator[dict[str, Any]]:
        """Yield the parts of a kind as plain values.

        Args:
            parts: The parts.
            holder: The place that holds them; `()` for the map itself.
        """
        for no, (part_id, raw) in enumerate(zip(parts.ids, parts.raw, strict=True)):
            where = (*holder, no) if holder else ()
            yield self.value(parts, part_id, raw, where)

    def value(
        self, parts: Parts, part_id: str, raw: RawPart, where: Where
    ) -> dict[str, Any]:
        """Give a part as plain values, and remember where each stands."""
        kind = parts.plan.kind
        first = parts.plan.columns[0].head
        self.cells[where] = raw.place(first)
        found: dict[str, Any] = {"id": part_id} if part_id else {}
        kept_id = part_id if ID_HEADS[kind] in raw.cells else ""
        self._seen[kind, kept_id] += 1
        for column in parts.columns:
            if not column.head:
                continue
            key = (kind, kept_id, self._seen[kind, kept_id], column.head)
            value = self._cell_value(column, raw, key)
            if column.head in raw.heads:
                for length in range(1, len(column.keys) + 1):
                    self.cells.setdefault(
                        (*where, *column.keys[:length]), raw.place(column.head)
                    )
            if value is None or column.keys == ("id",):
                continue
            if kind == "channel" and column.keys == ("name",) and value == part_id:
                value = self._kept.get(key)
                if value is None:
                    continue
            _put(found, column.keys, value)
        return found

    def _cell_value(self, column: Column, raw: RawPart, key: KeptKey) -> Any:
        cell = raw.cells.get(column.head)
        exact = self._kept.get(key)
        if exact is not None and stands(column, exact, cell, self._labels):
            return exact
        if cell is None:
            return None
        try:
            value = column.words.read(cell, self._labels)
        except ValueError as error:
            self._tables.refuse(raw.place(column.head), str(error))
            return None
        is_blank = value == [] or (isinstance(value, str) and not value.strip())
        return None if is_blank else value


def _put(part: dict[str, Any], keys: Sequence[str], value: Any) -> None:
    for key in keys[:-1]:
        part = part.setdefault(key, {})
    part[keys[-1]] = value
