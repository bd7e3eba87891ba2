"""What was fetched: the rows of every analysis, before they become estimates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from footlights.events.contract import Scale
from footlights.measures.estimates import Row


@dataclass(frozen=True)
class Span:
    """Which time a log covers."""

    first: datetime | None
    """First event, naive UTC; None if there is no event."""

    last: datetime | None
    """Last event, naive UTC."""

    zone: str
    """Clock on which hours, weekdays and weeks are told."""


@dataclass(frozen=True)
class Fetched:
    """Rows of each analysis; see the module of that name in `footlights.analysis`."""

    span: Span
    """Time covered."""

    scale: Scale | None
    """Lowest and highest possible score."""

    channels: tuple[str, ...]
    """Channels by number, from 1."""

    teams: tuple[str, ...]
    """Teams by number, from 1."""

    locations: tuple[str, ...]
    """Locations by number, from 1."""

    persons: int
    """Distinct persons of all events."""

    journeys: int
    """Journeys with at least one touch."""

    completed: int
    """Journeys completed."""

    lengths: Row | None
    """`n`, `mean`, `deviation` of touches in a journey."""

    events: Sequence[Row]
    """`coverage.event_counts`."""

    strangers: dict[str, int]
    """Persons by event name that the map does not explain."""

    totals: Sequence[Row]
    """`touch_totals.touch_totals`."""

    further: dict[int, int]
    """Journeys by the furthest place they reached."""

    further_here: dict[int, int]
    """Journeys by touchpoint they were at and went further than."""

    waits: Mapping[int, Row]
    """`touches` and `journeys` of each wait between touchpoints, by touchpoint."""

    stays: Sequence[Row]
    """`quantiles.group_quantiles` of time spent, by touchpoint."""

    gaps: Sequence[Row]
    """`quantiles.group_quantiles` of time waited before, by touchpoint."""

    lasting: Row | None
    """`quantiles.group_quantiles` of whole journeys."""

    expectations: dict[tuple[int, int], tuple[int, int]]
    """Met and known, by touchpoint and place among its expectations."""

    scores: Sequence[Row]
    """`scores.score_totals` by touchpoint."""

    score_counts: Sequence[Row]
    """`scores.score_counts` by touchpoint."""

    stage_scores: Sequence[Row]
    """`scores.score_totals` by stage."""

    stage_score_counts: Sequence[Row]
    """`scores.score_counts` by stage."""

    all_scores: Row | None
    """`scores.score_totals` of all touches."""

    hours: Sequence[Row]
    """`touchpoint_no`, `weekday`, `hour`, `touches`."""

    weeks: Sequence[Row]
    """`breakdowns.week_counts` of touches."""

    first_weeks: Sequence[Row]
    """`breakdowns.week_counts` of each journey's first touch here."""

    week_scores: Sequence[Row]
    """`breakdowns.week_scores`."""

    week_stays: Sequence[Row]
    """`quantiles.group_quantiles` of time spent, by touchpoint and week."""

    by_channel: Sequence[Row]
    """`breakdowns.value_counts` of `channel_no`."""

    by_location: Sequence[Row]
    """`breakdowns.value_counts` of `location_no`."""

    by_team: Sequence[Row]
    """`breakdowns.value_counts` of `team_no`."""

    transitions: Sequence[Row]
    """`transitions.transition_counts`."""

    transition_gaps: Sequence[Row]
    """`quantiles.group_quantiles` of the gap, by way."""

    variants: Sequence[Row]
    """The most frequent of `variants.variant_counts`."""

    distinct_variants: int
    """How many variants there are."""

    variant_journeys: int
    """Journeys over all variants."""

    reach: dict[int, int]
    """Journeys by stage reached."""

    funnel: dict[int, int]
    """Journeys by stage reached after all recorded ones before it."""

    losses: Sequence[Row]
    """`stages.stage_losses`."""

    stage_stays: Sequence[Row]
    """`quantiles.group_quantiles` of time in stage, by stage."""

    texts: Sequence[Row]
    """`breakdowns.lowest_texts`."""

    occurrences: dict[int, int]
    """Events by activity."""

    follows: Mapping[int, Row]
    """`activities.follow_totals` by activity that has a trigger."""

    delays: Mapping[int, Row]
    """`quantiles.group_quantiles` of the delay, by activity."""

    outcomes: dict[int, tuple[int, int]]
    """Shown and decided, by outcome."""

    segments: Mapping[str, Mapping[bool, Row]] = field(default_factory=dict)
    """`contrasts.segment_totals` by segment id, inside and outside."""

    channel_touches: Sequence[Row] = ()
    """`contrasts.channel_touches`."""

    channel_scores: Sequence[Row] = ()
    """`contrasts.channel_scores`."""
