"""Which recorded events belong to a touchpoint, an activity or an outcome."""

from typing import Annotated

from pydantic import BeforeValidator, Field

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


class Match(Part):
    """An event name, and what its columns must hold."""

    event: Words
    """Name of the recorded event, exactly as it stands in the log."""

    where: dict[str, OneOrMany] = Field(default_factory=dict)
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
