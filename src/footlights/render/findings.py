"""Findings beside the map: each lights its touchpoint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from footlights.measures.measured import Finding, Measured
from footlights.measures.wording import counted, finding_words
from footlights.model.map import Map
from footlights.render.text_lanes import channel_name


@dataclass(frozen=True)
class FindingCard:
    """One finding."""

    rank: int
    """Its place among all findings, from 1: most journeys affected first."""

    about: str
    """Name of the touchpoint, stage, activity or group it is about."""

    touchpoint: str
    """Id of the touchpoint that it lights; empty if it lights none."""

    what: str
    """The kind of finding in words: `slower than expected`."""

    text: str
    """The statement, with its numbers."""

    look_at: str
    """What to look at next."""

    affected: str
    """How many journeys: `464 journeys`; in words where that is not known."""

    p: str
    """The corrected probability: `p < 0.001`; empty where none was computed."""


@dataclass(frozen=True)
class FindingsView:
    """All findings, in order of rank."""

    id: str
    """Id of its root element."""

    heading: str
    """What stands over them."""

    cards: tuple[FindingCard, ...]
    """The findings."""

    is_measured: bool
    """Whether the map was held against a log at all."""


def findings_view(map_: Map, measured: Measured | None) -> FindingsView:
    """Show the findings of a measured map."""
    cards = () if measured is None else tuple(finding_cards(map_, measured.findings))
    return FindingsView(
        id="findings",
        heading="What hurts most",
        cards=cards,
        is_measured=measured is not None,
    )


def finding_cards(map_: Map, findings: Iterable[Finding]) -> Iterator[FindingCard]:
    """Yield one card to a finding, ranked from 1."""
    names = _Names(map_)
    for rank, finding in enumerate(findings, start=1):
        yield FindingCard(
            rank=rank,
            about=names.of(finding),
            touchpoint=names.touchpoint_to_light(finding),
            what=finding_words(finding.code),
            text=_without_name(finding.text, names.of(finding)),
            look_at=finding.look_at,
            affected=counted(finding.journeys, "journey")
            if finding.code != "not-measured"
            else "how many journeys is not known",
            p=probability(finding.p),
        )


def _without_name(text: str, name: str) -> str:
    """Leave out the name before the statement: it stands over it already."""
    said = text.removeprefix(f"{name}: ")
    return said if said == text else said[:1].upper() + said[1:]


def probability(p: float | None) -> str:
    """Write a probability: `p 0.03`; `p < 0.001` below that."""
    if p is None:
        return ""
    return "p < 0.001" if p < 0.001 else f"p {p:.3f}".rstrip("0").rstrip(".")


class _Names:
    """Names of everything a finding can be about."""

    def __init__(self, map_: Map) -> None:
        self._touchpoints = {t.id: t.name for t in map_.touchpoints}
        self._stages = {stage.id: stage.name for stage in map_.stages}
        self._first = {stage.id: stage.touchpoints[0].id for stage in map_.stages}
        self._activities = {a.id: a.does for a in map_.activities}
        self._owner = {a.id: t.id for t in map_.touchpoints for a in t.activities}
        self._groups = {channel.id: channel_name(channel) for channel in map_.channels}
        self._groups |= {segment.id: segment.name for segment in map_.segments}

    def of(self, finding: Finding) -> str:
        """Name what the finding is about, the most telling name first."""
        if finding.activity is not None:
            return self._activities.get(finding.activity, finding.activity)
        if finding.touchpoint is not None:
            name = self._touchpoints.get(finding.touchpoint, finding.touchpoint)
            if finding.group is not None:
                return f"{name} · {self._groups.get(finding.group, finding.group)}"
            return name
        if finding.stage is not None:
            return self._stages.get(finding.stage, finding.stage)
        if finding.group is not None:
            return self._groups.get(finding.group, finding.group)
        return "The whole map"

    def touchpoint_to_light(self, finding: Finding) -> str:
        """Name the column to light: its own, its activity's; none for the rest."""
        if finding.touchpoint in self._touchpoints:
            return finding.touchpoint or ""
        return self._owner.get(finding.activity or "", "")
