"""Standard questions about journeys, each answered as a view."""

from footlights.usecases.views.conformance import conformance, conformance_summary
from footlights.usecases.views.conforming_journeys import (
    conformance_by_variant,
    typical_journeys,
    worst_journeys,
)
from footlights.usecases.views.exemplars import exemplars
from footlights.usecases.views.hand_overs import (
    channel_switches,
    hand_overs,
    team_times,
)
from footlights.usecases.views.heat import hour_heat, value_heat
from footlights.usecases.views.pattern import pattern
from footlights.usecases.views.person_journey import one_journey, person_journey
from footlights.usecases.views.promises import promises
from footlights.usecases.views.repeat_contacts import repeat_contacts
from footlights.usecases.views.retention import cohorts, retention
from footlights.usecases.views.returns import loops, ping_pong
from footlights.usecases.views.stage_funnel import (
    stage_funnel,
    stage_funnel_losses,
    stage_funnel_times,
)
from footlights.usecases.views.transitions import flow, transitions
from footlights.usecases.views.trends import trends
from footlights.usecases.views.variants import variants

# In the order in which people ask, which the command line keeps.
__all__ = [  # noqa: RUF022
    "stage_funnel",
    "stage_funnel_losses",
    "stage_funnel_times",
    "transitions",
    "flow",
    "variants",
    "pattern",
    "conformance",
    "conformance_summary",
    "conformance_by_variant",
    "typical_journeys",
    "worst_journeys",
    "promises",
    "channel_switches",
    "loops",
    "ping_pong",
    "repeat_contacts",
    "hand_overs",
    "team_times",
    "exemplars",
    "person_journey",
    "one_journey",
    "hour_heat",
    "value_heat",
    "trends",
    "cohorts",
    "retention",
]
