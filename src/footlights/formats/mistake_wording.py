"""Say in words of people what pydantic refuses."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from footlights.errors import did_you_mean

_ID = (
    "{value!r} cannot be an id. Use small letters, digits and hyphens, beginning with"
    " a letter, at most 64: `front-desk`."
)
_LIST = "Here stands {kind}, and a list is needed. Put it between brackets: [{brief}]."
_TEXT = "{value!r} is {kind}, and a text is needed. Put it between quotes: '{value}'."
_KEYS = "Here stands {kind}, and keys with their values are needed, each as `key: ...`."
_YES_OR_NO = "{value!r} is no answer to yes or no. Write true or false."
_WHOLE = "{value!r} is no whole number. Write digits: 12."
_NUMBER = "{value!r} is no number. Write digits: 1.5."
_DAY = "{value!r} is no day. Write it as 2026-10-01."

_WORDINGS: Mapping[str, str] = {
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_attributes_type": _KEYS,
    "string_pattern_mismatch": _ID,
    "string_too_long": (
        "This text is longer than {max_length} letters. Say it in fewer words."
    ),
    "string_too_short": "This text is empty. Say something, or leave the key out.",
    "too_short": "There is nothing here, and at least {min_length} is needed.",
    "too_long": "Here are {actual_length} entries, and at most {max_length} can be.",
    "greater_than": "{value!r} is too low: it must be over {gt:g}.",
    "greater_than_equal": "{value!r} is too low: it must be {ge:g} or more.",
    "less_than": "{value!r} is too high: it must be under {lt:g}.",
    "less_than_equal": "{value!r} is too high: it must be {le:g} or less.",
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "union_tag_not_found": "The key {discriminator} is missing. Add it.",
}
_MOST_SHOWN = 100
_NO_VALUE = "There is no value here. Add one, or leave the key out."


def worded(details: ErrorDetails, key: str, known: Sequence[str]) -> str:
    """Say what is wrong at one place and what to do.

    Args:
        details: What pydantic found.
        key: The last key of the place; empty for an entry of a list.
        known: The keys that can stand beside it.
    """
    special = _SPECIAL.get(details["type"])
    if special:
        return special(details, key, known)
    value = details["input"]
    if value is None:
        return _NO_VALUE
    if isinstance(value, str):
        value = _cut(value)
    wording = _WORDINGS.get(details["type"], f"{details['msg']}.")
    words: dict[str, Any] = {**details.get("ctx", {}), "value": value, "key": key}
    return wording.format(**words, kind=_kind(value), brief=_brief(value))


def _unknown_key(_: ErrorDetails, key: str, known: Sequence[str]) -> str:
    return (
        f"There is no key {_cut(key)!r} here.{did_you_mean(key, known)}"
        f" The keys are: {', '.join(known)}."
    )


def _not_allowed(details: ErrorDetails, key: str, _: Sequence[str]) -> str:
    value = _cut(details["input"])
    expected = str(details["ctx"]["expected"]).replace(" or ", ", ")
    return _one_of(value, key, expected) if value is not None else _NO_VALUE


def _unknown_kind(details: ErrorDetails, _: str, __: Sequence[str]) -> str:
    """Word an error at a union that is told apart by a key, such as `by`."""
    context = details["ctx"]
    key = str(context["discriminator"]).strip("'")
    return _one_of(_cut(context["tag"]), key, str(context["expected_tags"]))


def _one_of(value: object, key: str, expected: str) -> str:
    allowed = [word.strip(" '") for word in expected.split(",")]
    near = did_you_mean(value, allowed) if isinstance(value, str) else ""
    return f"{value!r} is no {key}.{near} It can be: {', '.join(allowed)}."


def _own_words(details: ErrorDetails, _: str, __: Sequence[str]) -> str:
    said = str(details["ctx"]["error"])
    return f"{said[0].upper()}{said[1:]}."


def _no_text(details: ErrorDetails, _: str, __: Sequence[str]) -> str:
    value = details["input"]
    if value is None:
        return _NO_VALUE
    if isinstance(value, int | float):
        return _TEXT.format(value=value, kind=_kind(value))
    return f"Here stands {_kind(value)}, and a text is needed."


def _no_part(details: ErrorDetails, key: str, _: Sequence[str]) -> str:
    """Word an error where keys are needed; in a list, a name alone may do too."""
    value = details["input"]
    if value is None:
        return _NO_VALUE
    is_in_list = not key
    wording = _TEXT if is_in_list and isinstance(value, int | float) else _KEYS
    return wording.format(value=value, kind=_kind(value))


def _missing(_: ErrorDetails, key: str, __: Sequence[str]) -> str:
    return f"The key {key!r} is missing. Add it."


_SPECIAL: Mapping[str, Callable[[ErrorDetails, str, Sequence[str]], str]] = {
    "extra_forbidden": _unknown_key,
    "literal_error": _not_allowed,
    "union_tag_invalid": _unknown_kind,
    "value_error": _own_words,
    "string_type": _no_text,
    "model_type": _no_part,
    "missing": _missing,
}


def _cut(value: object) -> object:
    """Cut a text that would push all else of a sentence out of sight."""
    is_long = isinstance(value, str) and len(value) > _MOST_SHOWN
    return f"{str(value)[:_MOST_SHOWN]}..." if is_long else value


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
