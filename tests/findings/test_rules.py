"""Each finding is made where its interval supports it, and only there."""

from datetime import timedelta

from footlights.findings.finding_rule import estimate_text, how_much_lower
from footlights.findings.rules import RULES
from footlights.measures.result import Estimate
from footlights.measures.score_wording import distance_number
from footlights.measures.wording import share
from footlights.model.map import Map
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from support.small_logs import MIDNIGHT, event, map_of, table_of


def changed(map_, **by_id):
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    for stage in document["stages"]:
        for point in stage["touchpoints"]:
            point.update(by_id.get(point["id"], {}))
    return Map.model_validate(document)


def findings_of(map_, events):
    log_table = table_of(events).drop_columns(["row_no", "closes"])
    with read_events(log_table) as log:
        return {f.code: f for f in reversed(measure(map_, log).findings)}


def scored(letter, score, n, start=0):
    return [
        event(f"p{start + k}", letter, k, score=float(score + k % 2)) for k in range(n)
    ]


def test_a_low_score_hurts_and_says_how_low():
    events = scored("A", 4, 100) + scored("B", 1, 100, 100) + scored("C", 4, 100, 200)

    found = findings_of(map_of("ABC"), events)["hurts"]

    assert found.touchpoint == "b"
    assert found.journeys == 100
    assert "scored 1.50 (1.40 to 1.60), n 100" in found.text
    assert found.p < 0.001


def test_a_low_score_of_too_few_is_no_finding():
    events = scored("A", 4, 100) + scored("B", 1, 29, 100) + scored("C", 4, 100, 200)

    assert "hurts" not in findings_of(map_of("ABC"), events)


def test_a_difference_that_does_not_matter_is_no_finding():
    events = scored("A", 4, 3000) + [
        event(f"q{k}", "B", k, score=4.0 if k % 4 else 5.0) for k in range(3000)
    ]

    assert "hurts" not in findings_of(map_of("AB"), events)


def test_people_who_feel_a_full_step_worse_than_drawn_are_found():
    map_ = changed(map_of("AB"), a={"feeling": {"word": "glad", "valence": 2}})

    found = findings_of(map_, scored("A", 2, 200) + scored("B", 2, 200, 200))

    assert found["worse-than-drawn"].touchpoint == "a"
    assert "drawn as glad (+2)" in found["worse-than-drawn"].text


def test_a_missed_expectation_is_found_with_share_and_time():
    expects = [{"what": "time", "at_most": "5m", "for": "90%"}]
    map_ = changed(map_of("A"), a={"expects": expects})
    events = [
        event(f"p{k}", "A", 0, until=MIDNIGHT + timedelta(minutes=4 + k % 2 * 4))
        for k in range(200)
    ]

    found = findings_of(map_, events)["slower-than-expected"]

    assert "50 % (43 to 57) meet the expected 5 m, wanted 90 %, n 200" in found.text


def test_a_stage_that_loses_more_than_the_others_is_found():
    map_ = map_of("ABCD", stages=["A", "B", "C", "D"])
    walks = ["ABCD"] * 200 + ["AB"] * 80
    events = [
        event(f"p{k}", letter, place)
        for k, letters in enumerate(walks)
        for place, letter in enumerate(letters)
    ]

    found = findings_of(map_, events)["loses-people"]

    assert found.stage == "stage-2"
    assert found.journeys == 80
    assert found.text.endswith("in the other stages; their journey ends there.")


def test_a_touchpoint_that_sends_people_back_is_found():
    walks = ["ABC"] * 150 + ["ABABC"] * 100
    events = [
        event(f"p{k}", letter, place)
        for k, letters in enumerate(walks)
        for place, letter in enumerate(letters)
    ]

    assert findings_of(map_of("ABC"), events)["sends-people-back"].touchpoint == "b"


def test_common_events_off_the_map_are_found_and_rare_ones_are_not():
    events = [event(f"p{k}", "A", 0) for k in range(900)]
    events += [event(f"p{k}", "common", 1) for k in range(95)]
    events += [event(f"p{k}", "rare", 2) for k in range(5)]

    found = findings_of(map_of("A"), events)["off-the-map"]

    assert "'common'" in found.text
    assert "10 % (8 to 11) of all events (95, from 95 persons)" in found.text


def test_a_touchpoint_nobody_was_at_is_found_if_enough_were_elsewhere():
    many = [event(f"p{k}", "A", 0) for k in range(200)]

    assert findings_of(map_of("AB"), many)["never-happens"].touchpoint == "b"
    assert "never-happens" not in findings_of(map_of("AB"), many[:40])


def test_a_touchpoint_nothing_can_reach_is_said_last():
    map_ = changed(map_of("AB"), b={"matches": []})
    with read_events(
        table_of([event("ann", "A", 0)]).drop_columns(["row_no", "closes"])
    ) as log:
        found = measure(map_, log).findings

    assert [(f.code, f.touchpoint) for f in found] == [("not-measured", "b")]


def test_an_activity_that_comes_late_is_found():
    activity = {
        "id": "look-up",
        "line": "backstage",
        "does": "Looks up",
        "within": "30s",
        "matches": ["looked"],
    }
    map_ = changed(map_of("A"), a={"activities": [activity]})
    events = [event(f"p{k}", "A", 0) for k in range(100)]
    events += [event(f"p{k}", "looked", k % 3) for k in range(100)]

    found = findings_of(map_, events)["activity-late"]

    assert (found.activity, found.touchpoint) == ("look-up", "a")
    assert "34 % (25 to 44) come within the promised 30 s" in found.text


def test_codes_are_one_of_each():
    codes = [rule.code for rule in RULES]

    assert len(set(codes)) == len(codes)


def with_work(minutes):
    takes = {
        letter: {
            "activities": [
                {
                    "id": f"do-{letter}",
                    "line": "frontstage",
                    "does": "Works",
                    "takes": f"{minute}m",
                }
            ]
        }
        for letter, minute in minutes.items()
    }
    return changed(map_of("ABC"), **takes)


def test_much_work_without_a_better_score_is_found():
    events = [e for k, x in enumerate("ABC") for e in scored(x, 3, 200, 200 * k)]

    found = findings_of(with_work({"a": 2, "b": 30, "c": 4}), events)["over-served"]

    assert found.touchpoint == "b"
    assert "takes 30 m of work each time, the usual touchpoint 3 m" in found.text


def test_much_work_that_people_value_is_no_finding():
    events = scored("A", 3, 200) + scored("B", 4, 200, 200) + scored("C", 3, 200, 400)

    found = findings_of(with_work({"a": 2, "b": 30, "c": 4}), events)

    assert "over-served" not in found


def test_the_last_touchpoint_can_send_nobody_but_back():
    walks = ["ABC"] * 150 + ["ABCABC"] * 100
    events = [
        event(f"p{k}", letter, place)
        for k, letters in enumerate(walks)
        for place, letter in enumerate(letters)
    ]

    assert "sends-people-back" not in findings_of(map_of("ABC"), events)


def test_how_much_lower_turns_a_difference_and_its_interval():
    lower = how_much_lower(Estimate(value=-1.4, low=-1.44, high=-1.36, n=100))

    assert estimate_text(lower, distance_number) == "1.40 (1.36 to 1.44)"


def test_an_interval_in_a_sentence_never_closes():
    found = Estimate(value=-1.4, low=-1.4009, high=-1.3991, n=1_000_000)

    said = estimate_text(how_much_lower(found), distance_number)

    assert said == "1.400 (1.399 to 1.401)"


def test_what_is_not_known_is_said_so():
    assert estimate_text(Estimate(value=None, low=None, high=None, n=0), share) == (
        "unknown"
    )


def test_the_time_beside_an_expectation_in_open_hours_is_that_of_the_clock():
    days = {"mon-fri": "09:00-17:00"}
    map_ = changed(
        map_of("A", calendars=[{"id": "desk", "name": "Desk", "hours": days}]),
        a={
            "expects": [
                {"what": "time", "at_most": "1h", "calendar": "desk", "for": "90%"}
            ]
        },
    )
    events = [
        event(f"p{k}", "A", 600, until=MIDNIGHT + timedelta(hours=20 + k % 2))
        for k in range(200)
    ]

    text = findings_of(map_, events)["slower-than-expected"].text

    assert "10 h" in text
    assert " by the clock; " in text
    assert "1 h of open time (Desk)" in text
