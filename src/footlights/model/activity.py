"""What teams and systems do to make a touchpoint happen."""

from typing import Literal

from footlights.model.matching import MatchRule
from footlights.model.part import Part, Slug, Title, Words
from footlights.model.quantities import Duration, Money, Rate

Line = Literal["frontstage", "backstage", "support"]
"""Where an activity stands: in sight, out of sight, or what the others stand on."""


class Team(Part):
    """People who do activities."""

    id: Slug
    """Name that activities refer to."""

    name: Title
    """What the reader of the map sees."""

    rate: Rate | None = None
    """What an hour of this team's time costs: `24 EUR/h`."""


class System(Part):
    """Software or equipment that an activity uses."""

    id: Slug
    """Name that activities refer to."""

    name: Title
    """What the reader of the map sees."""


class Activity(Part):
    """Something a team does for a touchpoint."""

    id: Slug
    """Name that other activities refer to in `after`; unique in the map."""

    line: Line
    """`frontstage` (the customer sees it), `backstage` (hidden), or `support`."""

    does: Words
    """What is done, in a few words: `Finds the booking`."""

    team: Slug | None = None
    """The team that does it, declared under `teams`."""

    system: Slug | None = None
    """The system it uses, declared under `systems`."""

    after: tuple[Slug, ...] = ()
    """Activities that come before it; without any it follows the touchpoint."""

    takes: Duration | None = None
    """How long the work takes: `2m`."""

    within: Duration | None = None
    """Promised time from its trigger to its event: `30s`."""

    calendar: Slug | None = None
    """The calendar, declared under `calendars`, in whose open hours `within` runs."""

    cost: Money | None = None
    """What it costs each time, besides the team's time."""

    standard: Words | None = None
    """A rule it follows without being triggered: `Swept daily at 17:00`."""

    matches: tuple[MatchRule, ...] = ()
    """Events recorded when it happens; empty if nothing is recorded."""
