"""Ids of which no two are alike, for formats that allow nothing else."""

from footlights.model.map import Map
from footlights.model.slugs import free_slug


def with_distinct_ids(map_: Map) -> Map:
    """Give a map in which no two touchpoints and no two activities have one id.

    A map may have two of one id: that is a problem which `check` tells, and no reason
    not to draw it. The first keeps its id, later ones count on; what refers to the id
    means the first.

    Args:
        map_: Any map.
    """
    kinds = {
        "touchpoint": [each.id for each in map_.touchpoints],
        "activity": [each.id for each in map_.activities],
    }
    if all(len(set(ids)) == len(ids) for ids in kinds.values()):
        return map_
    free = {kind: iter(_counted_on(ids, kind)) for kind, ids in kinds.items()}
    stages = []
    for stage in map_.stages:
        touchpoints = []
        for touchpoint in stage.touchpoints:
            activities = tuple(
                each.model_copy(update={"id": next(free["activity"])})
                for each in touchpoint.activities
            )
            own = {"id": next(free["touchpoint"]), "activities": activities}
            touchpoints.append(touchpoint.model_copy(update=own))
        stages.append(stage.model_copy(update={"touchpoints": tuple(touchpoints)}))
    # Made anew, as a copy would keep what the first has worked out of its parts.
    fields = {name: getattr(map_, name) for name in Map.model_fields}
    return Map.model_construct(**fields | {"stages": tuple(stages)})


def _counted_on(ids: list[str], kind: str) -> list[str]:
    taken, found = set(ids), list[str]()
    for name in ids:
        own = name if name not in found else free_slug(name, kind, taken)
        taken.add(own)
        found.append(own)
    return found
