"""The page of one touchpoint: what is drawn, what is measured, who wrote what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from footlights.measures.estimate_wording import score_writer, share_writer
from footlights.measures.measured import ActivityMeasures, Measured
from footlights.measures.measured_touchpoint import Quote, TouchpointMeasures
from footlights.measures.wording import counted, day, share
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint
from footlights.render.activity_lane import activity_card
from footlights.render.bars import (
    DurationMark,
    ScoreRow,
    ShareRow,
    duration_marks,
    neighbour_rows,
    score_rows,
    share_rows,
)
from footlights.render.feeling_curve import FeelingPoint, feeling_curve
from footlights.render.findings import FindingCard, finding_cards
from footlights.render.hours_table import HoursView, hours_view
from footlights.render.icons import touchpoint_icon
from footlights.render.key_numbers import KeyNumber, key_numbers
from footlights.render.lanes import ActivityCard, NumberEntry
from footlights.render.map_grid import page_on_this_page
from footlights.render.number_lane import expectation_entries
from footlights.render.text_lanes import channel_name, expectation_words, source_words
from footlights.render.trend_picture import TrendView, trend_view


@dataclass(frozen=True)
class PageLink:
    """A way to another touchpoint's page."""

    href: str
    """Where it leads."""

    name: str
    """What the reader sees."""


@dataclass(frozen=True)
class DrawnFact:
    """One thing the map says about the touchpoint."""

    name: str
    """The lane: `Doing`, `Needs`."""

    lines: tuple[str, ...]
    """What it says."""


@dataclass(frozen=True)
class QuoteView:
    """What somebody wrote."""

    text: str
    """The words, personal data masked."""

    score: str
    """The score that came with it; empty if none."""

    day: str
    """When it was written."""


@dataclass(frozen=True)
class PageActivity:
    """One activity behind the touchpoint."""

    line: str
    """`frontstage`, `backstage` or `support`."""

    card: ActivityCard
    """What is done, by whom, how well."""


@dataclass(frozen=True)
class TouchpointPageView:
    """All of a touchpoint on one page."""

    id: str
    """Id of its root element: `touchpoint-` and the touchpoint's id."""

    no: str
    """Its place: `5 of 11`."""

    name: str
    """What the reader sees."""

    stage: str
    """Name of its stage."""

    icon: str
    """Its icon."""

    channel: str
    """Its channel in words; empty if none."""

    kinds: str
    """What kind of touchpoint it is: `wait, optional`."""

    column: str
    """Link to its column on the map."""

    before: PageLink | None
    """The touchpoint drawn before it."""

    after: PageLink | None
    """The touchpoint drawn after it."""

    drawn: tuple[DrawnFact, ...]
    """What the map says."""

    feeling: FeelingPoint
    """Its feeling, drawn and measured, in words."""

    unmeasured: str
    """Why there are no numbers; empty if there are."""

    numbers: tuple[KeyNumber, ...]
    """Key numbers."""

    expectations: tuple[NumberEntry, ...]
    """Each expectation: the share that met it."""

    trend: TrendView | None
    """Week by week; None under two weeks."""

    hours: HoursView | None
    """By weekday and hour; None if nobody came."""

    durations: tuple[DurationMark, ...]
    """How long it takes."""

    scores: tuple[ScoreRow, ...]
    """Answers by score, highest first."""

    counts: tuple[tuple[str, tuple[ShareRow, ...]], ...]
    """Channels, teams and locations, each with its rows; empty ones left out."""

    came_from: tuple[ShareRow, ...]
    """Where people came from."""

    went_to: tuple[ShareRow, ...]
    """Where they went next."""

    quotes: tuple[QuoteView, ...]
    """What people wrote."""

    activities: tuple[PageActivity, ...]
    """What happens behind it."""

    findings: tuple[FindingCard, ...]
    """Findings about it."""

    findings_words: str
    """How many: `2 findings`; empty if none."""


def touchpoint_pages(
    map_: Map, measured: Measured | None
) -> tuple[TouchpointPageView, ...]:
    """Make a page for every touchpoint, in map order."""
    pages = _Pages(map_, measured)
    return tuple(pages.page(no) for no in range(len(map_.touchpoints)))


def touchpoint_page(
    map_: Map,
    measured: Measured | None,
    touchpoint_id: str,
    link: Callable[[str], str],
    column: Callable[[str], str],
) -> TouchpointPageView:
    """Make the page of one touchpoint, which stands alone.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None for nothing.
        touchpoint_id: Which touchpoint; it must be on the map.
        link: Gives the address of a touchpoint's page.
        column: Gives the address of its column on the map.
    """
    pages = _Pages(map_, measured, link, column)
    return pages.page(map_.touchpoint_no[touchpoint_id] - 1)


def _column_on_this_page(touchpoint_id: str) -> str:
    return f"#map-{touchpoint_id}"


class _Pages:
    """What all pages share: names, results by id, findings by touchpoint."""

    def __init__(
        self,
        map_: Map,
        measured: Measured | None,
        link: Callable[[str], str] = page_on_this_page,
        column: Callable[[str], str] = _column_on_this_page,
    ) -> None:
        self._map = map_
        self._address = link
        self._column = column
        self._names = {t.id: t.name for t in map_.touchpoints}
        self._channels = {channel.id: channel for channel in map_.channels}
        self._found: dict[str, TouchpointMeasures] = {}
        self._chain: dict[str, ActivityMeasures] = {}
        self._cards: dict[str, list[FindingCard]] = {}
        self._writer = score_writer(measured) if measured else None
        self._write_share = share_writer(measured) if measured else share
        self._zone = ""
        if measured is not None:
            self._found = {of.id: of for of in measured.touchpoints}
            self._chain = {of.id: of for of in measured.activities}
            self._zone = measured.log.zone
            for card in finding_cards(map_, measured.findings):
                self._cards.setdefault(card.touchpoint, []).append(card)

    def page(self, no: int) -> TouchpointPageView:
        """Make the page of one touchpoint, counted from 0."""
        touchpoint = self._map.touchpoints[no]
        of = self._found.get(touchpoint.id)
        stage = self._map.stages[self._map.stage_no_of[touchpoint.id] - 1]
        channel = self._channels.get(touchpoint.channel or "")
        cards = tuple(self._cards.get(touchpoint.id, ()))
        came_from, went_to = (
            neighbour_rows(of, self._names, self._address) if of else ((), ())
        )
        return TouchpointPageView(
            id=f"touchpoint-{touchpoint.id}",
            no=f"{no + 1} of {len(self._map.touchpoints)}",
            name=touchpoint.name,
            stage=stage.name,
            icon=touchpoint_icon(touchpoint, channel),
            channel=channel_name(channel) if channel else touchpoint.channel or "",
            kinds=_kinds(touchpoint),
            column=self._column(touchpoint.id),
            before=self._link(no - 1),
            after=self._link(no + 1),
            drawn=tuple(_drawn(self._map, touchpoint)),
            feeling=feeling_curve([touchpoint], [of]).points[0],
            unmeasured=_unmeasured(touchpoint, of),
            numbers=tuple(key_numbers(of, self._writer, self._write_share))
            if of
            else (),
            expectations=expectation_entries(of, self._write_share) if of else (),
            trend=trend_view(of.weeks, self._writer) if of else None,
            hours=hours_view(of.hours, self._zone) if of else None,
            durations=duration_marks(of.seconds) if of else (),
            scores=score_rows(of.score, self._writer) if of else (),
            counts=tuple(_counts(of, self._map)) if of else (),
            came_from=came_from,
            went_to=went_to,
            quotes=tuple(_quote(q) for q in of.quotes) if of else (),
            activities=tuple(_activities(self._map, touchpoint, self._chain)),
            findings=cards,
            findings_words=counted(len(cards), "finding") if cards else "",
        )

    def _link(self, no: int) -> PageLink | None:
        if not 0 <= no < len(self._map.touchpoints):
            return None
        touchpoint = self._map.touchpoints[no]
        return PageLink(self._address(touchpoint.id), touchpoint.name)


def _kinds(touchpoint: Touchpoint) -> str:
    words = []
    if touchpoint.kind != "interaction":
        words.append("wait" if touchpoint.kind == "wait" else "the customer alone")
    if touchpoint.directness != "primary":
        words.append(f"{touchpoint.directness} touchpoint")
    if touchpoint.purpose is not None:
        words.append(f"to {touchpoint.purpose}")
    if touchpoint.optional:
        words.append("optional")
    if touchpoint.repeats:
        words.append("meant to repeat")
    return ", ".join(words)


def _drawn(map_: Map, touchpoint: Touchpoint) -> Iterator[DrawnFact]:
    facts: tuple[tuple[str, tuple[str | None, ...]], ...] = (
        ("Doing", (touchpoint.doing,)),
        ("Thinking", (touchpoint.thinking,)),
        ("Needs", touchpoint.needs),
        ("Questions", touchpoint.questions),
        ("Said to them", (touchpoint.said,)),
        ("Evidence", (touchpoint.evidence,)),
        ("Expects", tuple(expectation_words(map_, e) for e in touchpoint.expects)),
        ("Pains", touchpoint.pains),
        *((lane.name, (touchpoint.notes.get(lane.id),)) for lane in map_.lanes),
        ("Known from", source_words(touchpoint)),
    )
    for name, lines in facts:
        said = tuple(line for line in lines if line)
        if said:
            yield DrawnFact(name, said)


def _unmeasured(touchpoint: Touchpoint, of: TouchpointMeasures | None) -> str:
    if of is not None and of.touches:
        return ""
    if not touchpoint.is_measurable:
        return (
            "No event can reach this touchpoint. Name the events that show it under"
            " `matches`, or ask people here."
        )
    if of is None:
        return "Nothing is measured yet. Hold the map against a log of events."
    return "Its events never came in this log. Check their names, or the log's period."


def _counts(
    of: TouchpointMeasures, map_: Map
) -> Iterator[tuple[str, tuple[ShareRow, ...]]]:
    channels = {channel.id: channel_name(channel) for channel in map_.channels}
    teams = {team.id: team.name for team in map_.teams}
    named = (
        ("Channels", of.channels, channels),
        ("Teams", of.teams, teams),
        ("Locations", of.locations, None),
    )
    for name, counts, names in named:
        if counts:
            yield name, share_rows(counts, names)


def _quote(quote: Quote) -> QuoteView:
    score = "" if quote.score is None else f"score {quote.score:g}"
    return QuoteView(quote.text, score, day(quote.on))


def _activities(
    map_: Map, touchpoint: Touchpoint, chain: Mapping[str, ActivityMeasures]
) -> Iterator[PageActivity]:
    for activity in touchpoint.activities:
        yield PageActivity(
            activity.line, activity_card(map_, activity, chain.get(activity.id))
        )
