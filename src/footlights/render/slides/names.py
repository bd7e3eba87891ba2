"""Who and what a finding or a pain is about, in the names of the map."""

from footlights.measures.measured import Finding
from footlights.measures.wording import counted
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint


class MapNames:
    """Names of the parts of one map."""

    def __init__(self, map_: Map) -> None:
        self._touchpoints = {t.id: t for t in map_.touchpoints}
        self._stages = {stage.id: stage.name for stage in map_.stages}
        self._teams = {team.id: team.name for team in map_.teams}
        self._owner = {a.id: t for t in map_.touchpoints for a in t.activities}
        self._activities = {a.id: a for a in map_.activities}
        self._segments = {segment.id for segment in map_.segments}

    def touchpoint(self, finding: Finding) -> Touchpoint | None:
        """Give the touchpoint of a finding; that of its activity; None if none."""
        found = self._touchpoints.get(finding.touchpoint or "")
        return found or self._owner.get(finding.activity or "")

    def place(self, finding: Finding) -> str:
        """Name where a finding is: its touchpoint, else its stage; empty if neither."""
        touchpoint = self.touchpoint(finding)
        if touchpoint is not None:
            return touchpoint.name
        stage = self._stages.get(finding.stage or "")
        return f"Stage {stage}" if stage else ""

    def teams_of_finding(self, finding: Finding) -> str:
        """Name the team of the activity it is about, else those at the touchpoint."""
        activity = self._activities.get(finding.activity or "")
        if activity is not None:
            team = activity.team or ""
            return self._teams.get(team, team)
        touchpoint = self.touchpoint(finding)
        return self.teams(touchpoint) if touchpoint else ""

    def teams(self, touchpoint: Touchpoint) -> str:
        """Name the teams behind a touchpoint, each once; empty if none is drawn."""
        ids = dict.fromkeys(a.team for a in touchpoint.activities if a.team)
        return ", ".join(self._teams.get(team, team) for team in ids)


def who(finding: Finding, about: str, place: str) -> str:
    """Say whose journeys a finding is about."""
    if finding.code == "off-the-map":
        return "Persons with an event that the map does not explain"
    if finding.group is not None and finding.touchpoint is None:
        return f"Journeys with: {about}"
    if finding.code == "never-happens":
        return "All journeys"
    if place:
        return f"Journeys that reach: {place}"
    return "Journeys on this map"


def how_many(finding: Finding) -> str:
    """Say how many are affected: journeys, or persons where persons were counted."""
    if finding.code == "off-the-map":
        return counted(finding.journeys, "person")
    return counted(finding.journeys, "journey")
