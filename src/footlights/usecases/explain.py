"""Say what a measured number is: its definition, how it was counted, and its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from pydantic_core import to_jsonable_python

from footlights.errors import UnknownMeasureError
from footlights.findings.rules import FALSE_SHARE, RULES
from footlights.measures.measured import Finding, Measured
from footlights.measures.places import Part, parts_of
from footlights.measures.result import ENOUGH, Estimate

QUANTILES = frozenset({"median", "p90", "p95", "median_seconds"})
"""Estimates that are quantiles, by the name of their field."""

MEANS = frozenset({"mean", "valence", "touches_per_journey", "score"})
"""Estimates that are means."""

MEAN_DIFFERENCES = frozenset({"score_difference"})
"""Estimates that are a mean less another."""

SHARE_DIFFERENCES = frozenset({"completion_difference", "repeat_difference"})
"""Estimates that are a share less another."""

SHARES = frozenset(
    {
        "completion",
        "ends",
        "followed",
        "goes_back",
        "kept",
        "met",
        "other_channel",
        "out_of_order",
        "repeated",
        "share",
        "share_lost",
        "share_of_departures",
        "share_of_journeys",
        "share_on_map",
        "skipped",
    }
)
"""Estimates that are a share, 0 to 1."""

_HOW = {
    SHARES: "A share, 0 to 1: a count over n. Its 95 % interval is Wilson's (1927).",
    MEANS: "A mean over n. Its 95 % interval is Student's t (1908), cut off where the"
    " scale ends.",
    QUANTILES: "A quantile of n values, in seconds. Its 95 % interval runs between"
    " order statistics, and assumes no form of the distribution.",
    MEAN_DIFFERENCES: "A mean less another. Its 95 % interval is Welch's (1947); n"
    " counts both sides.",
    SHARE_DIFFERENCES: "A share less another. Its 95 % interval is Newcombe's (1998,"
    " method 10); n counts both sides.",
}

_FEW = (
    f" An estimate on fewer than {ENOUGH} is marked as too few and carries no finding."
)

_FOUND = (
    " The number is tested against the least difference that matters, one-sided, from"
    " its 95 % interval; within this kind of finding the probabilities are corrected"
    " for the number of candidates (Benjamini-Hochberg), and p is at most"
    f" {FALSE_SHARE:g}. It is an association: it says where to look, not why."
)

_COUNTED = "A count or a fact of the log: nothing is estimated, so it has no interval."

_HOLDS = "It holds several numbers: add the name of one of its fields, or of an entry."


@dataclass(frozen=True)
class Explanation:
    """What a place in the measures is."""

    what: str
    """The place, such as `touchpoints.greeting.score.mean`."""

    about: str
    """What it means, with its unit."""

    how: str
    """How it was counted, and where its interval comes from."""

    value: JsonValue
    """What was measured; None for a place that holds several numbers."""

    holds: tuple[str, ...]
    """Names that may follow the place; none after a number."""


@dataclass(frozen=True)
class Found:
    """A place in the measures, and what stands there."""

    names: tuple[str, ...]
    """The names that lead to it."""

    value: Any  # any part of the measures
    """What stands there."""

    about: str
    """What is said of its field."""

    @property
    def plain(self) -> JsonValue:
        """What stands there, as JSON says it."""
        plain: JsonValue = to_jsonable_python(self.value, by_alias=True)
        return plain


def find_place(measured: Measured, what: str) -> Found:
    """Find a place in the measures.

    Args:
        measured: The measures.
        what: Names joined by dots, as in the JSON of `footlights measure --json`;
            an entry of a list by its id (`touchpoints.greeting.wait_seconds.p90`), a
            transition by both ends (`transitions.menu>order.touches`), a contrast by
            its kind (`contrasts.segment:regulars`), anything else, such as a finding,
            by its number from 1 (`findings.1`).

    Raises:
        UnknownMeasureError: There is no such place; the nearest name is said.
    """
    left, names = what.strip(), list[str]()
    found = Part("", measured, "Everything that was measured.")
    while left:
        known = {part.name: part for part in parts_of(found.value)}
        # A name may hold a dot itself: the longest that fits is meant.
        fits = [name for name in known if f"{left}.".startswith(f"{name}.")]
        if isinstance(found.value, Estimate) or not fits:
            here = () if isinstance(found.value, Estimate) else tuple(known)
            raise UnknownMeasureError(".".join(names), left.split(".")[0], here)
        name = max(fits, key=len)
        about = known[name].about or found.about
        found = Part(name, known[name].value, about)
        names.append(name)
        left = left[len(name) + 1 :]
    return Found(tuple(names), found.value, found.about)


def explain(measured: Measured, what: str) -> Explanation:
    """Say what a place in the measures is, how it was counted, and its value.

    Args:
        measured: The measures.
        what: The place, as for `find_place`.

    Raises:
        UnknownMeasureError: There is no such place; the nearest name is said.
    """
    found = find_place(measured, what)
    value = found.value
    holds = (
        ()
        if isinstance(value, Estimate)
        else tuple(part.name for part in parts_of(value))
    )
    return Explanation(
        what=".".join(found.names),
        about=found.about,
        how=_how(value, found.names[-1] if found.names else "", holds),
        value=None if holds and not isinstance(value, Finding) else found.plain,
        holds=holds,
    )


def _how(found: Any, field: str, holds: Sequence[str]) -> str:
    match found:
        case Finding():
            rule = next(rule for rule in RULES if rule.code == found.code)
            said = " ".join((type(rule).__doc__ or "").split())
            return said + (_FOUND if found.p is not None else "")
        case Estimate():
            return (
                next((how for names, how in _HOW.items() if field in names), "")
                + _FEW
                + (f" Here: {found.reason}." if found.reason else "")
            ).strip()
        case _:
            return _HOLDS if holds else _COUNTED
