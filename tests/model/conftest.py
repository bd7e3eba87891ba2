"""A small map without a problem, to be changed in one place."""

from datetime import date

import pytest

from footlights.model.map import Map
from footlights.model.rules import check_map

TODAY = date(2026, 10, 1)


def touchpoint(touchpoint_id, **fields):
    return {
        "id": touchpoint_id,
        "name": touchpoint_id.capitalize(),
        "doing": "Something",
        "feeling": {"word": "calm", "valence": 0},
        **fields,
    }


@pytest.fixture
def drawn():
    """A map as its file would say it; every test may change its own."""
    return {
        "footlights": 1,
        "id": "dinner",
        "name": "Dinner",
        "objective": "Guests come back",
        "zone": "Europe/Rome",
        "review": {"every": "90d", "last": "2026-09-01"},
        "personas": [{"id": "couple", "name": "Couple", "segment": "late"}],
        "segments": [
            {"id": "early", "name": "Early", "where": {"seating": "early"}},
            {"id": "late", "name": "Late", "where": {"seating": "late"}},
            {"id": "regular", "name": "Regular", "where": {"visits": [2, 3]}},
        ],
        "journeys": {"by": "person", "gap": "12h", "completed_by": ["pay"]},
        "outcomes": [
            {
                "id": "returns",
                "name": "Comes back",
                "good": True,
                "matches": {"event": "booking", "within": "60d"},
            },
            {
                "id": "complains",
                "name": "Complains",
                "good": False,
                "matches": {"event": "complaint"},
            },
        ],
        "channels": [
            {"id": "in-person", "form": "human", "name": "At the table"},
            {"id": "web", "form": "digital", "said_as": ["www"]},
        ],
        "teams": [{"id": "floor", "name": "Floor"}],
        "systems": [{"id": "till", "name": "Till"}],
        "calendars": [
            {"id": "desk", "name": "Desk hours", "hours": {"mon-fri": "09:00-17:00"}}
        ],
        "stages": [
            {
                "id": "eat",
                "name": "Eat",
                "business_goal": {"measure": "wait.p90", "at_most": "20m"},
                "touchpoints": [
                    touchpoint(
                        "order",
                        channel="in-person",
                        matches=["ordered"],
                        feelings={"couple": {"word": "hungry", "valence": -1}},
                        expects=[{"what": "time", "at_most": "5m"}],
                        activities=[
                            {
                                "id": "write",
                                "line": "frontstage",
                                "does": "Writes it down",
                                "team": "floor",
                                "takes": "2m",
                            },
                            {
                                "id": "send",
                                "line": "backstage",
                                "does": "Sends it to the kitchen",
                                "system": "till",
                                "after": ["write"],
                                "matches": ["sent"],
                            },
                        ],
                    ),
                    touchpoint("wait", kind="wait", between=["order", "served"]),
                    touchpoint(
                        "served",
                        channel="in-person",
                        matches=[{"event": "served", "where": {"course": "main"}}],
                        activities=[
                            {
                                "id": "carry",
                                "line": "frontstage",
                                "does": "Carries the plates",
                                "team": "floor",
                                "after": ["send"],
                                "matches": ["carried"],
                                "within": "2h",
                                "calendar": "desk",
                            }
                        ],
                    ),
                ],
            },
            {
                "id": "leave",
                "name": "Leave",
                "order": "one_of",
                "touchpoints": [
                    touchpoint(
                        "pay",
                        channel="in-person",
                        matches=["paid"],
                        activities=[
                            {
                                "id": "charge",
                                "line": "frontstage",
                                "does": "Brings the bill",
                                "team": "floor",
                            }
                        ],
                    ),
                    touchpoint("split", channel="in-person", matches=["split"]),
                ],
            },
            {
                "id": "later",
                "name": "Later",
                "touchpoints": [touchpoint("review", channel="web")],
            },
        ],
        "simulation": {
            "shares": {"early": "40%", "late": "60%"},
            "effects": [
                {"id": "slow", "kind": "wait-hurts", "touchpoint": "wait"},
                {
                    "id": "gone",
                    "kind": "stage-loses",
                    "stage": "eat",
                    "share": "20%",
                },
                {"id": "cold", "kind": "segment-suffers", "segment": "late"},
                {"id": "down", "kind": "channel-broken", "channel": "web"},
            ],
        },
    }


@pytest.fixture
def problems_of():
    """Check a map as its file would say it; give code and place of each problem."""

    def check(document, on=TODAY):
        problems = check_map(Map.model_validate(document), on)
        return [(problem.code, problem.where) for problem in problems]

    return check
