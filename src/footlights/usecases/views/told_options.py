"""What a question is told is of the kind that it takes, checked before it is asked."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from inspect import signature
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from footlights.errors import UnknownChoiceError, UnreadableOptionError

_KINDS: dict[type, str] = {
    timedelta: "give a timedelta, such as timedelta(days=7)",
    int: "give a whole number",
    bool: "give True or False",
    str: "give a text",
}
"""What to give for an option, by its type."""


def check_told(
    view: Callable[..., object], args: Sequence[object], options: dict[str, Any]
) -> None:
    """Refuse what is not of the kind that a view's option has.

    Args:
        view: The view; its annotations say what each option takes.
        args: What it is told by place, after the log.
        options: What it is told by name.

    Raises:
        UnknownChoiceError: A word is none of an option's choices.
        UnreadableOptionError: Something of another kind, such as `"7d"` for a length
            of time, or one text where a list is meant.
        TypeError: The view has no such option.
    """
    told = signature(view).bind(None, *args, **options).arguments
    for name, hint in _hints(view).items():
        if name in told and told[name] is not None:
            _check(name, told[name], hint)


@cache
def _hints(view: Callable[..., object]) -> dict[str, Any]:
    first, *options = signature(view).parameters
    del first
    hints = get_type_hints(view)
    return {name: _without_none(hints[name]) for name in options}


def _without_none(hint: Any) -> Any:  # an annotation
    kinds = [part for part in get_args(hint) if part is not type(None)]
    is_optional = type(None) in get_args(hint) and len(kinds) == 1
    return kinds[0] if is_optional else hint


def _check(name: str, given: Any, hint: Any) -> None:  # as above
    origin = get_origin(hint)
    if origin is Literal:
        if given not in get_args(hint):
            raise UnknownChoiceError(name, str(given), get_args(hint))
    elif origin is Sequence:
        if isinstance(given, str) or not isinstance(given, Sequence):
            wanted = f"give a list, such as [{str(given)!r}]"
            raise UnreadableOptionError(name, str(given), wanted)
    elif hint in _KINDS and origin is not Union:
        is_flag = isinstance(given, bool) and hint is int
        if is_flag or not isinstance(given, hint):
            raise UnreadableOptionError(name, str(given), _KINDS[hint])
