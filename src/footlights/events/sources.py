"""What a `sources.yaml` says: how the columns of files become events."""

import re
from datetime import timedelta
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from footlights.events.contract import Scale
from footlights.model.part import Part, Words
from footlights.model.quantities import Duration

Role = Literal[
    "person",
    "event",
    "at",
    "until",
    "seconds",
    "journey",
    "channel",
    "team",
    "system",
    "location",
    "score",
    "text",
    "value",
    "event_id",
    "lifecycle",
    "instance",
]
"""What a column can be read as.

The columns of the contract that a log can give, and four that make them: `seconds`
(how long the event took), `event_id` (rows with the same one are one event),
`lifecycle` (start, complete) and `instance` (which start belongs to which complete).
"""

ROLES: tuple[Role, ...] = get_args(Role)


def parse_scale(value: object) -> Scale:
    """Read `1-5` or `0-10`.

    Raises:
        ValueError: Not two numbers, or the first is not the lower one.
    """
    if isinstance(value, Scale):
        return value
    number = r"(-?\d+(?:\.\d+)?)"
    found = re.fullmatch(rf"\s*{number}\s*(?:-|to|\.\.)\s*{number}\s*", str(value))
    if not found or float(found[1]) >= float(found[2]):
        msg = f"{value!r} is no scale; write the lowest and highest score: 1-5"
        raise ValueError(msg)
    return Scale(float(found[1]), float(found[2]))


def format_scale(scale: Scale) -> str:
    """Write a scale as `1-5`."""
    return f"{scale.low:g}-{scale.high:g}"


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _text(value: object) -> object:
    """Give numbers and booleans of YAML as a file would write them."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else value


WrittenScale = Annotated[
    Scale,
    BeforeValidator(parse_scale),
    PlainSerializer(format_scale, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["1-5", "0-10"]}),
]
"""Lowest and highest possible score: `1-5`."""

OneOrMoreColumns = Annotated[
    tuple[Words, ...], BeforeValidator(_one_or_more), Field(min_length=1)
]
"""A column, or several of which the first that is filled counts."""

FileText = Annotated[str, BeforeValidator(_text)]
"""A value as it stands in a file."""


class TimeReading(Part):
    """How times are written."""

    format: Words | None = None
    """As in `%d/%m/%Y %H:%M`; or `epoch-s`, `epoch-ms`, `epoch-us`; guessed from all
    values of the column if left out."""

    zone: Words | None = None
    """Zone of times that name none: `Europe/Rome`; UTC if left out."""


class Join(Part):
    """Another table, of which columns are added to each row."""

    file: Words
    """The table, in a place relative to this sources.yaml."""

    on: Annotated[dict[str, str], Field(min_length=1)]
    """Column here and the column there that must be equal: `{order_id: order_id}`.
    Of several rows there, the first counts, and the others are told."""

    take: tuple[Words, ...] | None = None
    """Columns to add; all but those of `on` if left out."""


def _some(value: object) -> object:
    return () if value is None else _one_or_more(value)


class Answers(Part):
    """That the rows of a file are answers to a survey, and which touch each is about."""

    about: Annotated[tuple[Words, ...], BeforeValidator(_some)] = ()
    """Events that were asked about: `delivered`. If left out, what the column `event`
    of the answers names; without one, the latest event of the person."""

    within: Duration = timedelta(days=30)
    """Longest time from the end of that event to the answer: `14d`."""

    unfinished: bool = False
    """Whether responses count that were begun and not finished."""


class Source(Part):
    """A file, or several of the same columns, and how to read it."""

    # A tab is a delimiter, and a column may be named with a blank at its end.
    model_config = ConfigDict(str_strip_whitespace=False)

    file: Words
    """The file, in a place relative to this sources.yaml; `*` stands for any text."""

    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """What stands between fields of a text file; guessed if left out."""

    encoding: Words | None = None
    """How letters are encoded in a text file; guessed if left out."""

    columns: dict[Role, OneOrMoreColumns] = Field(default={})
    """Which column is the person, the event, the time, ...; guessed where left out."""

    constant: dict[Role, FileText] = Field(default={})
    """Values that are the same in every row: `{event: review}`."""

    time: TimeReading = TimeReading()
    """How times are written."""

    wide: dict[str, Words] = Field(default={})
    """Columns that each hold the time of one event, and the name of that event:
    `{order_purchase_timestamp: purchase}`. An empty time is no event."""

    join: tuple[Join, ...] = ()
    """Tables whose columns are added, one after the other."""

    values: dict[str, dict[FileText, FileText | None]] = Field(default={})
    """Values to replace, by column: `{score: {6: null}}`."""

    journey_object: Words | None = None
    """Of a log of objects (OCEL): the type whose objects are the journeys."""

    scale: WrittenScale | None = None
    """Lowest and highest possible score; guessed from the scores if left out."""

    attributes: Literal["all"] | tuple[Words, ...] = "all"
    """Columns to keep beside those of the contract; of answers only those named."""

    answers: Answers | None = None
    """Read the rows as answers to a survey, each joined to an event of its person,
    instead of as events; `answers: {}` where nothing more is to be said."""

    def in_zone_of(self, zone: str | None) -> "Source":
        """Read times in the zone that the files say themselves, if none is told."""
        if zone is None or self.time.zone:
            return self
        time = self.time.model_copy(update={"zone": zone})
        return self.model_copy(update={"time": time})


class Sources(Part):
    """A whole sources.yaml."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Files that make the log together, in the order in which they are read."""
