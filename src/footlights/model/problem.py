"""A breach of a rule in a map."""

from dataclasses import dataclass

Where = tuple[str | int, ...]
"""Place in the map: keys, and positions in lists from 0."""


@dataclass(frozen=True)
class Problem:
    """A breach of a rule in a map."""

    code: str
    """Stable name of the rule; see docs/errors.md."""

    where: Where
    """Place in the map that has to change."""

    message: str
    """What was found, and what to do."""
