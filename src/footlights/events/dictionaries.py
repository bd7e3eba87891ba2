"""Numbers for the log's words: small tables from the values that occur."""

import re
from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from footlights.events.binding import asked_columns, is_explained
from footlights.model.map import Map

_WORDS = ("event", "channel", "team", "location")


def alike_events(events: ir.Table, map_: Map) -> ir.Table:
    """Count events that are alike, so that the whole log is looked at once.

    A row that only closes an earlier one is explained like the row it closes.

    Args:
        events: Rows in the shape of `contract.EVENTS`, with attributes.
        map_: The map.

    Returns:
        `prepared.ALIKE`.
    """
    # Rules look at few columns: events that are alike in them are bound once.
    asked = sorted(asked_columns(map_) & set(events.columns) - set(_WORDS))
    kinds = events.group_by(*_WORDS, *asked).aggregate(
        events=_.count(),
        first_row_no=_.row_no.min(),
        first_at=_.at.min(),
        last_at=_.at.max(),
    )
    return merged_alike(kinds.mutate(is_explained=is_explained(kinds, map_)))


def merged_alike(alike: ir.Table) -> ir.Table:
    """Bring counts of alike events together, such as those of two parts of a log.

    Args:
        alike: The columns of `prepared.ALIKE`, several rows to a kind; others are
            left out.

    Returns:
        `prepared.ALIKE`.
    """
    return alike.group_by(*_WORDS, "is_explained").aggregate(
        events=_.events.sum().cast("int64"),
        first_row_no=_.first_row_no.min(),
        first_at=_.first_at.min(),
        last_at=_.last_at.max(),
    )


def occurring(alike: ir.Table, column: str) -> ir.Table:
    """List the values of a column.

    Args:
        alike: `prepared.ALIKE`.
        column: `channel`, `team` or `location`.

    Returns:
        One row per value: the column, `events: int64`; most frequent first, ties by
        the value. Null is no value.
    """
    return (
        alike.filter(_[column].notnull())
        .group_by(column)
        .aggregate(events=_.events.sum())
        .order_by(_.events.desc(), column)
    )


def first_seen(alike: ir.Table, column: str) -> ir.Table:
    """List the values of a column in the order in which the log brings them.

    That order stays when events are added, and with it every number given by it.

    Args:
        alike: `prepared.ALIKE`.
        column: `channel`, `team` or `location`.

    Returns:
        One row per value: the column. Null is no value.
    """
    return (
        alike.filter(_[column].notnull())
        .group_by(column)
        .aggregate(first_row_no=_.first_row_no.min())
        .order_by("first_row_no", column)
        .select(column)
    )


def numbered_persons(events: ir.Table) -> ir.Table:
    """Number the persons of a log: each by the first row that names them.

    Returns:
        One row per person: `person: string`, `person_key: int64`.
    """
    return events.group_by("person").aggregate(person_key=_.row_no.min())


def numbered_journeys(events: ir.Table, column: str) -> ir.Table:
    """Number the journeys that a column names: each by the first row that names it.

    Returns:
        One row per journey: `journey: string`, `journey_key: int64`.
    """
    named = events.select("row_no", journey=_[column].cast("string"))
    return (
        named.filter(_.journey.notnull())
        .group_by("journey")
        .aggregate(journey_key=_.row_no.min())
    )


def channel_words(map_: Map) -> dict[str, str]:
    """Give the channel id that each known spelling stands for, by plain spelling."""
    words = {}
    for channel in reversed(map_.channels):
        for word in (*channel.said_as, channel.name or "", channel.id):
            if word:
                words[plain(word)] = channel.id
    return words


def plain(word: str) -> str:
    """Reduce a word to what two spellings share: `E-Mail` and `email` are one."""
    return re.sub(r"[\W_]+", "", word.casefold())


def channel_names(map_: Map, found: Iterable[str]) -> tuple[str, ...]:
    """List channels in numbering order: the map's, then others as the log has them."""
    words = channel_words(map_)
    own = [channel.id for channel in map_.channels]
    others = [word for word in found if plain(word) not in words]
    return tuple(dict.fromkeys([*own, *others]))


def channel_table(map_: Map, found: Iterable[str]) -> ir.Table:
    """Number every spelling of a channel that the log has.

    Returns:
        One row per spelling: `channel: string`, `channel_no: int16`.
    """
    found = list(found)
    words = channel_words(map_)
    number = {name: no for no, name in enumerate(channel_names(map_, found), start=1)}
    numbers = [number[words.get(plain(word), word)] for word in found]
    return word_table("channel", found, "channel_no", numbers, pa.int16())


def word_table(
    column: str,
    words: list[str],
    number: str,
    numbers: Iterable[int],
    kind: pa.DataType,
) -> ir.Table:
    """Make a small table of words and numbers that lives in the expression."""
    return ibis.memtable(
        pa.table(
            {
                column: pa.array(words, pa.string()),
                number: pa.array(list(numbers), kind),
            }
        )
    )
