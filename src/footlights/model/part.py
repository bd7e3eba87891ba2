"""What every part of a map has in common: frozen, nothing unknown, documented."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
"""A short name other parts refer to: small letters, digits and hyphens."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""Text that people read."""

Title = Annotated[str, StringConstraints(min_length=1, max_length=120)]
"""A name that people read."""


class Part(BaseModel):
    """A piece of a map: frozen, refuses what it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        str_strip_whitespace=True,
    )
