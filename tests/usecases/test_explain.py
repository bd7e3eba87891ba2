"""Every number can be explained."""

import pytest
from pydantic import BaseModel

from footlights.errors import UnknownMeasureError
from footlights.findings.rules import RULES
from footlights.measures.measured import Finding, Measured
from footlights.measures.result import Estimate
from footlights.usecases import explain as module
from footlights.usecases.explain import explain
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from support.kept_logs import drawn_map, table, visits

METHODS = (
    module.SHARES,
    module.MEANS,
    module.QUANTILES,
    module.MEAN_DIFFERENCES,
    module.SHARE_DIFFERENCES,
)


@pytest.fixture(scope="module")
def measured():
    map_ = drawn_map({"by": "person"})
    with read_events(table(visits(range(40)))) as log:
        return measure(map_, log).result


def estimate_fields(kind, seen=None):
    """Yield the name of every field that is an estimate, in all that is measured."""
    seen = set() if seen is None else seen
    if kind in seen or kind is Finding:
        return
    seen.add(kind)
    for name, field in kind.model_fields.items():
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if part is Estimate:
                yield name
            elif isinstance(part, type) and issubclass(part, BaseModel):
                yield from estimate_fields(part, seen)


def test_every_estimate_has_its_method():
    named = set(estimate_fields(Measured))

    assert named == set().union(*METHODS)
    assert sum(map(len, METHODS)) == len(named)


def test_every_kind_of_finding_says_what_it_is():
    assert all(type(rule).__doc__.strip().endswith(".") for rule in RULES)


def test_a_share_is_told_with_its_method_interval_and_n(measured):
    found = explain(measured, "touchpoints.a.share_of_journeys")

    assert found.about == "Share of all journeys that were here."
    assert "Wilson" in found.how
    assert found.value["value"] == 1.0
    assert found.value["n"] == 40
    assert found.holds == ()


def test_entries_go_by_their_id_their_ends_or_their_number(measured):
    assert explain(measured, "transitions.a>b.touches").value == 40
    assert explain(measured, "touchpoints.a.went_to.b.touches").value == 40
    assert "order statistics" in explain(measured, "touchpoints.w.seconds.p90").how


def test_a_place_that_holds_several_numbers_names_them(measured):
    found = explain(measured, "whole")

    assert found.value is None
    assert "completion" in found.holds
    assert "touchpoints" in explain(measured, "").holds


def test_a_number_that_is_missing_says_why(measured):
    found = explain(measured, "touchpoints.a.score.mean")

    assert found.value["value"] is None
    assert found.value["reason"] in found.how


@pytest.mark.parametrize(
    ("what", "near"),
    [
        ("touchpoints.x", "'touchpoints'"),
        ("whole.completio", "'completion'"),
        ("whole.journeys.n", "holds nothing"),
        ("findings.99", "'findings'"),
    ],
)
def test_a_place_that_is_not_there_is_told_with_what_is(measured, what, near):
    with pytest.raises(UnknownMeasureError, match=near):
        explain(measured, what)
