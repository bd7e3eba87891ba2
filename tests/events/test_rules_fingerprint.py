"""Maps that prepare a log alike have one fingerprint; all others differ."""

import pytest

from footlights.events.rules_fingerprint import rules_fingerprint
from footlights.model.map import (
    Channel,
    JourneysByColumn,
    JourneysByPerson,
    Map,
    Outcome,
    Segment,
    Stage,
)
from footlights.model.matching import OutcomeMatch
from footlights.model.touchpoint import Touchpoint
from support.kept_logs import drawn_map

BY_PERSON = {"by": "person"}


def document():
    return drawn_map(BY_PERSON).model_dump(
        mode="json", by_alias=True, exclude_unset=True
    )


def fingerprint(drawn):
    return rules_fingerprint(Map.model_validate(drawn), "1.0")


def test_words_change_nothing():
    drawn = document()
    drawn |= {"name": "Other", "objective": "More", "owner": "Somebody"}
    drawn["stages"][0] |= {"id": "every", "name": "Every"}
    for place, touchpoint in enumerate(drawn["stages"][0]["touchpoints"]):
        touchpoint |= {"name": f"Touchpoint {place}", "pains": ["Slow"]}
    drawn["stages"][0]["touchpoints"][0]["activities"][0] |= {"within": "2m"}
    drawn["outcomes"][0] |= {"id": "back", "good": False}
    drawn["outcomes"][0]["matches"]["within"] = "9d"
    drawn["segments"][0]["name"] = "Other"

    assert fingerprint(drawn) == fingerprint(document())


def test_another_version_prepares_anew():
    assert rules_fingerprint(drawn_map(BY_PERSON), "2.0") != fingerprint(document())


def first_touchpoint(drawn):
    return drawn["stages"][0]["touchpoints"][0]


CHANGES = {
    "gap": lambda m: m["journeys"].update(gap="5m"),
    "column": lambda m: m.update(journeys={"by": "column", "column": "order"}),
    "completed by": lambda m: m["journeys"].update(completed_by=["a"]),
    "event": lambda m: first_touchpoint(m).update(matches=["Z"]),
    "where": lambda m: first_touchpoint(m).update(
        matches=[{"event": "A", "where": {"plan": "trial"}}]
    ),
    "truth": lambda m: first_touchpoint(m).update(
        matches=[{"event": "A", "where": {"plan": True}}]
    ),
    "text": lambda m: first_touchpoint(m).update(
        matches=[{"event": "A", "where": {"plan": "True"}}]
    ),
    "optional": lambda m: m["stages"][0]["touchpoints"][3].update(optional=True),
    "wait": lambda m: m["stages"][0]["touchpoints"][1].update(between=["a", "c"]),
    "order": lambda m: m["stages"][0].update(order="any"),
    "places": lambda m: m["stages"][0]["touchpoints"].reverse(),
    "activity": lambda m: first_touchpoint(m)["activities"][0].update(matches=["V"]),
    "outcome": lambda m: m["outcomes"][0]["matches"].update(event="S"),
    "segment": lambda m: m["segments"][0].update(where={"plan": "paid"}),
    "segment id": lambda m: m["segments"][0].update(id="other"),
    "channel": lambda m: m["channels"][0].update(said_as=["Page"]),
}


def test_every_rule_makes_a_fingerprint_of_its_own():
    found = {"none": fingerprint(document())}
    for name, change in CHANGES.items():
        drawn = document()
        change(drawn)
        found[name] = fingerprint(drawn)

    assert len(set(found.values())) == len(CHANGES) + 1


MORE = "lanes personas teams systems calendars simulation"
TEXTS = "notes doing thinking feelings needs questions said evidence pains"


@pytest.mark.parametrize(
    ("part", "read", "not_read"),
    [
        (
            Map,
            "segments journeys outcomes channels stages",
            "footlights id name objective state of goals owner review zone " + MORE,
        ),
        (Stage, "order touchpoints", "id name moment customer_goal business_goal"),
        (
            Touchpoint,
            "id kind between optional matches activities",
            "name channel directness purpose repeats feeling source expects " + TEXTS,
        ),
        (JourneysByPerson, "by gap completed_by", ""),
        (JourneysByColumn, "by column completed_by", ""),
        (Segment, "id where", "name core"),
        (Channel, "id name said_as", "form"),
        (Outcome, "matches", "id name good value"),
        (OutcomeMatch, "event where", "within"),
    ],
)
def test_whoever_adds_a_field_decides_whether_preparing_reads_it(part, read, not_read):
    assert set(part.model_fields) == {*read.split(), *not_read.split()}
