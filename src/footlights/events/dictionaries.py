"""Numbers for the log's words: small tables from the values that occur."""

import re
from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from footlights.model.map import Map


def occurring(events: ir.Table, column: str) -> ir.Table:
    """List the values of a column.

    Returns:
        One row per value: the column, `events: int64`; most frequent first, ties by
        the value. Null is no value.
    """
    return (
        events.filter(_[column].notnull())
        .group_by(column)
        .aggregate(events=_.count())
        .order_by(_.events.desc(), column)
    )


def numbered_persons(events: ir.Table) -> ir.Table:
    """Number the persons of a log, from 1, in the order of their names.

    Returns:
        One row per person: `person: string`, `person_key: int64`.
    """
    return _numbered(events.select("person").distinct(), "person", "person_key")


def numbered_journeys(events: ir.Table, column: str) -> ir.Table:
    """Number the journeys that a column names, from 1, in the order of their names.

    Returns:
        One row per journey: `journey: string`, `journey_key: int64`.
    """
    named = events.select(journey=_[column].cast("string"))
    return _numbered(
        named.filter(_.journey.notnull()).distinct(), "journey", "journey_key"
    )


def _numbered(values: ir.Table, column: str, key: str) -> ir.Table:
    number = ibis.row_number().over(ibis.window(order_by=column)) + 1
    return values.mutate(number.cast("int64").name(key))


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
