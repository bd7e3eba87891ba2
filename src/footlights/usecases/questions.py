"""The standard questions, and what each can be asked.

Names, options and words are those of the functions of `usecases.views`: they stand
there, and nowhere else. The command line and the workspace make their forms of them.
"""

import inspect
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from footlights.errors import (
    MissingOptionError,
    UnknownQuestionError,
    UnreadableOptionError,
)
from footlights.measures.view import View
from footlights.model.quantities import parse_duration
from footlights.usecases import views

Kind = Literal["words", "whole", "number", "time", "day", "choice", "yes", "list"]
"""What an option takes: words, a whole number, a number, a length of time with its
unit, a day, one of some choices, yes or no, or several words."""

_KINDS: dict[Any, Kind] = {
    str: "words",
    int: "whole",
    float: "number",
    timedelta: "time",
    date: "day",
    bool: "yes",
}


@dataclass(frozen=True)
class Option:
    """One thing that a question may be told."""

    name: str
    """Name of the argument, such as `within`."""

    about: str
    """What it means."""

    kind: Kind
    """What it takes."""

    choices: tuple[str, ...]
    """What can be chosen, where its kind is `choice`."""

    default: Any
    """What holds if nothing is said; None also where it must be said."""

    is_required: bool
    """Whether it must be said."""


@dataclass(frozen=True)
class Question:
    """One standard question about journeys."""

    name: str
    """Name of the view, such as `stage_funnel`."""

    about: str
    """What it answers: one sentence, then more."""

    options: tuple[Option, ...]
    """What it may be told, in the order of its function."""

    answer: Callable[..., View]
    """Gives the view of a prepared log."""

    @property
    def title(self) -> str:
        """The first sentence, without its full stop."""
        return self.about.split("\n\n", maxsplit=1)[0].replace("\n", " ").rstrip(".")


def value_of(option: Option, said: Sequence[str]) -> Any:
    """Read what a form says for an option; its default if it says nothing.

    Args:
        option: The option.
        said: Texts of its fields; empty ones say nothing.

    Raises:
        UnreadableOptionError: The text is not what the option takes.
        MissingOptionError: Nothing is said, and something must be.
    """
    texts = [text.strip() for text in said if text.strip()]
    if option.kind == "list":
        return tuple(texts) or option.default
    if not texts:
        if option.is_required:
            raise MissingOptionError(option.name, option.about)
        return option.default
    try:
        return _READ[option.kind](texts[0], option)
    except ValueError as error:
        raise UnreadableOptionError(option.name, texts[0], str(error)) from error


def _chosen(text: str, option: Option) -> str:
    if text not in option.choices:
        msg = f"It is one of: {', '.join(option.choices)}."
        raise ValueError(msg)
    return text


def _number(kind: Callable[[str], Any], wanted: str) -> Callable[[str, Option], Any]:
    def read(text: str, option: Option) -> Any:
        del option
        try:
            return kind(text)
        except ValueError as error:
            raise ValueError(wanted) from error

    return read


_READ: dict[Kind, Callable[[str, Option], Any]] = {
    "words": lambda text, _: text,
    "whole": _number(int, "It is a whole number."),
    "number": _number(float, "It is a number."),
    "time": lambda text, _: parse_duration(text),
    "day": _number(date.fromisoformat, "It is a day such as 2026-03-01."),
    "choice": _chosen,
    "yes": lambda text, _: text == "yes",
}


@cache
def questions() -> tuple[Question, ...]:
    """Give every question, in the order in which people ask."""
    return tuple(_question(name, getattr(views, name)) for name in views.__all__)


def question(name: str) -> Question:
    """Give one question.

    Raises:
        UnknownQuestionError: There is none of that name.
    """
    known = {each.name: each for each in questions()}
    if name not in known:
        raise UnknownQuestionError(name, known)
    return known[name]


def _question(name: str, answer: Callable[..., View]) -> Question:
    said = inspect.getdoc(answer) or ""
    abouts, hints = _abouts(said), get_type_hints(answer)
    asked = list(inspect.signature(answer).parameters.values())[1:]
    return Question(
        name=name,
        about=_before_sections(said),
        options=tuple(
            _option(parameter, hints[parameter.name], abouts.get(parameter.name, ""))
            for parameter in asked
        ),
        answer=answer,
    )


def _option(parameter: inspect.Parameter, hint: Any, about: str) -> Option:
    kind, choices = _kind(hint)
    is_required = parameter.default is inspect.Parameter.empty
    default = None if is_required or kind == "list" else parameter.default
    return Option(parameter.name, about, kind, choices, default, is_required)


def _kind(hint: Any) -> tuple[Kind, tuple[str, ...]]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = [part for part in get_args(hint) if part is not type(None)]
        return _kind(inner)
    if origin is Literal:
        return "choice", tuple(str(word) for word in get_args(hint))
    if origin is not None and issubclass(origin, (Sequence, tuple)):
        return "list", ()
    return _KINDS[hint], ()


def _before_sections(said: str) -> str:
    """Take what a docstring says before its sections."""
    return (
        said.split("\nArgs:", maxsplit=1)[0].split("\nReturns:", maxsplit=1)[0].strip()
    )


def _abouts(said: str) -> dict[str, str]:
    """Take what a docstring says about each argument."""
    found: dict[str, str] = {}
    name = ""
    _, _, section = said.partition("\nArgs:\n")
    for line in section.splitlines():
        if not line.startswith("    "):
            break
        head, colon, rest = line.strip().partition(": ")
        if not line.startswith("     ") and colon and head.isidentifier():
            name = head
            found[name] = rest
        elif name:
            found[name] += f" {line.strip()}"
    return {name: about.replace("`", "") for name, about in found.items()}
