"""What is measured at one touchpoint."""

from datetime import date

from footlights.measures.result import Count, Estimate, Quantiles, Result


class ScoreCount(Result):
    """How many answers gave one score."""

    score: float
    """The score, on the log's scale; not a whole number if answers are not."""

    answers: int
    """How many."""


class Scores(Result):
    """What people answered."""

    mean: Estimate
    """Mean score on the log's scale."""

    valence: Estimate
    """The same mean on the scale of feelings, from -2 to +2."""

    distribution: tuple[ScoreCount, ...]
    """Answers by score, lowest first; rounded to whole scores."""


class ExpectationMet(Result):
    """One expectation held against what happened."""

    what: str
    """`wait`, `time` or `score`."""

    at_most_seconds: float | None
    """Longest time that meets it, for times."""

    calendar: str | None
    """Name of the calendar in whose open hours that time runs; None at all hours."""

    at_least: float | None
    """Lowest score that meets it, for scores."""

    wanted: float
    """Share of times that it should be met, 0 to 1."""

    met: Estimate
    """Share of times that it was met."""


class HourCount(Result):
    """Touches in one hour of one weekday, local time."""

    weekday: int
    """1 is Monday, 7 is Sunday."""

    hour: int
    """0 to 23."""

    touches: int
    """How many touches began in it."""


class WeekMeasures(Result):
    """One calendar week, from Monday, local time."""

    week_on: date
    """Its Monday."""

    touches: int
    """Touches that began in it."""

    journeys: int
    """Journeys that were here for the first time in it; over all weeks they sum up."""

    score: Estimate
    """Mean score of those touches."""

    median_seconds: Estimate
    """Median time spent (of a wait: waited), seconds."""

    is_whole: bool
    """Whether the log covers the whole week."""


class Neighbour(Result):
    """Where people come from or go to."""

    touchpoint: str | None
    """The touchpoint before or after; null for the begin or end of the journey."""

    touches: int
    """How often."""

    share: Estimate
    """Share of all touches here."""


class Quote(Result):
    """What somebody wrote, with personal data masked."""

    on: date
    """Day it was written."""

    score: float | None
    """The score that came with it."""

    text: str
    """The words; e-mail addresses, phone numbers and other long numbers masked."""


class TouchpointMeasures(Result):
    """Everything measured at one touchpoint."""

    id: str
    """The touchpoint."""

    stage: str
    """The stage that holds it."""

    kind: str
    """`interaction`, `wait` or `action`."""

    touches: int
    """How often somebody was here; of a wait without events: how often waited."""

    journeys: int
    """Distinct journeys that were here."""

    share_of_journeys: Estimate
    """Share of all journeys that were here."""

    touches_per_journey: Estimate
    """Mean touches of those journeys that were here."""

    seconds: Quantiles
    """Time spent here; of a wait: time waited."""

    wait_seconds: Quantiles
    """Time from the end of the touch before to the begin of this one."""

    score: Scores
    """What people answered here."""

    expectations: tuple[ExpectationMet, ...]
    """Each expectation of the map held against what happened, in map order."""

    hours: tuple[HourCount, ...]
    """Touches by weekday and hour, local time; empty hours left out."""

    channels: tuple[Count, ...]
    """Touches by channel, most first."""

    locations: tuple[Count, ...]
    """Touches by location, most first; at most 20, the rest as `others`."""

    teams: tuple[Count, ...]
    """Touches by team, most first; at most 20, the rest as `others`."""

    weeks: tuple[WeekMeasures, ...]
    """The trend, week by week, oldest first."""

    came_from: tuple[Neighbour, ...]
    """Where people came from, most first."""

    went_to: tuple[Neighbour, ...]
    """Where people went next, most first; null where the journey ends."""

    ends: Estimate
    """Share of touches here that are the last of their journey."""

    skipped: Estimate
    """Share of journeys that went further on the map and never were here."""

    repeated: Estimate
    """Share of journeys here that were here more than once."""

    goes_back: Estimate
    """Share of departures from here that go to a touchpoint drawn earlier."""

    out_of_order: Estimate
    """Share of journeys here whose first touch here came after one drawn later."""

    other_channel: Estimate
    """Share of touches with a known channel that came by another than drawn."""

    quotes: tuple[Quote, ...]
    """What people wrote, lowest scores first; at most 12."""
