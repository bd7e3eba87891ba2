"""A fingerprint of what preparing reads from a map: its rules, and none of its words."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from footlights.events.journeys import completed_by, positions
from footlights.events.prepared import ALIKE, JOURNEYS, OCCURRENCES, TOUCHES, WAITS
from footlights.model.map import JourneysByPerson, Map
from footlights.model.matching import Match

WAY_OF_PREPARING = 1
"""Raised when the same rules come to lead to other tables."""


def rules_fingerprint(map_: Map, version: str) -> str:
    """Give a text that is equal for maps that prepare every log alike.

    Names, texts, feelings, teams and promises may differ; what binds events, places
    touches and cuts journeys may not.

    Args:
        map_: The map.
        version: Version of the program, as its tables may differ from another's.
    """
    rule = map_.journeys
    number = map_.touchpoint_no
    rules = {
        "way": [WAY_OF_PREPARING, version, [str(kind) for kind in _CONTRACTS]],
        "touchpoints": [_matches(t.matches) for t in map_.touchpoints],
        "stages": [map_.stage_no_of[t.id] for t in map_.touchpoints],
        "places": positions(map_),
        "waits": [
            (number[t.id], *(number[end] for end in t.between))
            for t in map_.touchpoints
            if t.kind == "wait" and t.between
        ],
        "activities": [_matches(a.matches) for a in map_.activities],
        "outcomes": [_matches([o.matches]) for o in map_.outcomes],
        "segments": [(s.id, sorted(s.where.items())) for s in map_.segments],
        "channels": [(c.id, c.name, c.said_as) for c in map_.channels],
        "completed_by": sorted(number[name] for name in completed_by(map_)),
        "journeys": (
            ("person", rule.gap.total_seconds() if rule.gap else None)
            if isinstance(rule, JourneysByPerson)
            else ("column", rule.column)
        ),
    }
    return blake2b(json.dumps(rules).encode(), digest_size=12).hexdigest()


_CONTRACTS = (TOUCHES, JOURNEYS, WAITS, OCCURRENCES, ALIKE)


def _matches(matches: Iterable[Match]) -> list[Any]:
    """Give rules as JSON; the order of a touchpoint's rules changes nothing."""
    found = [(m.event.strip(), sorted(m.where.items())) for m in matches]
    return sorted(found, key=json.dumps)
