"""What `generate` plants is found again, and nothing is found where nothing is."""

from collections import Counter

import pytest

from footlights.usecases.examples import read_example
from footlights.usecases.generate import generate
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events

MAPS = ("dinner", "helpline", "service-desk")
SEEDS = range(20)
JOURNEYS = 2_000

FOUND_AS = {
    "wait-hurts": {"slower-than-expected", "hurts"},
    "stage-loses": {"loses-people"},
    "segment-suffers": {"segment-suffers"},
    "channel-broken": {"channel-fails"},
}
"""Codes under which each kind of effect must be found."""

PLANTED = set().union(*FOUND_AS.values())


def found_in(name, folder, seed, *, with_effects):
    map_ = read_example(name)
    path = folder / f"{name}-{seed}.parquet"
    generate(map_, JOURNEYS, seed, path, with_effects=with_effects)
    with read_events(path) as log:
        measured = measure(map_, log)
    assert all(identity.holds for identity in measured.result.identities)
    return map_, measured.findings


def place_of(map_, effect):
    """Name what a finding about the effect must be about."""
    if effect.kind == "wait-hurts":
        wait = map_.touchpoint(effect.touchpoint)
        felt_at = wait.id if wait.is_recorded else wait.between[1]
        return {("slower-than-expected", wait.id), ("hurts", felt_at)}
    code = next(iter(FOUND_AS[effect.kind]))
    return {(code, getattr(effect, effect.kind.split("-")[0]))}


def about(finding):
    if finding.code in {"segment-suffers", "channel-fails"}:
        return finding.code, finding.group
    if finding.code == "loses-people":
        return finding.code, finding.stage
    return finding.code, finding.touchpoint


@pytest.mark.parametrize("name", MAPS)
def test_every_planted_effect_is_among_the_first_findings(name, tmp_path):
    map_, findings = found_in(name, tmp_path, 1, with_effects=True)

    first = {about(finding) for finding in findings[:20]}
    for effect in map_.simulation.effects:
        wanted = place_of(map_, effect)
        # A wait on a channel that fails as well does not stand out against the rest.
        assert wanted & first, f"{effect.id} was not found: {findings}"


@pytest.mark.parametrize("name", MAPS)
def test_nothing_planted_is_found_where_nothing_was_planted(name, tmp_path):
    found = Counter()
    for seed in SEEDS:
        _map, findings = found_in(name, tmp_path, seed, with_effects=False)
        found.update({f.code for f in findings} & PLANTED)

    false = sum(found.values()) / (len(SEEDS) * len(PLANTED))
    assert false <= 0.05, found
