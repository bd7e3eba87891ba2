"""What is exported: a map, its log, and what is measured on it."""

from dataclasses import dataclass, field
from functools import cached_property

from footlights.formats.map_yaml import MapDocument
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.printing import Printing


@dataclass(frozen=True)
class Source:
    """What is exported, and how it is shown."""

    document: MapDocument
    """The map, and the file it was read from."""

    log: EventLog | KeptLog | None = None
    """Its events; None where there are none."""

    printing: Printing = field(default_factory=Printing)
    """Lens, paper, pages and resolution, of kinds that have them."""

    numbers: Measured | None = None
    """What was measured on the events, where that is known already."""

    @property
    def map(self) -> Map:
        """The map."""
        return self.document.map

    @cached_property
    def measured(self) -> Measured | None:
        """What is measured on the events; None where there are none."""
        if self.numbers is not None or self.log is None:
            return self.numbers
        # Measuring loads what most exports do without.
        from footlights.usecases.measure import measure  # noqa: PLC0415

        return measure(self.map, self.log).result

    @property
    def known(self) -> Measured | None:
        """What has been measured so far; None where no export asked for it."""
        found: Measured | None = self.__dict__.get("measured", self.numbers)
        return found
