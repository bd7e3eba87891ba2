"""Touchpoints: the columns of a map."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from footlights.model.activity import Activity
from footlights.model.matching import MatchRule
from footlights.model.part import Part, Slug, Title, Words
from footlights.model.quantities import Duration, Share

Valence = Annotated[float, Field(ge=-2, le=2)]
"""How good a feeling is, from -2 (very bad) over 0 to +2 (very good)."""


class Feeling(Part):
    """An emotion word and how good it is."""

    word: Title
    """The emotion in one word: `hopeful`."""

    valence: Valence
    """From -2 (very bad) over 0 to +2 (very good)."""


class Expectation(Part):
    """What the customer expects, as a number that can be checked."""

    what: Literal["wait", "time", "score"]
    """`wait` (time waited before it; of a wait, the wait itself), `time` (time
    spent in it) or `score`."""

    at_most: Duration | None = None
    """Longest time that still meets the expectation; for `wait` and `time`."""

    calendar: Slug | None = None
    """The calendar, declared under `calendars`, in whose open hours `at_most` runs."""

    at_least: float | None = None
    """Lowest score that still meets the expectation, on the log's scale."""

    for_: Share = Field(default=0.9, alias="for")
    """Share of times that it must be met: `90%`."""

    @model_validator(mode="after")
    def _has_the_bound_it_needs(self) -> Self:
        if self.what == "score" and (self.at_least is None or self.at_most is not None):
            msg = "an expected score needs `at_least`, and no `at_most`"
            raise ValueError(msg)
        if self.what != "score" and (self.at_most is None or self.at_least is not None):
            msg = f"an expected {self.what} needs `at_most`, and no `at_least`"
            raise ValueError(msg)
        if self.what == "score" and self.calendar is not None:
            msg = "an expected score has no `calendar`; only times run in open hours"
            raise ValueError(msg)
        return self


class Source(Part):
    """Where a claim on the map comes from."""

    kind: Literal[
        "assumption", "workshop", "observation", "interviews", "survey", "events"
    ]
    """How it is known, from weakest to strongest."""

    n: Annotated[int, Field(ge=0)] | None = None
    """How many people, answers or events it rests on."""

    on: date | None = None
    """Day of the evidence."""

    says: Words | None = None
    """A sentence from it."""


class Touchpoint(Part):
    """One planned meeting point, a column of the map inside one stage.

    A touchpoint is what we *plan*. What people then *do* there is a touch
    (`footlights.events`); the two are compared, never merged.
    """

    id: Slug
    """Name used by other parts of the map; never shown."""

    name: Title
    """What the reader of the map sees."""

    kind: Literal["interaction", "wait", "action"] = "interaction"
    """`interaction` (with us), `wait` (for us), or `action` (the customer alone)."""

    channel: Slug | None = None
    """Where the meeting happens, declared under `channels`."""

    between: tuple[Slug, Slug] | None = None
    """Of a wait: the touchpoints before and after it; the gap is the wait."""

    directness: Literal["primary", "secondary", "tertiary"] = "primary"
    """How directly it is ours: `primary`, `secondary` or `tertiary`."""

    purpose: Literal["inform", "serve", "transact"] | None = None
    """What it is for: exchange information, give a service, or a transaction."""

    optional: bool = False
    """Whether a journey is whole without it."""

    repeats: bool = False
    """Whether it is meant to happen more than once in a journey."""

    doing: Words | None = None
    """What the customer does."""

    thinking: Words | None = None
    """What the customer thinks, in their words."""

    feeling: Feeling | None = None
    """What the customer feels, as drawn."""

    feelings: dict[Slug, Feeling] = Field(default_factory=dict)
    """What a persona feels where it differs from `feeling`, by persona id."""

    needs: tuple[Words, ...] = ()
    """What the customer needs here."""

    questions: tuple[Words, ...] = ()
    """What customers typically ask here."""

    said: Words | None = None
    """What is said or written to the customer."""

    evidence: Words | None = None
    """Physical evidence: what they see, hold or hear."""

    notes: dict[Slug, Words] = Field(default_factory=dict)
    """What it says in lanes of the map's own, by the id of the lane."""

    expects: tuple[Expectation, ...] = ()
    """What the customer expects, as numbers."""

    pains: tuple[Words, ...] = ()
    """What goes wrong here, as far as known."""

    source: Source | None = None
    """Where all this is known from."""

    matches: tuple[MatchRule, ...] = ()
    """Events recorded when somebody is here; empty if nothing is recorded."""

    activities: tuple[Activity, ...] = ()
    """What teams do to make it happen."""

    @property
    def is_recorded(self) -> bool:
        """Whether any event can ever land on this touchpoint."""
        return bool(self.matches)

    @property
    def is_measurable(self) -> bool:
        """Whether anything can be measured here: by events, or as a gap."""
        return bool(self.matches) or self.between is not None
