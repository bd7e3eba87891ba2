"""How often a pattern is walked, how much more often than by chance, and how fast."""

from collections.abc import Iterator, Mapping

from footlights.analysis.pattern_counts import pattern_counts
from footlights.analysis.patterns import PatternPlan, first_matches, pattern_plan
from footlights.measures.estimates import (
    difference_of_shares,
    estimate,
    median,
    share,
    unknown,
)
from footlights.measures.result import Estimate
from footlights.measures.view import View, ViewColumn
from footlights.model.map import Map
from footlights.model.patterns.parsing import parse_pattern
from footlights.model.patterns.rewriting import begun, ends_as_it_begins, last_part
from footlights.model.patterns.tree import WORDS, Pattern
from footlights.statistics.lift import Together, lift
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

_NO_JOURNEYS = "no journeys"
_ONE_PART = "the pattern has one part only"
_COLUMNS = (
    ViewColumn(name="pattern", about="The pattern as it was understood.", role="key"),
    ViewColumn(name="journeys", about="Journeys that match it.", role="count"),
    ViewColumn(name="all_journeys", about="All journeys.", role="count"),
    ViewColumn(name="share", about="Share of all journeys.", role="estimate"),
    ViewColumn(
        name="begun",
        about="Journeys that match what comes before its last part.",
        role="count",
    ),
    ViewColumn(
        name="share_of_begun",
        about="Share of those that go on to match all of it.",
        role="estimate",
    ),
    ViewColumn(
        name="base_rate",
        about="Share of all journeys that match the last part alone, anywhere.",
        role="estimate",
    ),
    ViewColumn(
        name="lift", about="`share_of_begun` over `base_rate`.", role="estimate"
    ),
    ViewColumn(
        name="seconds",
        about="Median time from the begin of the first touch of the first match to"
        " the begin of its last, seconds.",
        role="estimate",
    ),
    ViewColumn(
        name="share_completed",
        about="Share of the matching journeys that were completed.",
        role="estimate",
    ),
    ViewColumn(
        name="share_completed_others",
        about="Share of the other journeys that were completed.",
        role="estimate",
    ),
    ViewColumn(
        name="share_completed_lead",
        about="The former less the latter.",
        role="estimate",
    ),
)


@standard
def pattern(log: PreparedLog, text: str) -> View:
    """Answer a sequence question.

    Args:
        log: The prepared log.
        text: The question in the language of `docs/patterns.md`, such as
            `call -> not(resolved)* -> call within 7d`.

    Returns:
        One row.

    Raises:
        EmptyPatternError: Nothing is written.
        PatternSyntaxError: Something stands where it cannot.
        UnknownPatternNameError: A name that neither the map nor the log has.
        ZeroWindowError: A window is 0.
        PatternMatchesEverythingError: It asks for no touch at all.
        PatternMatchesNothingError: It asks for what cannot be.
        PatternNotSupportedError: It can be read and not be answered.
    """
    asked = parse_pattern(text)
    plan = pattern_plan(asked, log.prepared, log.map)
    before, after = begun(asked), last_part(asked)
    matches = log.engine.keep("pattern_matches", first_matches(log.prepared, plan))
    row = log.row(
        pattern_counts(
            log.prepared,
            matches,
            plan,
            _plan(log, before, plan),
            _plan(log, after, plan),
        )
    )
    spans = log.quantiles(matches, [], "seconds", MEDIAN)
    counts = row or {}
    nowhere = _unreachable(log.map, plan) if not counts["matching"] else []
    against = _NOT_AGAINST_CHANCE if before is None else _against_chance(counts)
    if ends_as_it_begins(asked):
        against |= {"lift": unknown(_SAME_ENDS)}
    shares = _shares(counts) | against
    if nowhere:
        reason = f"no event can reach {', '.join(nowhere)}"
        shares = dict.fromkeys(shares, unknown(reason))
    return View(
        name="pattern",
        columns=_COLUMNS,
        rows=(
            {
                "pattern": str(asked),
                "journeys": counts["matching"],
                "all_journeys": counts["journeys"],
                "begun": counts["begun"] if before is not None else None,
                "seconds": median(spans[0] if spans else None, "no journey matches"),
                **shares,
            },
        ),
        notes=tuple(_notes(log.map, plan)),
    )


def _plan(log: PreparedLog, part: Pattern | None, whole: PatternPlan) -> PatternPlan:
    return whole if part is None else pattern_plan(part, log.prepared, log.map)


def _shares(counts: Mapping[str, int]) -> dict[str, Estimate]:
    n, matching = counts["journeys"], counts["matching"]
    inside = counts["matching_completed"], matching
    outside = counts["completed"] - inside[0], n - matching
    return {
        "share": share(matching, n, _NO_JOURNEYS),
        "share_completed": share(*inside, "no journey matches"),
        "share_completed_others": share(*outside, "every journey matches"),
        "share_completed_lead": difference_of_shares(
            inside, outside, "one of the two has no journeys"
        ),
    }


def _against_chance(counts: Mapping[str, int]) -> dict[str, Estimate]:
    n, first, last = counts["journeys"], counts["begun"], counts["last"]
    together = Together(n, first, last, counts["both"], counts["matching"])
    return {
        "share_of_begun": share(counts["matching"], first, "no journey begins so"),
        "base_rate": share(last, n, _NO_JOURNEYS),
        "lift": estimate(lift(together), min(first, last))
        if first and last
        else unknown("no journey has both parts"),
    }


_SAME_ENDS = "it ends as it begins: whoever begins so has such an end already"
_NOT_AGAINST_CHANCE = {
    "share_of_begun": unknown(_ONE_PART),
    "base_rate": unknown(_ONE_PART),
    "lift": unknown(_ONE_PART),
}


def _unreachable(map_: Map, plan: PatternPlan) -> list[str]:
    """Name the touchpoints that a pattern names and no event can reach."""
    numbers = {
        no
        for name, nos in plan.letters.means.items()
        if name.kind == "touchpoint"
        for no in nos
    }
    return [
        touchpoint.id
        for no, touchpoint in enumerate(map_.touchpoints, 1)
        if no in numbers and not touchpoint.is_recorded
    ]


def _notes(map_: Map, plan: PatternPlan) -> Iterator[str]:
    yield (
        "A journey counts once, however often it matches; its first match is timed."
        " Shares have Wilson's interval, differences Newcombe's, the lift that of the"
        " delta method on its logarithm."
    )
    yield (
        "The base rate is how many journeys would end so if the begin of the pattern"
        " made no difference. Long journeys have more of everything, so a lift above 1"
        " is a reason to look and no cause."
    )
    yield (
        "Whether a journey was completed can follow from the pattern itself, where a"
        " touchpoint of it completes journeys."
    )
    named = plan.letters.means
    kinds = {name.kind for name in named}
    if "channel" in kinds:
        yield "A touch whose channel is not recorded is on no channel."
    if "team" in kinds:
        yield "A touch whose team is not recorded is with no team."
    silent = _unreachable(map_, plan)
    if silent:
        yield f"No event of the log can reach {', '.join(silent)}: nobody is ever there."
    if ends_as_it_begins(plan.pattern):
        yield (
            "It ends with a touch that its begin has already, so every journey that"
            " begins so would count for the base rate: there is no lift."
        )
    for word in WORDS:
        if word in map_.touchpoint_no and f"touchpoint:{word}" not in plan.pattern.text:
            yield (
                f"The map has a touchpoint {word!r}, which is written"
                f" touchpoint:{word}; {word} alone is a word of the language."
            )
