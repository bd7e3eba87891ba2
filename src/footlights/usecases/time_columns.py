"""How the times of one column are written, found out from all of its values."""

import ibis
from ibis import _

from footlights.engines.engine import Engine
from footlights.errors import AmbiguousDateError, UnknownTimeFormatError
from footlights.events.column_names import plain
from footlights.events.raw import RawLog, text_of
from footlights.events.time_formats import (
    FORMATS,
    ISO,
    TimeColumn,
    best_formats,
    differing,
    epoch_of,
    is_written,
    readable_counts,
)

_SHAPES = 50
"""Shapes of values from which ways of writing times are chosen to be tried."""

_UNITS = {
    "epoch-s": "seconds",
    "epoch-ms": "milliseconds",
    "epoch-us": "microseconds",
}
_ENDINGS = {"ms": "epoch-ms", "millis": "epoch-ms", "us": "epoch-us"}


def decide_time_column(
    engine: Engine, raw: RawLog, name: str, told: str | None
) -> tuple[TimeColumn, list[str]]:
    """Find out how a column writes its times.

    Every way is tried on all values, and the one that reads most wins. Where ways that
    differ read equally many, nothing is guessed.

    Args:
        engine: Where the rows are.
        raw: The rows.
        name: The column.
        told: How it is written, if somebody said so.

    Returns:
        How to read it, and what was guessed.

    Raises:
        AmbiguousDateError: Day and month could be either way round.
        UnknownTimeFormatError: No way reads any value.
    """
    kind = raw.type_of(name)
    if kind.is_timestamp() or kind.is_date():
        return TimeColumn(None), []
    texts = raw.rows.select(time=text_of(raw.value(name)))
    if told:
        counts = engine.fetch(readable_counts(texts, "time", ())).to_pylist()[0]
        return TimeColumn(told, has_offsets=bool(counts["with_offset"])), []
    if kind.is_numeric():
        return _counted(engine, raw, name)
    first = engine.fetch(readable_counts(texts, "time", (ISO,))).to_pylist()[0]
    has_offsets = bool(first["with_offset"])
    if first["f0"] == first["known"]:
        return TimeColumn(ISO, has_offsets), []
    return _written(engine, raw, name, has_offsets=has_offsets)


def _written(
    engine: Engine, raw: RawLog, name: str, *, has_offsets: bool
) -> tuple[TimeColumn, list[str]]:
    texts = raw.rows.select(time=text_of(raw.value(name)))
    forms = (ISO, *_likely(engine, raw, name))
    counts = engine.fetch(readable_counts(texts, "time", forms)).to_pylist()[0]
    best = best_formats(counts, forms)
    if not best:
        digits = texts.filter(texts.time.re_search(r"^-?\d+(\.\d+)?$")).count()
        if engine.fetch(digits.as_table()).to_pylist()[0].popitem()[1]:
            return _counted(engine, raw, name)
        return TimeColumn(ISO), []
    if len(best) > 1:
        found = engine.fetch(differing(texts, "time", best)).to_pylist()
        if found:
            readings = [
                (form, f"{found[0][f'f{place}']:%d %b %Y, %H:%M}")
                for place, form in enumerate(best)
            ]
            raise AmbiguousDateError(name, found[0]["value"], readings)
    if best[0] == ISO:
        return TimeColumn(ISO, has_offsets), []
    return TimeColumn(best[0]), [f"times in {name!r} are read as {best[0]}"]


def _likely(engine: Engine, raw: RawLog, name: str) -> tuple[str, ...]:
    """Leave out ways that read not one value of any shape that occurs."""
    text = text_of(raw.value(name))
    shapes = (
        raw.rows.select(time=text, shape=text.re_replace("[0-9]", "9"))
        .filter(_.time.notnull())
        .group_by("shape")
        .aggregate(low=_.time.min(), high=_.time.max(), values=_.count())
        .order_by([ibis.desc("values"), "shape"])
        .limit(_SHAPES)
    )
    rows = engine.fetch(shapes).to_pylist()
    examples = {row[end] for row in rows for end in ("low", "high")}
    return tuple(form for form in FORMATS if any(is_written(e, form) for e in examples))


def _counted(engine: Engine, raw: RawLog, name: str) -> tuple[TimeColumn, list[str]]:
    """Tell the unit of times that are counted since 1970."""
    text = text_of(raw.value(name))
    number = text.try_cast("float64")
    found = engine.fetch(
        raw.rows.aggregate(low=number.min(), high=number.max(), example=text.min())
    ).to_pylist()[0]
    if found["low"] is None:
        return TimeColumn("epoch-s"), []
    said = next(
        (form for end, form in _ENDINGS.items() if plain(name).endswith(end)), None
    )
    by_values = epoch_of(found["low"], found["high"])
    if said and said != by_values and by_values is not None:
        said = None
    form = said or by_values
    if form is None:
        raise UnknownTimeFormatError(name, str(found["example"]))
    return TimeColumn(form), [
        f"times in {name!r} are read as {_UNITS[form]} since 1970, in UTC"
    ]
