"""A funnel may be as long as a map is."""

from itertools import product

import pytest

from footlights.analysis.attempts import (
    every_start,
    first_start,
    loose_attempts,
    strict_attempts,
)
from footlights.usecases import views
from footlights.usecases.followed_attempts import PART, followed_attempts
from support.small_logs import event, map_of, rows, steps_from
from support.views import cells, log_of

JOURNEYS = {"ann": "ABCDEF", "bob": "ABACDBEF", "cat": "AFBCDE", "dan": "FEDCBA"}
FUNNEL = [[1], [2], [3], [4], [5], [6]]


@pytest.mark.parametrize("follow", [loose_attempts, strict_attempts])
@pytest.mark.parametrize("start", [first_start, every_start])
def test_some_steps_at_a_time_reach_what_all_at_once_reach(
    engine, monkeypatch, follow, start
):
    events = [
        event(person, letter, 10 * place)
        for person, letters in JOURNEYS.items()
        for place, letter in enumerate(letters)
    ]
    steps = steps_from(engine, map_of("ABCDEF"), events)
    starts = start(steps, FUNNEL)
    order = "variant_no", "attempt_no"
    at_once = rows(engine, follow(steps, starts, FUNNEL), *order)

    monkeypatch.setattr("footlights.usecases.followed_attempts.PART", 2)
    in_parts = followed_attempts(engine, follow, steps, starts, FUNNEL)

    assert rows(engine, in_parts, *order) == at_once


def test_a_map_of_seventy_stages_has_a_funnel(engine):
    names = ["".join(pair) for pair in product("ABCDEFGHI", repeat=2)][: 7 * PART]
    stages = [
        {
            "id": f"stage-{no}",
            "name": f"Stage {no}",
            "touchpoints": [
                {"id": f"t-{name.lower()}", "name": name, "matches": [name]}
            ],
        }
        for no, name in enumerate(names, start=1)
    ]
    document = map_of("A").model_dump(by_alias=True, mode="json", exclude_defaults=True)
    map_ = type(map_of("A")).model_validate(document | {"stages": stages})
    events = [event("ann", name, place) for place, name in enumerate(names)]
    events += [event("bob", name, place) for place, name in enumerate(names[:40])]

    view = views.stage_funnel(log_of(engine, map_, events))

    assert cells(view, "journeys") == [(2,)] * 40 + [(1,)] * 30
