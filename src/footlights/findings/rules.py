"""All kinds of finding, and how candidates become findings."""

from footlights.findings.finding_rule import Candidate, Evidence, FindingRule
from footlights.findings.over_served import OverServed
from footlights.findings.scores import (
    ChannelFails,
    Hurts,
    SegmentSuffers,
    WorseThanDrawn,
)
from footlights.findings.walks import (
    ActivityLate,
    LosesPeople,
    NeverHappens,
    NotMeasured,
    OffTheMap,
    SendsPeopleBack,
    SlowerThanExpected,
)
from footlights.measures.measured import Finding, Measured
from footlights.model.map import Map
from footlights.statistics.intervals import benjamini_hochberg

RULES: tuple[FindingRule, ...] = (
    Hurts(),
    SlowerThanExpected(),
    LosesPeople(),
    SendsPeopleBack(),
    WorseThanDrawn(),
    SegmentSuffers(),
    ChannelFails(),
    ActivityLate(),
    OverServed(),
    OffTheMap(),
    NeverHappens(),
    NotMeasured(),
)
"""Every kind of finding, in the order in which equals are listed."""

FALSE_SHARE = 0.05
"""Share of findings of one kind that may be false, on average."""


def find(map_: Map, measured: Measured) -> tuple[Finding, ...]:
    """Make every finding that the evidence supports.

    A candidate is tested against the least difference that would matter, not against
    none. Within one kind of finding the probabilities are corrected for the number
    of candidates (Benjamini-Hochberg), and one over `FALSE_SHARE` is no finding.

    Returns:
        Findings, most journeys affected first; statements of what is not measured
        last.
    """
    evidence = Evidence(map_, measured)
    found = [finding for rule in RULES for finding in _tested(rule, evidence)]
    return tuple(sorted(found, key=lambda finding: -finding.journeys))


def _tested(rule: FindingRule, evidence: Evidence) -> list[Finding]:
    candidates = list(rule.candidates(evidence))
    tested = [c for c in candidates if c.p is not None]
    adjusted = dict(
        zip(
            map(id, tested),
            benjamini_hochberg([c.p for c in tested if c.p is not None]),
            strict=True,
        )
    )
    return [
        _finding(rule.code, candidate, adjusted.get(id(candidate)))
        for candidate in candidates
        if adjusted.get(id(candidate), 0.0) <= FALSE_SHARE
    ]


def _finding(code: str, candidate: Candidate, p: float | None) -> Finding:
    return Finding(
        code=code,
        text=candidate.text,
        look_at=candidate.look_at,
        touchpoint=candidate.touchpoint,
        stage=candidate.stage,
        activity=candidate.activity,
        group=candidate.group,
        journeys=candidate.journeys,
        estimate=candidate.estimate,
        p=p,
    )
