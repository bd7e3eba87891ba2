"""A first map from a log alone."""

from dataclasses import dataclass

from footlights.formats.map_yaml import to_yaml
from footlights.formats.opened import Progress, leave_untold
from footlights.model.map import Map
from footlights.usecases.discovered_facts import (
    drafted,
    event_names,
    fetch_facts,
    waits_between,
)
from footlights.usecases.discovered_journeys import journey_rule
from footlights.usecases.discovered_map import Discovery, discovered_map
from footlights.usecases.discovered_order import in_order, precedence
from footlights.usecases.discovered_parts import long_ways
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog


@dataclass(frozen=True)
class DiscoveredMap:
    """A map made from a log alone."""

    text: str
    """The map file, with a comment at each guess."""

    map: Map
    """What the text says."""

    share_explained: float
    """Share of the log's events that the map explains, 0 to 1."""

    def _repr_html_(self) -> str:
        # Drawing loads the chart library, which only a notebook needs.
        from footlights.render.notebook import map_html  # noqa: PLC0415

        return map_html(self.map)


def discover(
    log: EventLog | KeptLog,
    map_id: str = "discovered",
    name: str | None = None,
    *,
    progress: Progress = leave_untold,
) -> DiscoveredMap:
    """Make a first map from a log alone.

    Each event name is a touchpoint; touchpoints stand in the order in which people
    meet them, in up to 6 stages. The commonest channel and team are drawn, and waits
    where the time between two touchpoints is long. The same log gives the same map.

    Args:
        log: A log as `read_events` gives it.
        map_id: Id of the map.
        name: Name of the map; without it, the files it was made from.
        progress: Told how much is done, 0 to 1; the shares are those of a large log.

    Raises:
        TooManyEventNamesError: Over 1,000 names are needed to explain 95 % of the log.
    """
    names = event_names(log)
    progress(0.1)
    journeys = journey_rule(log)
    progress(0.2)
    draft = drafted(log, names, journeys.rule)
    progress(0.5)
    facts = fetch_facts(draft)
    progress(0.8)
    order = in_order(
        {no: row["event"] for no, row in enumerate(names.kept, start=1)},
        precedence(facts.precedence),
        {no: total["touches"] for no, total in facts.totals.items()},
    )
    waits = long_ways(facts, order)
    waited = waits_between(draft, [(wait.before, wait.after) for wait in waits])
    progress(0.95)
    found = discovered_map(
        Discovery(log.report, names, journeys, facts, order, waits, waited),
        map_id,
        name,
    )
    return DiscoveredMap(
        text=to_yaml(found.map, found.comments),
        map=found.map,
        share_explained=names.explained / names.events,
    )
