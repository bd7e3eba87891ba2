"""A filter gives what a log of only these journeys gives, whatever was asked before."""

from datetime import timedelta
from functools import partial

import pytest

from footlights.engines.duckdb import DuckDBEngine
from footlights.usecases import views
from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from support.small_logs import event, map_of, touchpoint
from support.views import differences, log_of

DAY = 24 * 60
SEGMENTS = [{"id": "trial", "name": "Trial", "where": {"plan": "trial"}}]
ASKED = {
    "promises": views.promises,
    "team_times": views.team_times,
    "conformance_summary": views.conformance_summary,
    "typical_journeys": views.typical_journeys,
    "transitions": views.transitions,
    "flow": partial(views.flow, around="b"),
    "values": partial(views.value_heat, by="plan"),
    "values_by_touchpoint": partial(views.value_heat, by="room", over="touchpoint"),
    "contacts": partial(views.repeat_contacts, within=timedelta(days=1)),
    "contacts_by_stage": partial(views.repeat_contacts, about="stage"),
    "contacts_by_room": partial(views.repeat_contacts, about="room"),
    "contacts_by_team": partial(views.repeat_contacts, about="team"),
}


def busy_map():
    stage = {
        "id": "all",
        "name": "All",
        "touchpoints": [
            touchpoint("A", expects=[{"what": "time", "at_most": "10m", "for": "80%"}]),
            touchpoint(
                "B",
                expects=[
                    {"what": "wait", "at_most": "1h", "for": "80%"},
                    {"what": "wait", "at_most": "3h", "for": "95%"},
                ],
                activities=[
                    {
                        "id": "cook",
                        "line": "backstage",
                        "does": "Cooks",
                        "within": "20m",
                        "matches": ["K"],
                    }
                ],
            ),
            touchpoint("C"),
        ],
    }
    map_ = map_of("A", gap="12h", segments=SEGMENTS)
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    return type(map_).model_validate(document | {"stages": [stage]})


def events():
    """Forty people in two rooms, some of whom come back after some days."""
    found = []
    for n in range(40):
        plan = "trial" if n % 3 == 0 else "full"
        for visit in range(1 + n % 4):
            begin = (n * 7 + visit * (n % 5 + 1) * 300) * 5
            said = {"plan": plan, "room": f"r{(n + visit) % 2}", "team": f"t{n % 3}"}
            told = partial(event, f"p{n}", **said)
            for place, letter in enumerate("ABKCB"[: 2 + (n + visit) % 4]):
                at = begin + place * (11 + n)
                end = {"score": float(n % 5)} if letter == "A" else {}
                found.append(told(letter, at, **end))
    return found


@pytest.fixture
def log(engine):
    return log_of(engine, busy_map(), events())


@pytest.mark.parametrize("name", ASKED)
def test_a_segment_of_people_is_as_if_there_were_only_these(log, name):
    ask = ASKED[name]
    ask(log)

    found = [
        ask(selected(log, group)).to_json_dict()["rows"]
        for group in (Selection(segment="trial"), Selection(outside="trial"))
    ]

    for rows, is_trial in zip(found, (True, False), strict=True):
        theirs = [e for e in events() if (e["plan"] == "trial") == is_trial]
        with DuckDBEngine() as own:
            alone = ask(log_of(own, busy_map(), theirs)).to_json_dict()["rows"]
        assert differences(_unnumbered(alone), _unnumbered(rows)) == []


@pytest.mark.parametrize("name", ASKED)
def test_a_filter_that_all_pass_changes_nothing(log, name):
    everyone = selected(log, Selection(from_on=log_day()))

    assert (
        differences(
            ASKED[name](log).to_json_dict()["rows"],
            ASKED[name](everyone).to_json_dict()["rows"],
        )
        == []
    )


def test_two_maps_of_one_log_keep_their_own_limits(engine):
    strict = busy_map()
    document = strict.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"][1]["expects"][0]["at_most"] = "15m"
    log = log_of(engine, strict, events())
    lenient = log_of(engine, type(strict).model_validate(document), events())

    kept = [
        [row["kept"] for row in views.promises(each).rows if row["touchpoint"] == "b"]
        for each in (log, lenient, log)
    ]

    assert kept[0] == kept[2] != kept[1]


def log_day():
    return min(e["at"] for e in events()).date()


def _unnumbered(rows):
    """Leave out the numbers of persons and journeys: each log counts its own."""
    return [
        {key: cell for key, cell in row.items() if key not in {"journey_key", "person"}}
        for row in rows
    ]
