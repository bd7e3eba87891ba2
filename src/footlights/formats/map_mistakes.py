"""Turn what pydantic refuses in a map file into sentences with a line each."""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from footlights.errors import Mistake
from footlights.formats.mistake_wording import worded
from footlights.formats.plain_yaml import Plain, PlainYaml, Where
from footlights.model.map import Map
from footlights.model.part import Part


def map_mistakes(document: PlainYaml, error: ValidationError | None) -> list[Mistake]:
    """List every mistake of a document that is no map yet, in order of lines.

    Args:
        document: The file as plain values with their lines.
        error: What the model refused; None if only keys are repeated.

    Returns:
        One mistake for each place; where a value could be several things and is
        none of them, they are said once.
    """
    found: dict[tuple[Where, str], Mistake] = {}
    for repeat in document.repeated:
        message = (
            f"{_said(repeat.where, document.value)}The key {str(repeat.where[-1])!r}"
            f" stands here again, after line {repeat.first_line}. Take one of them out."
        )
        found[repeat.where, "repeated"] = Mistake(repeat.line, repeat.where, message)
    for details in error.errors(include_url=False) if error else ():
        if _is_echo(details):
            continue
        mistake = _mistake(details, document)
        is_key = details["type"] in {"extra_forbidden", "missing"}
        found.setdefault((mistake.where, "key" if is_key else "value"), mistake)
    return sorted(found.values(), key=lambda mistake: mistake.line)


def _said(where: Where, value: Plain) -> str:
    """Write a place as `greeting.feeling.valence: `, from the last id on.

    Nothing for the whole document.
    """
    said = ""
    for step in where:
        value = _inside(value, step)
        said += f".{step}" if isinstance(step, str) else f"[{step}]"
        part_id = value.get("id") if isinstance(value, dict) else None
        if isinstance(step, int) and isinstance(part_id, str):
            said = f".{part_id}"
    return f"{said[1:]}: " if said else ""


def _is_echo(details: ErrorDetails) -> bool:
    """Whether a list is only too short because its entries have mistakes."""
    value = details["input"]
    least = details.get("ctx", {}).get("min_length", 0)
    return (
        details["type"] == "too_short"
        and isinstance(value, list | dict)
        and len(value) >= least
    )


def _mistake(details: ErrorDetails, document: PlainYaml) -> Mistake:
    where, parts = _place(details["loc"], document.value)
    key = where[-1] if where and isinstance(where[-1], str) else ""
    known = sorted({name for part in parts for name in keys_of(part)})
    message = _said(where, document.value) + worded(details, key, known)
    cell = document.cell_of(where)
    return Mistake(document.line_of(where), where, message, cell)


def _place(loc: tuple[str | int, ...], value: Plain) -> tuple[Where, list[type[Part]]]:
    """Find the place in the document that pydantic means.

    Pydantic's places also name the kinds of a union (`journeys.person.gap`), which
    stand nowhere in the document: they are left out by walking model and document
    side by side.

    Returns:
        The place, and the kinds of part that hold its last key.
    """
    where: Where = ()
    parts: list[type[Part]] = [Map]
    holders = parts
    fields: Any = None  # an annotation: no common type exists for these
    for step in loc:
        if len(parts) > 1 and _kinds(parts, step):
            parts = _kinds(parts, step)
            continue
        holders = parts
        if parts and isinstance(step, str):
            fields = _annotation(parts[0], step)
            where = (*where, step)
        elif _is_inside(value, step):
            where = (*where, step)
        else:
            continue
        value = _inside(value, step)
        parts = list(parts_in(fields)) if not isinstance(value, list) else []
    return where, holders


def _is_inside(value: Plain, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(value, list)
    return isinstance(value, dict) and step in value


def _inside(value: Plain, step: str | int) -> Plain:
    if isinstance(value, dict):
        return value.get(str(step))
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _kinds(parts: Sequence[type[Part]], tag: str | int) -> list[type[Part]]:
    """Give those parts whose `by` or `kind` is that word."""
    return [
        part
        for part in parts
        if any(
            get_args(field.annotation) == (tag,)
            for field in part.model_fields.values()
            if get_origin(field.annotation) is Literal
        )
    ]


def _annotation(part: type[Part], key: str) -> Any:
    for name, field in part.model_fields.items():
        if key == (field.alias or name):
            return field.annotation
    return None


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    """Yield the kinds of part that an annotation allows, however deep inside."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from parts_in(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType, tuple, dict}:
        for argument in get_args(annotation):
            yield from parts_in(argument)


def keys_of(part: type[Part]) -> list[str]:
    """Give the keys of a part as they stand in a file."""
    return [field.alias or name for name, field in part.model_fields.items()]
