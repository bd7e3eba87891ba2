"""What is served: maps, each with its prepared log and its report."""

from collections.abc import Mapping
from dataclasses import dataclass

from footlights.errors import UnknownMapError
from footlights.usecases.prepared_log import PreparedLog


@dataclass(frozen=True)
class Served:
    """One map and what was measured on its log."""

    log: PreparedLog
    """The log, prepared for the map."""

    report: str
    """The report as one HTML page."""


@dataclass(frozen=True)
class Shelf:
    """Every map that is served, by its id."""

    maps: Mapping[str, Served]

    def get(self, map_id: str) -> Served:
        """Give one map.

        Raises:
            UnknownMapError: There is none of that id.
        """
        if map_id not in self.maps:
            raise UnknownMapError(map_id)
        return self.maps[map_id]
