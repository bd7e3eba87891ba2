"""Which part of a map is shown: by which lens, without which lanes, whose curves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from footlights.render.map_grid import MapGridView
from footlights.web.address import Address

LENSES = ("customer", "business", "both")


@dataclass(frozen=True)
class Selection:
    """What of a map somebody looks at, or shows to others."""

    lens: str = "both"
    """The lens."""

    hides: tuple[str, ...] = ()
    """Lanes that are not shown."""

    personas: tuple[str, ...] = ()
    """Those whose own curves are drawn."""

    stage: str = ""
    """The only stage that is shown; empty for all."""

    def at(self, path: str, **more: str | int) -> str:
        """Write it into an address; `more` stands before it."""
        said = [(name, str(value)) for name, value in more.items()]
        said += [("lens", self.lens)] if self.lens != "both" else []
        said += [("hide", lane) for lane in self.hides]
        said += [("persona", persona) for persona in self.personas]
        said += [("stage", self.stage)] if self.stage else []
        return f"{path}?{urlencode(said)}" if said else path

    def of_stage(self, stage_id: str) -> "Selection":
        """Give the same of another stage; empty for all stages."""
        return replace(self, stage=stage_id)

    def narrowed(self, grid: MapGridView) -> MapGridView:
        """Leave out the lanes that are not shown: they are not in the page at all."""
        shown = {"both", self.lens} if self.lens != "both" else set(LENSES)
        lanes = tuple(
            lane
            for lane in grid.lanes
            if lane.lens in shown and lane.id not in self.hides
        )
        return replace(grid, lanes=lanes)


def selection_of(address: Address) -> Selection:
    """Read a selection from an address; an unknown lens shows both."""
    return Selection(
        _lens(address.get("lens")),
        address.all("hide"),
        address.all("persona"),
        address.get("stage"),
    )


def selection_of_view(shows: Mapping[str, Any]) -> Selection:
    """Read a selection as `sharing.list_views` gives it; what is not said is usual."""
    return Selection(
        _lens(shows.get("lens")),
        tuple(shows.get("hides", ())),
        tuple(shows.get("personas", ())),
        shows.get("stage", ""),
    )


def _lens(said: object) -> str:
    return next((lens for lens in LENSES if lens == said), "both")
