"""The line of facts under the name of a map, and who answers for it."""

from dataclasses import dataclass

from footlights.measures.measured import Measured
from footlights.measures.wording import counted, day, period, share
from footlights.model.map import Map


@dataclass(frozen=True)
class Fact:
    """One of the facts under the title."""

    text: str
    """What it says."""

    href: str = ""
    """Where more of it stands; empty for no link."""


def alarm(measured: Measured | None) -> str:
    """Say where a sum that must come out does not; nothing where all do."""
    if measured is None or all(of.holds for of in measured.identities):
        return ""
    return "A sum that must come out does not: at least one number here is wrong."


def who(map_: Map) -> str:
    """Say who answers for a map, and when it was looked at; empty if not said."""
    parts = [map_.owner] if map_.owner else []
    if map_.review is not None:
        parts.append(f"reviewed {day(map_.review.last)}")
    return " · ".join(parts)


def facts(map_: Map, measured: Measured | None) -> tuple[Fact, ...]:
    """Give the facts: how much was read, and how far the map explains it."""
    if measured is None:
        counts = (
            counted(len(map_.stages), "stage"),
            counted(len(map_.touchpoints), "touchpoint"),
            counted(len(map_.activities), "activity", "activities"),
        )
        return (*(Fact(count) for count in counts), Fact("not measured yet"))
    log = measured.log
    read = [
        Fact(
            f"{counted(log.journeys, 'journey')}, {period(log.from_, log.to)}",
        )
    ]
    on_map = measured.coverage.share_on_map.value
    if on_map is not None:
        read.append(Fact(f"{share(on_map)} of {log.events:,} events are on this map"))
    off = measured.coverage.events_off_map
    if off:
        are = "is" if off == 1 else "are"
        read.append(Fact(f"{counted(off, 'event')} {are} not", "#off-map"))
    return tuple(read)
