"""What a standard question can be told, and how JSON says it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from footlights.assistants.answers import Answer
from footlights.errors import UnknownOptionError
from footlights.usecases.questions import Question, value_of

NEVER = frozenset({"unmasked"})
"""Options that assistants are not given: persons stay masked, always."""


def told_of(asked: Question, options: Mapping[str, Any]) -> dict[str, Any]:
    """Read what a question is told, as JSON says it.

    Raises:
        UnknownOptionError: It has no such option.
        MissingOptionError: It must be told something, and is not.
        UnreadableOptionError: It is told something that it cannot read.
    """
    known = {each.name: each for each in asked.options if each.name not in NEVER}
    said = {name.replace("-", "_"): value for name, value in options.items()}
    for name in said:
        if name not in known:
            raise UnknownOptionError(asked.name, name, known)
    read = {
        name: value_of(option, _texts(said.get(name))) for name, option in known.items()
    }
    return {name: value for name, value in read.items() if value is not None}


def _texts(value: JsonValue) -> Sequence[str]:
    """Give a JSON value as a form would say it."""
    match value:
        case None:
            return []
        case bool():
            return ["yes" if value else "no"]
        case list():
            return [text for each in value for text in _texts(each)]
        case str():
            return [value]
        case dict():
            return [json.dumps(value)]
        case _:
            return [str(value)]


def question_answer(asked: Question) -> Answer:
    """Say what a question answers, and what it can be told."""
    return {
        "name": asked.name,
        "about": asked.about,
        "options": [
            {
                "name": each.name,
                "about": each.about,
                "takes": each.kind,
                "choices": list(each.choices),
                "is_required": each.is_required,
            }
            for each in asked.options
            if each.name not in NEVER
        ],
    }
