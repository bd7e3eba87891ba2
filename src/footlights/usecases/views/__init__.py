"""Standard questions about journeys, each answered as a view."""

from footlights.usecases.views.heat import hour_heat, value_heat
from footlights.usecases.views.retention import cohorts, retention
from footlights.usecases.views.stage_funnel import stage_funnel, stage_funnel_losses
from footlights.usecases.views.transitions import flow, transitions
from footlights.usecases.views.trends import trends
from footlights.usecases.views.variants import variants

# In the order in which people ask, which the command line keeps.
__all__ = [  # noqa: RUF022
    "stage_funnel",
    "stage_funnel_losses",
    "transitions",
    "flow",
    "variants",
    "hour_heat",
    "value_heat",
    "trends",
    "cohorts",
    "retention",
]
