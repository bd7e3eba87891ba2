"""The parts of a discovered map, each with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from footlights.model.slugs import slugs
from footlights.model.spelling import plain
from footlights.usecases.discovered_facts import (
    Common,
    Facts,
    Waited,
    Way,
)
from footlights.usecases.discovered_words import (
    MOST_SIGNS,
    counted,
    form_of,
    percent,
    quoted,
    rounded_up,
    said,
    title,
)

MOST_CHANNELS = 20
"""Channels that are declared, besides those of touchpoints."""

MOST_WAITS = 5
SHORTEST_WAIT = 1800
TIMES_TYPICAL = 5

Document = dict[str, Any]
"""A part of a map, as a map file says it."""


@dataclass(frozen=True)
class Said:
    """A part of the map, and the comments above its keys."""

    part: Document
    """As a map file says it."""

    why: str
    """The comment above the part itself."""

    reasons: Mapping[str, str]
    """Comments above its keys."""


def channel_parts(facts: Facts) -> tuple[Said, ...]:
    """Declare the channels of the log: the 20 commonest, and all that are drawn."""
    drawn = {plain(common.value) for common in facts.channels.values()}
    words = [
        word
        for place, word in enumerate(facts.channel_words)
        if place < MOST_CHANNELS or plain(word) in drawn
    ]
    found = []
    for word, slug in zip(words, slugs(words, "channel"), strict=True):
        form, hint = form_of(word)
        part: Document = {"id": slug, "form": form, "name": title(word)}
        if plain(part["name"]) != plain(word):
            part["said_as"] = [word]
        why = (
            f"Guess: {form}, from the word {hint!r}."
            if hint
            else f"Guess: {form}, since nothing in the word {quoted(word)} tells."
        )
        found.append(Said(part, why, {}))
    return tuple(found)


def team_parts(facts: Facts) -> dict[str, Document]:
    """Declare the teams that are drawn, by their name in the log, in its order."""
    names = sorted({common.value for common in facts.teams.values()})
    return {
        name: {"id": slug, "name": title(name)}
        for name, slug in zip(names, slugs(names, "team"), strict=True)
    }


@dataclass(frozen=True)
class Wait:
    """A wait that is proposed."""

    before: int
    """Number of the touchpoint that it begins at."""

    after: int
    """Number of the touchpoint that it ends at."""

    way: Way
    """The direct way between them."""


def long_ways(facts: Facts, order: Sequence[int]) -> list[Wait]:
    """Choose the ways on which people wait.

    Ways forward that at least 10 % of departures take, between touchpoints that at
    least 5 % of journeys meet, whose median time is over 30 min and over 5 times the
    median of all ways; of these the 5 on which most time passes, in map order.
    """
    place = {no: at for at, no in enumerate(order)}
    longest = max(SHORTEST_WAIT, TIMES_TYPICAL * (facts.typical_seconds or 0))
    found = [
        Wait(before, after, way)
        for (before, after), way in facts.ways.items()
        if place[before] < place[after]
        and way.seconds > longest
        and way.touches * 10 >= departures(facts, before)
        and all(
            facts.totals[no]["journeys"] * 20 >= facts.journeys
            for no in (before, after)
        )
    ]
    found.sort(
        key=lambda w: (
            -w.way.touches * w.way.seconds,
            place[w.before],
            place[w.after],
        )
    )
    return sorted(found[:MOST_WAITS], key=lambda w: (place[w.before], place[w.after]))


def departures(facts: Facts, touchpoint_no: int) -> int:
    """Count touches that lead on to another touchpoint; staying is no departure."""
    total = facts.totals[touchpoint_no]
    stays = facts.ways.get((touchpoint_no, touchpoint_no))
    return int(total["touches"] - total["ends"] - (stays.touches if stays else 0))


def wait_part(
    wait: Wait,
    waited: Waited,
    facts: Facts,
    ids: Mapping[int, str],
    names: Sequence[str],
) -> Said:
    """Draw a wait; its id is left to whoever draws the map.

    Args:
        wait: Which.
        waited: How long it is.
        facts: Counts of the log.
        ids: Id of each touchpoint, by its number.
        names: Name of each touchpoint, by its number less 1.
    """
    before, after = (names[no - 1] for no in (wait.before, wait.after))
    limit = rounded_up(waited.upper)
    part: Document = {
        "name": f"Wait for {title(after)}"[:MOST_SIGNS].strip(),
        "kind": "wait",
        "between": [ids[wait.before], ids[wait.after]],
        "expects": [{"what": "wait", "at_most": limit, "for": "75%"}],
        "source": {"kind": "events", "n": waited.n},
    }
    left = departures(facts, wait.before)
    why = (
        f"Guess: people wait here. {wait.way.touches:,} of {left:,} departures"
        f" ({percent(wait.way.touches, left)}) from {quoted(before)} lead straight to"
        f" {quoted(after)}, and half of them take over {said(wait.way.seconds)}; from"
        f" one touch to the next it is usually {said(facts.typical_seconds or 0)}."
    )
    expects = (
        f"What the log shows, not what anybody expects: of {waited.n:,} such waits half"
        f" last at most {said(waited.median)}, three in four at most"
        f" {said(waited.upper)}, here rounded up."
    )
    return Said(part, why, {"expects": expects})


def touchpoint_part(
    name: Mapping[str, Any], total: Mapping[str, Any] | None, facts: Facts
) -> Said:
    """Draw a touchpoint without its id, channel and activities.

    Args:
        name: `discovery.NAMES` of its event.
        total: `discovery.MEETINGS` of it; None if no journey met it.
        facts: Counts of the log.
    """
    touches = total["touches"] if total else 0
    part: Document = {
        "name": title(name["event"]),
        "source": {"kind": "events", "n": touches},
        "matches": [name["event"]],
    }
    if total is None:
        why = f"{counted(name['events'], 'event')}, and none belongs to a journey."
        return Said(part, why, {})
    why = (
        f"{counted(name['events'], 'event')} of {counted(name['persons'], 'person')}, in"
        f" {total['journeys']:,} of {facts.journeys:,} journeys"
        f" ({percent(total['journeys'], facts.journeys)})."
    )
    reasons = {}
    if total["repeated"] * 2 >= total["journeys"]:
        part["repeats"] = True
        reasons["repeats"] = (
            f"Guess: meant to, since {total['repeated']:,} of {total['journeys']:,}"
            " journeys here are here more than once."
        )
    return Said(part, why, reasons)


def drawn_channel(common: Common, channels: Sequence[Said]) -> tuple[str, str]:
    """Give the id of a touchpoint's channel, and why."""
    why = (
        f"The commonest: {quoted(common.value)} in {common.touches:,} of"
        f" {common.known:,} touches with a channel"
        f" ({percent(common.touches, common.known)})."
    )
    ids = {plain(channel.part["name"]): channel.part["id"] for channel in channels}
    return ids[plain(title(common.value))], why


def drawn_activity(
    activity_id: str, name: str, common: Common, teams: Mapping[str, Document]
) -> tuple[Document, str]:
    """Draw what the commonest team does for a touchpoint, and say why."""
    part = {
        "id": activity_id,
        "line": "frontstage",
        "does": title(name),
        "team": teams[common.value]["id"],
    }
    why = (
        f"Guess: the commonest team, {quoted(common.value)} in {common.touches:,} of"
        f" {common.known:,} touches with a team"
        f" ({percent(common.touches, common.known)}), in sight of the customer."
    )
    return part, why
