"""Standard questions about journeys, each answered as a view."""

from footlights.usecases.views.heat import hour_heat, value_heat
from footlights.usecases.views.retention import cohorts, retention
from footlights.usecases.views.trends import trends

__all__ = ["cohorts", "hour_heat", "retention", "trends", "value_heat"]
