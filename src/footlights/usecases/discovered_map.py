"""A discovered map, put together with its comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from footlights.model.map import Map
from footlights.model.problem import Where
from footlights.model.slugs import slugs
from footlights.usecases.discovered_facts import EventNames, Facts, Waited
from footlights.usecases.discovered_journeys import JourneyRule
from footlights.usecases.discovered_order import Cut, crossing_seconds, stage_cuts
from footlights.usecases.discovered_parts import (
    Document,
    Said,
    Wait,
    channel_parts,
    drawn_activity,
    drawn_channel,
    team_parts,
    touchpoint_part,
    wait_part,
)
from footlights.usecases.discovered_words import (
    MOST_SIGNS,
    counted,
    percent,
    quoted,
    reminding,
    said,
    title,
)
from footlights.usecases.event_log import ReadReport

LONG = 2
"""How many times the typical gap a time must be to divide stages."""


@dataclass(frozen=True)
class Discovery:
    """All that a discovered map is made of."""

    report: ReadReport
    """How the log was read."""

    names: EventNames
    """Its event names; that of touchpoint `no` is `kept[no - 1]`."""

    journeys: JourneyRule
    """What one journey is."""

    facts: Facts
    """Counts of the log."""

    order: Sequence[int]
    """Touchpoint numbers in map order."""

    waits: Sequence[Wait]
    """Waits to draw, in map order."""

    waited: Mapping[tuple[int, int], Waited]
    """How long each wait is, by the touchpoints it lies between."""

    def event(self, touchpoint_no: int) -> str:
        """Give the event name of a touchpoint."""
        name: str = self.names.kept[touchpoint_no - 1]["event"]
        return name


@dataclass
class CommentedMap:
    """A map and what to say above its places."""

    map: Map
    """The map."""

    comments: dict[Where, str] = field(default_factory=dict)
    """By place."""


def discovered_map(found: Discovery, map_id: str, name: str | None) -> CommentedMap:
    """Put the map together.

    Args:
        found: What it is made of.
        map_id: Its id.
        name: Its name; without it, the files it was made from.
    """
    channels = channel_parts(found.facts)
    teams = team_parts(found.facts)
    comments: dict[Where, str] = {
        ("footlights",): _about(found),
        ("stages",): _ABOUT_ORDER,
    }
    if found.journeys.rule == Map.model_fields["journeys"].default:
        # A rule that every map has unless it says otherwise stands in no file.
        comments["stages",] = f"{_about_journeys(found)}\n{_ABOUT_ORDER}"
    else:
        comments["journeys",] = _about_journeys(found)
    for no, channel in enumerate(channels):
        comments["channels", no] = channel.why
    if teams:
        comments["teams",] = "As the log names them: each does most at some touchpoint."
    stages = _Stages(found, channels, teams)
    document = {
        "footlights": 1,
        "id": map_id,
        "name": name or _named(found.report.files),
        "zone": None if found.report.zone == "UTC" else found.report.zone,
        "journeys": found.journeys.rule,
        "channels": [channel.part for channel in channels],
        "teams": list(teams.values()),
        "stages": stages.parts(),
    }
    return CommentedMap(Map.model_validate(document), comments | stages.comments)


def _named(files: Sequence[str]) -> str:
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"Discovered from {title(files[0])}"[: MOST_SIGNS - len(more)] + more


def _about(found: Discovery) -> str:
    names = found.names
    text = (
        f"A first map, made from the log alone: {counted(names.events, 'event')},"
        f" {counted(found.facts.journeys, 'journey')}. It explains"
        f" {percent(names.explained, names.events)} of the events.\n"
        "Above each guess stands what it rests on. What customers do, think and feel,"
        " and what the organisation wants, is in no log: add it."
    )
    left = names.all - len(names.kept)
    if not left:
        return text
    return (
        f"{text}\nLeft out: {left:,} of {names.all:,} event names, with"
        f" {counted(names.events - names.explained, 'event')}, for example"
        f" {', '.join(quoted(word) for word in names.left_out)}."
    )


def _about_journeys(found: Discovery) -> str:
    return (
        f"{found.journeys.why} A journey is complete when it meets any touchpoint of"
        " the last stage; add `completed_by: [...]` if it is others."
    )


_ABOUT_ORDER = (
    "Guess: touchpoints stand in the order in which most journeys first meet them, each"
    " two compared in the journeys that met both. Stages begin where much time passes,"
    " or in even parts. Name them after what the customer wants there."
)


class _Stages:
    """The stages, drawn one after the other."""

    def __init__(
        self,
        found: Discovery,
        channels: Sequence[Said],
        teams: Mapping[str, Document],
    ) -> None:
        self.comments: dict[Where, str] = {}
        self._found = found
        self._channels = channels
        self._teams = teams
        order = found.order
        names = [found.event(no) for no in order]
        waits = [reminding("Wait for", found.event(w.after)) for w in found.waits]
        ids = slugs([*names, *waits], "touchpoint")
        self._ids = dict(zip(order, ids, strict=False))
        self._wait_ids = dict(zip(found.waits, ids[len(order) :], strict=True))
        # Somebody has to be on a map that says what teams do: where most are.
        self._has_doing = order[0]
        totals = found.facts.totals
        if totals:
            self._has_doing = min(totals, key=lambda no: (-totals[no]["journeys"], no))

    def parts(self) -> list[Document]:
        """Draw all stages, and say above each why it begins there."""
        order = self._found.order
        facts = self._found.facts
        long = LONG * (facts.typical_seconds or 0)
        cuts = stage_cuts(crossing_seconds(order, facts.ways), long)
        ends = [*(cut.place for cut in cuts[1:]), len(order)]
        names = [self._found.event(order[cut.place]) for cut in cuts]
        ids = slugs([reminding("From", name) for name in names], "stage")
        found: list[Document] = []
        for no, (cut, end) in enumerate(zip(cuts, ends, strict=True)):
            self.comments["stages", no] = self._why_here(cut)
            touchpoints = self._touchpoints(no, order[cut.place : end])
            found.append(
                {
                    "id": ids[no],
                    "name": title(f"From {names[no]}"),
                    "touchpoints": touchpoints,
                }
            )
        return found

    def _why_here(self, cut: Cut) -> str:
        if cut.place == 0:
            return "The first stage begins with what people meet first."
        if cut.seconds is None:
            return "Guess: it begins here to part the touchpoints evenly."
        return (
            f"Guess: it begins here, since those who pass from what stands before to"
            f" what stands behind take {said(cut.seconds)} on average; from one"
            " touch to the next it is usually"
            f" {said(self._found.facts.typical_seconds or 0)}."
        )

    def _touchpoints(self, stage_no: int, numbers: Sequence[int]) -> list[Document]:
        found: list[Document] = []
        for no in numbers:
            where = ("stages", stage_no, "touchpoints", len(found))
            found.append(self._touchpoint(where, no))
            for wait in self._found.waits:
                if wait.before == no:
                    where = ("stages", stage_no, "touchpoints", len(found))
                    found.append(self._wait(where, wait))
        return found

    def _touchpoint(self, where: Where, no: int) -> Document:
        facts = self._found.facts
        drawn = touchpoint_part(
            self._found.names.kept[no - 1], facts.totals.get(no), facts
        )
        part = {"id": self._ids[no], **drawn.part}
        reasons = dict(drawn.reasons)
        if no in facts.channels:
            part["channel"], reasons["channel"] = drawn_channel(
                facts.channels[no], self._channels
            )
        if no in facts.teams:
            activity, reasons["activities"] = drawn_activity(
                self._ids[no], self._found.event(no), facts.teams[no], self._teams
            )
            part["activities"] = [activity]
        if self._teams and no == self._has_doing:
            part["doing"] = (
                f"Is here in {counted(facts.totals[no]['journeys'], 'journey')}"
            )
            reasons["doing"] = "All that the log tells; say what the customer does."
        self._comment(where, drawn.why, reasons)
        return part

    def _wait(self, where: Where, wait: Wait) -> Document:
        found = self._found
        names = [row["event"] for row in found.names.kept]
        waited = found.waited[wait.before, wait.after]
        drawn = wait_part(wait, waited, found.facts, self._ids, names)
        self._comment(where, drawn.why, drawn.reasons)
        return {"id": self._wait_ids[wait], **drawn.part}

    def _comment(self, where: Where, why: str, reasons: Mapping[str, str]) -> None:
        self.comments[where] = why
        for key, reason in reasons.items():
            self.comments[*where, key] = reason
