"""How expectations and goals changed: tightened, loosened, come or gone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from footlights.model.comparison.names import Names
from footlights.model.quantities import parse_duration, parse_share

_OF = {"wait": "the wait", "time": "the time spent", "score": "the score"}
_BOUNDS = {"at_most": "at most", "at_least": "at least"}


def expectations(was: Any, becomes: Any, names: Names) -> Iterator[str]:
    """Word what customers expect, matched by what it is about.

    `tightened the expectation of the wait from 5m to 3m`
    """
    before, after = was or [], becomes or []

    def said(value: Mapping[str, Any]) -> str:
        return _expected(value, names)

    if any(_repeats(each, "what") for each in (before, after)):
        yield from _whole_lists(before, after, said)
        return
    for what, old, new in _pairs(before, after, "what"):
        label = f"the expectation of {_OF[what]}"
        if old is None:
            yield f"added {label}: {said(new)}"
        elif new is None:
            yield f"removed {label}: {said(old)}"
        else:
            yield from _bound(label, old, new)
            yield from _share(label, old, new)
            yield from _calendar(label, old, new, names)
    yield from _order(before, after, "what", "expectations")


def goals(was: Any, becomes: Any, names: Names) -> Iterator[str]:
    """Word the goals of a future map, matched by what they measure."""
    del names
    before, after = was or [], becomes or []
    if any(_repeats(each, "measure") for each in (before, after)):
        yield from _whole_lists(before, after, goal)
        return
    for measure, old, new in _pairs(before, after, "measure"):
        if old is None:
            yield f"added the goal {goal(new)}"
        elif new is None:
            yield f"removed the goal {goal(old)}"
        elif old != new:
            yield f"changed the goal for {measure} from {goal(old)} to {goal(new)}"
    yield from _order(before, after, "measure", "goals")


def business_goal(was: Any, becomes: Any, names: Names) -> Iterator[str]:
    """Word the goal of a stage as a whole."""
    del names
    if was is None:
        yield f"set the business goal to {goal(becomes)}"
    elif becomes is None:
        yield f"took the business goal away, which was {goal(was)}"
    else:
        yield f"changed the business goal from {goal(was)} to {goal(becomes)}"


def goal(value: Mapping[str, Any]) -> str:
    """Write a goal: `wait.p90 at most 5m by 2027-01-01, owned by Front of house`."""
    bounds = [
        f" {said} {_plain(value[key])}"
        for key, said in _BOUNDS.items()
        if value.get(key) is not None
    ]
    by = f" by {value['by']}" if value.get("by") else ""
    owner = f", owned by {value['owner']}" if value.get("owner") else ""
    return f"{value['measure']}{' and'.join(bounds)}{by}{owner}"


def _bound(label: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    key = "at_least" if new.get("at_least") is not None else "at_most"
    was, becomes = old.get(key), new.get(key)
    if was == becomes:
        return
    if key == "at_most":
        is_tighter = parse_duration(becomes) < parse_duration(was)
    else:
        is_tighter = float(becomes) > float(was)  # type: ignore[arg-type]  # of a score
    verb = "tightened" if is_tighter else "loosened"
    yield f"{verb} {label} from {_plain(was)} to {_plain(becomes)}"


def _share(label: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    was, becomes = old["for"], new["for"]
    if was != becomes:
        is_tighter = parse_share(becomes) > parse_share(was)
        verb = "tightened" if is_tighter else "loosened"
        yield f"{verb} {label} from {was} to {becomes} of times"


def _calendar(
    label: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Names
) -> Iterator[str]:
    was, becomes = old.get("calendar"), new.get("calendar")
    if was != becomes:
        run = _runs_in(becomes, names) or " at all hours"
        yield f"{label} now runs{run}, and ran{_runs_in(was, names) or ' at all hours'}"


def _runs_in(calendar: str | None, names: Names) -> str:
    return (
        f" in the open hours of {names.name('calendar', calendar)}" if calendar else ""
    )


def _expected(value: Mapping[str, Any], names: Names) -> str:
    bound = (
        f"at most {value['at_most']}"
        if value.get("at_most") is not None
        else f"at least {_plain(value['at_least'])}"
    )
    open_hours = _runs_in(value.get("calendar"), names)
    return f"{bound}{open_hours} for {value['for']} of times"


def _pairs(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], key: str
) -> Iterator[tuple[str, Any, Any]]:
    old = {each[key]: each for each in before}
    new = {each[key]: each for each in after}
    for name in dict.fromkeys([*old, *new]):
        yield name, old.get(name), new.get(name)


def _repeats(these: Sequence[Mapping[str, Any]], key: str) -> bool:
    return len({each[key] for each in these}) < len(these)


def _order(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    key: str,
    plural: str,
) -> Iterator[str]:
    old, new = [each[key] for each in before], [each[key] for each in after]
    kept = [each for each in new if each in old]
    if kept != [each for each in old if each in new]:
        yield f"reordered the {plural}: {', '.join(new)}"


def _whole_lists(before: Any, after: Any, said: Any) -> Iterator[str]:
    """Word lists in which one thing is said twice, so that none can be matched."""
    was, becomes = (
        " and ".join(f"{each.get('what', '')} {said(each)}".strip() for each in these)
        or "none"
        for these in (before, after)
    )
    what = (
        "expectations" if any("what" in each for each in [*before, *after]) else "goals"
    )
    yield f"changed the {what} from {was} to {becomes}"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
