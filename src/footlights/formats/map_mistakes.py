"""Turn what pydantic refuses in a map file into sentences with a line each."""

from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from footlights.errors import Mistake, did_you_mean
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
            f"The key {str(repeat.where[-1])!r} stands here again, after line"
            f" {repeat.first_line}. Take one of them out."
        )
        found[repeat.where, "repeated"] = Mistake(repeat.line, repeat.where, message)
    for details in error.errors(include_url=False) if error else ():
        mistake = _mistake(details, document)
        is_key = details["type"] in {"extra_forbidden", "missing"}
        found.setdefault((mistake.where, "key" if is_key else "value"), mistake)
    return sorted(found.values(), key=lambda mistake: mistake.line)


def _mistake(details: ErrorDetails, document: PlainYaml) -> Mistake:
    where, parts = _place(details["loc"], document.value)
    message = _message(details, where, parts)
    return Mistake(document.line_of(where), where, message)


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
        elif isinstance(step, int) and isinstance(value, list):
            where = (*where, step)
        elif isinstance(step, str) and isinstance(value, dict) and step in value:
            where = (*where, step)
        else:
            continue
        value = _inside(value, step)
        parts = list(_parts(fields)) if not isinstance(value, list) else []
    return where, holders


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


def _parts(annotation: Any) -> Iterator[type[Part]]:
    """Yield the kinds of part that an annotation allows, however deep inside."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType, tuple, dict}:
        for argument in get_args(annotation):
            yield from _parts(argument)


def keys_of(part: type[Part]) -> list[str]:
    """Give the keys of a part as they stand in a file."""
    return [field.alias or name for name, field in part.model_fields.items()]


_ID = (
    "{value!r} cannot be an id. Use small letters, digits and hyphens, beginning with"
    " a letter, at most 64: `front-desk`."
)
_LIST = "Here stands {kind}, and a list is needed. Put it between brackets: [{brief}]."
_TEXT = "{value!r} is {kind}, and a text is needed. Put it between quotes: '{value}'."
_KEYS = "Here stands {kind}, and keys with their values are needed, each as `key: ...`."

_WORDINGS: Mapping[str, str] = {
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "string_pattern_mismatch": _ID,
    "string_too_long": (
        "This text is longer than {max_length} letters. Say it in fewer words."
    ),
    "string_too_short": "This text is empty. Say something, or leave the key out.",
    "too_short": "There is nothing here, and at least {min_length} is needed.",
    "too_long": "There are {actual_length} here, and at most {max_length} can be.",
    "missing": "The key {key!r} is missing. Add it.",
    "greater_than": "{value!r} is too low: it must be over {gt:g}.",
    "greater_than_equal": "{value!r} is too low: it must be {ge:g} or more.",
    "less_than": "{value!r} is too high: it must be under {lt:g}.",
    "less_than_equal": "{value!r} is too high: it must be {le:g} or less.",
    "bool_type": "{value!r} is no answer to yes or no. Write true or false.",
    "bool_parsing": "{value!r} is no answer to yes or no. Write true or false.",
    "int_type": "{value!r} is no whole number. Write digits: 12.",
    "int_parsing": "{value!r} is no whole number. Write digits: 12.",
    "int_from_float": "{value!r} is no whole number. Write digits: 12.",
    "float_type": "{value!r} is no number. Write digits: 1.5.",
    "float_parsing": "{value!r} is no number. Write digits: 1.5.",
    "finite_number": "{value!r} is no number. Write digits: 1.5.",
    "date_type": "{value!r} is no day. Write it as 2026-10-01.",
    "date_parsing": "{value!r} is no day. Write it as 2026-10-01.",
    "date_from_datetime_parsing": "{value!r} is no day. Write it as 2026-10-01.",
    "date_from_datetime_inexact": "{value!r} is no day. Write it as 2026-10-01.",
}


def _message(details: ErrorDetails, where: Where, parts: Sequence[type[Part]]) -> str:
    kind, value = details["type"], details["input"]
    context = details.get("ctx", {})
    key = str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        known = sorted({name for part in parts for name in keys_of(part)})
        return (
            f"There is no key {key!r} here.{did_you_mean(key, known)}"
            f" The keys are: {', '.join(known)}."
        )
    if kind in {"literal_error", "union_tag_invalid"}:
        return _one_of(context, value, key)
    if kind == "union_tag_not_found":
        discriminator = str(context["discriminator"]).strip("'")
        return f"The key {discriminator!r} is missing. Add it."
    if kind == "value_error":
        said = str(context["error"])
        return f"{said[0].upper()}{said[1:]}."
    if value is None and kind != "missing":
        return "There is no value here. Add one, or leave the key out."
    if kind == "string_type" and not isinstance(value, list | dict):
        return _TEXT.format(value=value, kind=_kind(value))
    if kind == "string_type":
        return f"Here stands {_kind(value)}, and a text is needed."
    wording = _WORDINGS.get(kind)
    if wording is None:
        return f"{details['msg']}."
    words = {**context, "value": value, "key": key}
    return wording.format(**words, kind=_kind(value), brief=_brief(value))


def _one_of(context: Mapping[str, Any], value: object, key: str) -> str:
    if "tag" in context:  # a union told apart by a key: `by: person`
        said = context["tag"]
        key = str(context["discriminator"]).strip("'")
        allowed = [word.strip(" '") for word in context["expected_tags"].split(",")]
    else:
        said = value
        allowed = [
            word.strip("' ")
            for word in context["expected"].replace(" or ", ", ").split(",")
        ]
    near = did_you_mean(said, allowed) if isinstance(said, str) else ""
    return f"{said!r} is no {key}.{near} It can be: {', '.join(allowed)}."


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "an answer to yes or no"
    if isinstance(value, dict):
        return "a mapping of keys"
    if isinstance(value, list):
        return "a list"
    return "a text" if isinstance(value, str) else "a number"


def _brief(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else "..."
