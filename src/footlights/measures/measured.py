"""A measured map: everything `footlights measure --json` says."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from footlights.measures.answers import AnswerCounts
from footlights.measures.result import Count, Estimate, Quantiles, Result


class LogSummary(Result):
    """What was read, in numbers."""

    events: int
    """Events read and counted once."""

    persons: int
    """Distinct persons of those events."""

    journeys: int
    """Journeys on this map: those with at least one touch."""

    from_: datetime | None = Field(serialization_alias="from", validation_alias="from")
    """Time of the first event, UTC."""

    to: datetime | None
    """Time of the last event, UTC."""

    rejected: int
    """Rows that could not be read as events."""

    values_dropped: int
    """Values that could not be read, in events that were kept."""

    duplicates: int
    """Rows left out because they repeat another one."""

    score_scale: tuple[float, float] | None
    """Lowest and highest possible score; null where the log has no scores."""

    zone: str
    """Time zone in which hours, weekdays and weeks are told."""

    answers: tuple[AnswerCounts, ...] = ()
    """What became of answers to surveys that were joined, one for each survey."""


class UnexplainedEvent(Result):
    """An event name that the map does not explain."""

    event: str
    """Name of the event."""

    events: int
    """How many events have it."""

    persons: int
    """How many distinct persons have it."""

    share: Estimate
    """Share of all events."""


class Coverage(Result):
    """How much of the log the map explains."""

    events_on_map: int
    """Events that belong to a touchpoint, an activity or an outcome of the map."""

    events_off_map: int
    """Events that belong to none."""

    share_on_map: Estimate
    """Share of all events that the map explains."""

    off_map: tuple[UnexplainedEvent, ...]
    """Event names that the map does not explain, most events first."""

    never_seen: tuple[str, ...]
    """Touchpoints that events could reach and none did."""

    not_measured: tuple[str, ...]
    """Touchpoints that no event can reach."""


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


class LostTo(Result):
    """Where journeys that were lost in a stage went next."""

    stage: str | None
    """An earlier stage they went back to; null if the journey ended there."""

    journeys: int
    """How many journeys."""


class StageMeasures(Result):
    """Everything measured at one stage."""

    id: str
    """The stage."""

    reached: int
    """Journeys with at least one touch in it."""

    share_of_journeys: Estimate
    """Share of all journeys that reached it."""

    lost: int
    """Journeys that reached it and no later stage, and were not completed."""

    share_lost: Estimate
    """Share of the journeys that reached it that were lost in it."""

    lost_to: tuple[LostTo, ...]
    """Where the lost went after their last touch in it, most first."""

    funnel: int
    """Journeys that reached it after every recorded stage before it, in order."""

    seconds: Quantiles
    """Time from a journey's first touch in it to the end of its last."""

    score: Scores
    """Answers given at its touchpoints."""


class Transition(Result):
    """One way from touchpoint to touchpoint."""

    from_: str = Field(serialization_alias="from", validation_alias="from")
    """The touchpoint left."""

    to: str
    """The touchpoint met next in the same journey."""

    touches: int
    """How often."""

    journeys: int
    """Distinct journeys that went this way."""

    share_of_departures: Estimate
    """Share of all departures from `from`."""

    median_seconds: Estimate
    """Median gap, from the end of the one to the begin of the other."""


class Variant(Result):
    """A sequence of touchpoints that journeys share."""

    touchpoints: tuple[str, ...]
    """The touchpoints in order; repeats kept."""

    journeys: int
    """Journeys that share it."""

    share_of_journeys: Estimate
    """Share of all journeys."""

    coverage: float
    """Share of all journeys in this and every more frequent variant."""


class Variants(Result):
    """All ways through the map."""

    distinct: int
    """How many different variants there are."""

    rows: tuple[Variant, ...]
    """The most frequent, at most 100; ties by their touchpoints in map order."""

    others: int
    """Journeys in the variants that are not in `rows`."""


class ActivityMeasures(Result):
    """The designed chain held against the logged one."""

    id: str
    """The activity."""

    touchpoint: str
    """The touchpoint it belongs to."""

    happened: int
    """Events of it."""

    triggered: int
    """Events that should set it off: its `after` activities, else its touchpoint."""

    followed: Estimate
    """Share of triggers that it followed before the next trigger."""

    delay_seconds: Quantiles
    """Time from trigger to activity, where it followed."""

    promised_seconds: float | None
    """The promised time, `within`."""

    calendar: str | None
    """Name of the calendar in whose open hours it runs; None at all hours."""

    kept: Estimate
    """Share of the triggers it followed where it came within the promised time."""


class OutcomeMeasures(Result):
    """How often an outcome comes."""

    id: str
    """The outcome."""

    share: Estimate
    """Share of journeys with the outcome. Journeys whose time to show it is not
    over when the log ends are left out."""

    undecided: int
    """Journeys left out because their time is not over."""


class Whole(Result):
    """The experience as a whole."""

    journeys: int
    """Journeys with at least one touch."""

    touches: int
    """Touches of those journeys."""

    completion: Estimate
    """Share of journeys completed; see `journeys.completed_by` in the map."""

    touches_per_journey: Estimate
    """Mean length of a journey, in touches."""

    seconds: Quantiles
    """Time from a journey's first touch to the end of its last."""

    score: Scores
    """All answers at all touchpoints."""

    outcomes: tuple[OutcomeMeasures, ...]
    """Each outcome of the map, in map order."""


class Contrast(Result):
    """A group of touches or journeys held against all others."""

    kind: str
    """`segment` or `channel`."""

    id: str
    """The segment, or the channel."""

    journeys: int
    """Journeys in the group."""

    share_of_journeys: Estimate
    """Share of all journeys."""

    score: Estimate
    """Mean over journeys of their mean score in the group."""

    score_difference: Estimate
    """How much higher the group scores than the others; n counts the journeys of both
    sides. Of a segment: each answer less its touchpoint's mean, averaged by journey,
    so that being at other touchpoints makes no difference. Of a channel: journeys'
    mean on it less journeys' mean on all other channels."""

    completion_difference: Estimate
    """Completion in the group less that of the others; null for channels."""

    repeat_difference: Estimate
    """Share of touches that repeat the touch just before, in the group less the
    others; null for segments."""


class Finding(Result):
    """A statement with its evidence."""

    code: str
    """What kind of finding; see docs/findings.md."""

    text: str
    """The statement, with its numbers."""

    look_at: str
    """What to look at next."""

    touchpoint: str | None
    """The touchpoint it is about."""

    stage: str | None
    """The stage it is about."""

    activity: str | None
    """The activity it is about."""

    group: str | None
    """The segment or channel it is about."""

    journeys: int
    """How many journeys are affected: the rank of the finding."""

    estimate: Estimate | None
    """The number it rests on; null where nothing can be estimated."""

    p: float | None
    """Probability of such evidence if there were nothing to find, after the
    correction for many comparisons (Benjamini-Hochberg, within one code)."""


class Identity(Result):
    """A sum that must come out; a broken one means a number is wrong."""

    name: str
    """What must equal what."""

    holds: bool
    """Whether it does."""

    left: int
    """One side."""

    right: int
    """The other side."""


class Measured(Result):
    """A map held against a log."""

    footlights: str
    """Version of the program."""

    map: str
    """Id of the map."""

    log: LogSummary
    """What was read."""

    coverage: Coverage
    """How much of it the map explains."""

    whole: Whole
    """The experience as a whole."""

    stages: tuple[StageMeasures, ...]
    """Each stage, in map order."""

    touchpoints: tuple[TouchpointMeasures, ...]
    """Each touchpoint, in map order."""

    transitions: tuple[Transition, ...]
    """Every way from touchpoint to touchpoint, most journeys first."""

    variants: Variants
    """The ways through the map."""

    activities: tuple[ActivityMeasures, ...]
    """Each activity that events can show, in map order."""

    contrasts: tuple[Contrast, ...]
    """Each segment of the map and each channel of the log held against the rest."""

    findings: tuple[Finding, ...]
    """What was found, most journeys affected first."""

    identities: tuple[Identity, ...]
    """Sums that must come out."""

    notes: tuple[str, ...] = ()
    """What a reader of the numbers should know: columns that the map asks for and the
    log lacks, values guessed when reading."""

    timings: dict[str, float] | None = None
    """Seconds spent reading, preparing, measuring; only where asked for."""

    def to_json_dict(self) -> dict[str, Any]:
        """Give the JSON that `footlights measure --json` prints."""
        return self.model_dump(mode="json", by_alias=True)
