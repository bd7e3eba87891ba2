"""Read a map from the workbook that `footlights export --to xlsx` writes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from footlights.errors import InvalidMapError, Mistake
from footlights.formats.map_mistakes import map_mistakes
from footlights.formats.plain_yaml import PlainYaml
from footlights.formats.sheets.map_reading import OUR_SHEETS, MapComposer
from footlights.formats.sheets.parts import ACTIVITIES
from footlights.formats.sheets.plan import JOURNEY_MAP
from footlights.formats.sheets.workbook_reading import read_workbook
from footlights.model.map import Map

MOST_TOLD = 10
"""So many activities that are left out are told by name."""

_WANTED = frozenset(name.casefold() for name in OUR_SHEETS)


def read_map_workbook(path: Path) -> tuple[Map, PlainYaml, tuple[str, ...]]:
    """Read a workbook as a map.

    A column that was added to the journey map is a new touchpoint, a moved one
    another order, a deleted one is deleted with its activities.

    Returns:
        The map, where each part of it stands, and sentences about what is not in it.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: It is no workbook, protected, too large or damaged.
        NotAMapError: It is a workbook of something else.
        InvalidMapError: Cells that break a rule; lists every one by sheet and cell.
    """
    names: list[str] = []

    def wanted(name: str) -> bool:
        names.append(name)
        return name.casefold() in _WANTED

    sheets = read_workbook(path, wanted)
    composer = MapComposer(path, sheets, names)
    source = composer.composed()
    mistakes = list(_own(composer))
    try:
        map_ = Map.model_validate(source.value)
    except ValidationError as error:
        # Without a column every row of its sheet lacks a value: one mistake, not many.
        incomplete = composer.tables.incomplete
        mistakes += [
            each
            for each in map_mistakes(source, error)
            if each.cell.partition("!")[0] not in incomplete
        ]
    if not mistakes:
        return map_, source, tuple(_left_out(composer.left_out))
    by_cell = {mistake.cell: mistake for mistake in reversed(mistakes)}
    ordered = sorted(by_cell.values(), key=lambda each: composer.place_order(each.cell))
    raise InvalidMapError(path, ordered)


def _left_out(activities: Sequence[str]) -> Iterator[str]:
    if activities:
        more = f" and {len(activities) - MOST_TOLD} more"
        named = ", ".join(map(repr, activities[:MOST_TOLD]))
        yield (
            f"On {ACTIVITIES.sheet} stands what is done at touchpoints that are not on"
            f" {JOURNEY_MAP} any more. It is left out:"
            f" {named}{more if len(activities) > MOST_TOLD else ''}."
        )


def _own(composer: MapComposer) -> Iterator[Mistake]:
    for found in composer.tables.mistakes:
        row = found.place[len(found.place.rstrip("0123456789")) :]
        yield Mistake(int(row or 1), (), found.message, found.place)
