"""How each field of the model is worded when it changes."""

from collections.abc import Iterator, Mapping
from typing import Any

from footlights.model.comparison.names import Names
from footlights.model.comparison.promises import (
    business_goal,
    expectations,
    goals,
)
from footlights.model.comparison.wordings import (
    Wording,
    columns,
    duration,
    entries,
    feeling,
    flag,
    joined,
    keyed,
    match,
    money,
    number,
    quoted,
    reference,
    references,
    renamed,
    share,
    text,
    texts,
    valence,
    whole,
    word,
)


def _journeys(value: Mapping[str, Any]) -> str:
    """Write what one journey is: `one a person, with gaps up to 12h`."""
    if value["by"] == "column":
        said = f"one to each value of the column “{value['column']}”"
    elif value.get("gap"):
        said = f"one a person, with gaps up to {value['gap']}"
    else:
        said = "one a person"
    completed = value.get("completed_by")
    return f"{said}, completed by {joined(list(completed))}" if completed else said


def _source(value: Mapping[str, Any]) -> str:
    """Write where something is known from: `interviews (12) on 2026-09-10`."""
    count = f" ({value['n']})" if value.get("n") is not None else ""
    day = f" on {value['on']}" if value.get("on") else ""
    says = f", saying “{value['says']}”" if value.get("says") else ""
    return f"{value['kind']}{count}{day}{says}"


def _review(value: Mapping[str, Any]) -> str:
    return f"every {value['every']}, last on {value['last']}"


def _effect(value: Mapping[str, Any]) -> str:
    """Write a planted effect: `slow: wait-hurts, touchpoint wait, times 3`."""
    more = [
        f"{key} {said:g}" if isinstance(said, float) else f"{key} {said}"
        for key, said in value.items()
        if key not in {"id", "kind"} and said is not None
    ]
    return ", ".join([f"{value['id']}: {value['kind']}", *more])


def _hours(value: Mapping[str, str]) -> str:
    """Write the open hours of a calendar: `mon-fri 09:00-17:00; sat 10:00-14:00`."""
    return "; ".join(f"{days} {hours}" for days, hours in value.items())


def _simulation(was: Any, becomes: Any, names: Names) -> Iterator[str]:
    del names
    if was is None:
        yield f"added how a log is generated: {_generated(becomes)}"
    elif becomes is None:
        yield f"took away how a log is generated: {_generated(was)}"


def _generated(value: Mapping[str, Any]) -> str:
    effects = "; ".join(_effect(each) for each in value["effects"]) or "no effects"
    return f"from {value['starts']} for {value['lasts']}, {effects}"


FIELDS: Mapping[str, Mapping[str, Wording]] = {
    "map": {
        "footlights": word("the version of the format"),
        "name": renamed,
        "objective": text("the objective"),
        "state": word("the state"),
        "of": text("the map that it changes"),
        "goals": goals,
        "owner": text("the owner"),
        "review": whole("the review", _review),
        "review.every": duration("the time between reviews"),
        "review.last": word("the day of the last review"),
        "zone": word("the time zone"),
        "journeys": whole("what one journey is", _journeys),
        "simulation": _simulation,
        "simulation.starts": word("the first day of generated logs"),
        "simulation.lasts": duration("the length of generated logs"),
        "simulation.answers": share("the share of answers in generated logs"),
        "simulation.shares": keyed("share in generated logs", str, "segment"),
        "simulation.effects": entries("planted effect", _effect),
    },
    "persona": {
        "name": renamed,
        "describes": text("the description"),
        "quote": text("the quote"),
        "segment": reference("segment", "the segment of their journeys"),
    },
    "segment": {
        "name": renamed,
        "where": whole("the rule", columns),
        "core": flag("became a core segment", "is no longer a core segment"),
    },
    "outcome": {
        "name": renamed,
        "good": flag("became a good outcome", "became a bad outcome"),
        "matches": whole("the event that shows it", match),
        "value": money("the value"),
    },
    "channel": {
        "form": word("the form"),
        "name": renamed,
        "said_as": texts("other spelling"),
    },
    "team": {"name": renamed, "rate": money("the rate")},
    "system": {"name": renamed},
    "calendar": {
        "name": renamed,
        "zone": word("the time zone"),
        "hours": whole("the open hours", _hours),
        "closed": texts("closed day"),
        "opens": texts("day with hours of its own"),
    },
    "lane": {"name": renamed, "hint": text("what the lane is about")},
    "stage": {
        "name": renamed,
        "moment": word("the moment"),
        "customer_goal": text("the customer's goal"),
        "business_goal": business_goal,
        "business_goal.measure": word("what the business goal measures"),
        "business_goal.at_most": word("the highest value of the business goal"),
        "business_goal.at_least": word("the lowest value of the business goal"),
        "business_goal.by": word("the day of the business goal"),
        "business_goal.owner": text("the owner of the business goal"),
        "order": word("the order of the touchpoints"),
    },
    "touchpoint": {
        "name": renamed,
        "kind": word("the kind"),
        "channel": reference("channel", "the channel"),
        "between": references("touchpoint", "the ends of the wait"),
        "directness": word("the directness"),
        "purpose": word("the purpose"),
        "optional": flag("became optional", "is no longer optional"),
        "repeats": flag("may now repeat", "no longer repeats"),
        "doing": text("what the customer does"),
        "thinking": text("what the customer thinks"),
        "feeling": whole("the feeling", feeling),
        "feeling.word": word("the word for the feeling"),
        "feeling.valence": valence("the feeling"),
        "feelings": keyed("feeling", feeling, "persona"),
        "needs": texts("need"),
        "questions": texts("question"),
        "said": text("what is said to the customer"),
        "evidence": text("the physical evidence"),
        "notes": keyed("note", quoted, "lane"),
        "expects": expectations,
        "pains": texts("pain"),
        "source": whole("the source", _source),
        "source.kind": word("the kind of the source"),
        "source.n": number("the count behind the source"),
        "source.on": word("the day of the source"),
        "source.says": text("what the source says"),
        "matches": entries("event", match),
    },
    "activity": {
        "line": word("the line"),
        "does": text("what is done"),
        "team": reference("team", "the team"),
        "system": reference("system", "the system"),
        "after": references("activity", "what it follows"),
        "takes": duration("the time it takes"),
        "within": duration("the promised time"),
        "calendar": reference("calendar", "the calendar of the promised time"),
        "cost": money("the cost"),
        "standard": text("the standard"),
        "matches": entries("event", match),
    },
}
"""Of each kind of part: the wording of each field that can be set, by its path.

Fields opened by their own keys (`feelings.couple`) are worded by the field itself.
"""
