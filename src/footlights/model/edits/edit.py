"""What an edit is: set a field, add, move or remove a part."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints, TypeAdapter

from footlights.model.part import Part, Slug

ListedKind = Literal[
    "stage",
    "touchpoint",
    "activity",
    "persona",
    "segment",
    "outcome",
    "channel",
    "team",
    "system",
    "calendar",
    "lane",
]
"""The parts that stand in a list."""

PartKind = Literal["map", ListedKind]
"""The parts of a map that an edit can be about: the map itself, and all with an id."""

FieldPath = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$", max_length=200
    ),
]
"""A field, or a field in it: `name`, `feeling.valence`, `feelings.couple`."""


class SetField(Part):
    """Give a field of a part another value."""

    edit: Literal["set"] = "set"
    """`set`"""

    part: PartKind
    """Kind of the part."""

    id: Slug
    """Its id."""

    field: FieldPath
    """Which of its fields; never `id`, nor the list of its own parts."""

    value: JsonValue = None
    """The value as a map file says it; null takes the field away."""


class AddPart(Part):
    """Add a part."""

    edit: Literal["add"] = "add"
    """`add`"""

    part: ListedKind
    """Kind of the part."""

    into: Slug
    """Id of what holds it: of a touchpoint its stage, of an activity its touchpoint,
    of all others the map."""

    after: Slug | None = None
    """Id of the part before it; null to come first."""

    value: dict[str, JsonValue]
    """The whole part as a map file says it, with its id and what it holds."""


class MovePart(Part):
    """Bring a part to another place among its like, or into another part."""

    edit: Literal["move"] = "move"
    """`move`"""

    part: ListedKind
    """Kind of the part."""

    id: Slug
    """Its id."""

    into: Slug
    """Id of what then holds it."""

    after: Slug | None = None
    """Id of the part then before it; null to come first."""


class RemovePart(Part):
    """Take a part away, and all that it holds."""

    edit: Literal["remove"] = "remove"
    """`remove`"""

    part: ListedKind
    """Kind of the part."""

    id: Slug
    """Its id."""


Edit = Annotated[
    SetField | AddPart | MovePart | RemovePart, Field(discriminator="edit")
]
"""One small change of a map."""

EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])
"""Edits in the order in which they are made; reads and writes them as JSON."""
