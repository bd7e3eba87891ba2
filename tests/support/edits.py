"""Maps and edits in few words."""

from footlights.model.edits.edit import AddPart, MovePart, RemovePart, SetField
from footlights.model.map import Map


def dinner(**more):
    """Two stages: arrive (greet, coat) and eat (order, wait, served)."""
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "dinner",
            "name": "Dinner",
            "channels": [{"id": "web", "form": "digital"}],
            "teams": [{"id": "floor", "name": "Floor staff"}],
            "stages": [
                {
                    "id": "arrive",
                    "name": "Arrive",
                    "touchpoints": [
                        {
                            "id": "greet",
                            "name": "Greeting",
                            "channel": "web",
                            "feeling": {"word": "hopeful", "valence": 1},
                            "expects": [{"what": "wait", "at_most": "5m"}],
                            "pains": ["Two bookings under one name"],
                            "activities": [
                                {
                                    "id": "look-up",
                                    "line": "backstage",
                                    "does": "Finds the booking",
                                }
                            ],
                        },
                        {"id": "coat", "name": "Coat check"},
                    ],
                },
                {
                    "id": "eat",
                    "name": "Eat",
                    "touchpoints": [
                        {"id": "order", "name": "Order"},
                        {"id": "wait", "name": "Wait for food", "kind": "wait"},
                        {"id": "served", "name": "Served"},
                    ],
                },
            ],
            **more,
        }
    )


def set_(touchpoint_id, field, value, part="touchpoint"):
    return SetField(part=part, id=touchpoint_id, field=field, value=value)


def add(touchpoint_id, into, after=None, **fields):
    value = {"id": touchpoint_id, "name": touchpoint_id.capitalize(), **fields}
    return AddPart(part="touchpoint", into=into, after=after, value=value)


def move(touchpoint_id, into, after=None):
    return MovePart(part="touchpoint", id=touchpoint_id, into=into, after=after)


def remove(touchpoint_id, part="touchpoint"):
    return RemovePart(part=part, id=touchpoint_id)


def order_of(map_):
    """Give the touchpoints of each stage by id."""
    return {stage.id: [t.id for t in stage.touchpoints] for stage in map_.stages}
