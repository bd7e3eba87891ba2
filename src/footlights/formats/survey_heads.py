"""Where the answers begin in a text file: survey tools write more than one header row."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from footlights.errors import UnknownZoneError
from footlights.events.column_names import plain
from footlights.events.zones import check_zone

MOST_HEADER_ROWS = 3
"""Header rows of the tool that writes most of them, Qualtrics."""

_IMPORT_ID = re.compile(r"""^\s*\{\s*['"]+ImportId['"]+\s*:""")
_ZONE = re.compile(r"""['"]timeZone['"]+\s*:\s*['"]+([^'"]+)['"]""")
_NUMBERED = re.compile(r"^V\d+$")
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|li|ul|ol|td|tr|h\d)\b[^<>]*|br\s*/?)>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_QUALTRICS = {"startdate", "enddate", "responseid"}
_TIMES = {"startdate", "enddate", "recordeddate"}


@dataclass(frozen=True)
class Head:
    """What stands before the rows of a text file.

    Args:
        columns: Names of the columns.
        rows: Rows that it takes, that of the names included.
        said: What a reader should know about it; None where it is one row of names.
        zone: The zone of its times, where the head says one; the import ids of
            Qualtrics do.
    """

    columns: tuple[str, ...]
    rows: int
    said: str | None = None
    zone: str | None = None


def head_of(rows: Sequence[Sequence[str]], name: str) -> Head:
    """Tell the names of the columns, and how many rows are none of the data.

    Qualtrics writes three: names, question texts in the language of the account, and
    import ids. Any of the last two may have been taken out since; what stands in the
    columns of times tells. Its old form has two, of which the first only numbers the
    columns that the tool fills itself. Anything else has one.

    Args:
        rows: The first rows of the file, at most `MOST_HEADER_ROWS`.
        name: Name of the file.
    """
    if not rows:
        return Head((), 0)
    columns, *others = rows
    if others and _is_old(columns, others[0]):
        names = tuple(
            below if _NUMBERED.match(above) else above
            for above, below in zip(columns, others[0], strict=False)
        )
        return Head(names, 2, f"{name} has two header rows, as Qualtrics once wrote")
    count = 1
    zone = None
    if {plain(column) for column in columns} >= _QUALTRICS:
        for row in others:
            if not (_has_import_ids(row) or _has_texts(columns, row)):
                break
            count += 1
            zone = zone or _zone_of(row)
    said = f"{name} has {count} header rows, as Qualtrics writes" if count > 1 else None
    if said and zone:
        said += f", and they say that its times are those of {zone}"
    return Head(_without_tags(columns), count, said, zone)


def _is_old(columns: Sequence[str], below: Sequence[str]) -> bool:
    numbered = [place for place, name in enumerate(columns) if _NUMBERED.match(name)]
    under = {plain(below[place]) for place in numbered if place < len(below)}
    return len(columns) == len(below) and under >= _QUALTRICS


def _has_import_ids(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(_IMPORT_ID.match(cell) for cell in filled)


def _zone_of(row: Sequence[str]) -> str | None:
    """Give the zone that all import ids of times agree on, if there is such a zone."""
    zones = {found[1].strip() for cell in row if (found := _ZONE.search(cell))}
    if len(zones) != 1:
        return None
    zone = "UTC" if zones == {"Z"} else zones.pop()
    try:
        check_zone(zone)
    except UnknownZoneError:
        return None
    return zone


def _has_texts(columns: Sequence[str], row: Sequence[str]) -> bool:
    """Whether words stand where every answer has a time: a time has digits."""
    cells = [
        cell
        for name, cell in zip(columns, row, strict=False)
        if plain(name) in _TIMES and cell.strip()
    ]
    return bool(cells) and not any(re.search(r"\d", cell) for cell in cells)


def _without_tags(columns: Sequence[str]) -> tuple[str, ...]:
    """Take HTML from names that are question texts, if they stay distinct."""
    cleaned = tuple(
        " ".join(html.unescape(_TAG.sub("", _BLOCK.sub(" ", name))).split())
        if _TAG.search(name)
        else name
        for name in columns
    )
    return cleaned if len(set(cleaned)) == len(set(columns)) else tuple(columns)
