"""A measured map: everything `footlights measure --json` says."""

from typing import Any

from footlights.measures.measured_log import Coverage, Identity, LogSummary
from footlights.measures.measured_order import StageMeasures, Transition, Variants
from footlights.measures.measured_touchpoint import Scores, TouchpointMeasures
from footlights.measures.result import Estimate, Quantiles, Result


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
