"""Which recorded events belong to a touchpoint, an activity or an outcome."""

import json
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from footlights.model.part import Part, Words
from footlights.model.quantities import Duration

Cell = str | bool | int | float
"""A value that a column is compared with; compared as text."""


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


OneOrMany = Annotated[
    tuple[Cell, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=Cell | tuple[Cell, ...]),
]
"""One value, or a list of values of which any will do."""


_MOST_WRITTEN = 1000


def _can_be_a_key(name: str) -> str:
    # YAML reads a key of at most 1,024 signs, each escaped one counted as written.
    if len(json.dumps(name, ensure_ascii=False)) > _MOST_WRITTEN:
        msg = f"the name of a column has over {_MOST_WRITTEN} signs: {name[:40]!r}..."
        raise ValueError(msg)
    return name


Column = Annotated[str, AfterValidator(_can_be_a_key)]
"""Name of a column of the log."""


class Match(Part):
    """An event name, and what its columns must hold."""

    event: Words
    """Name of the recorded event, exactly as it stands in the log."""

    where: dict[Column, OneOrMany] = Field(default_factory=dict)
    """Columns and the values they must have; all must hold: `{result: seated}`.
    Upper and lower case count, blanks at either end do not."""


class OutcomeMatch(Match):
    """An event that counts as an outcome, and how soon it must come."""

    within: Duration | None = None
    """How soon after the journey's end the event must come, by the same person.
    Without it, the event must come inside the journey."""


def _named(value: object) -> object:
    return {"event": value} if isinstance(value, str) else value


MatchRule = Annotated[
    Match, BeforeValidator(_named, json_schema_input_type=Words | Match)
]
"""An event name alone, or `{event: door, where: {result: seated}}`."""
