"""A map far larger than anybody should draw is still measured."""

from footlights.model.map import Map
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from support.small_logs import map_of, table_of, walks

NAMES = [f"T{no}" for no in range(200)]


def test_two_hundred_touchpoints_are_measured_and_every_sum_comes_out():
    document = map_of("A").model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"] = [
        {
            "id": f"stage-{no}",
            "name": f"Stage {no}",
            "touchpoints": [
                {"id": name.lower(), "name": name, "matches": [name]}
                for name in NAMES[20 * no : 20 * no + 20]
            ],
        }
        for no in range(10)
    ]
    log = table_of(walks({"ann": NAMES, "bob": NAMES[::2]}))

    with read_events(log.drop_columns(["row_no", "closes"])) as events:
        result = measure(Map.model_validate(document), events).result

    assert [t.journeys for t in result.touchpoints] == [2, 1] * 100
    assert len(result.transitions) == 199 + 99
    assert all(identity.holds for identity in result.identities)
