"""One small log, measured by hand."""

from datetime import timedelta

import pytest

from footlights.measures.touchpoints import masked
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from support.small_logs import MIDNIGHT, event, map_of, table_of, walks


def measured(map_, events):
    with read_events(table_of(events).drop_columns(["row_no", "closes"])) as log:
        return measure(map_, log).result


def by_id(result):
    return {t.id: t for t in result.touchpoints}


def test_a_small_log_comes_out_as_counted_by_hand():
    walked = {"ann": "ABC", "bob": "ABAC", "cat": "AX", "dan": "BA"}

    result = measured(map_of("ABC", stages=["A", "BC"]), walks(walked))

    assert (result.log.events, result.log.persons, result.log.journeys) == (11, 4, 4)
    assert result.coverage.events_off_map == 1
    assert [(u.event, u.events, u.persons) for u in result.coverage.off_map] == [
        ("X", 1, 1)
    ]
    a, b, c = result.touchpoints
    assert (a.touches, a.journeys, a.share_of_journeys.value) == (5, 4, 1.0)
    assert (b.touches, c.touches) == (3, 2)
    assert a.touches_per_journey.value == 1.25
    assert [(n.touchpoint, n.touches) for n in a.went_to] == [
        ("b", 2),
        (None, 2),
        ("c", 1),
    ]
    assert [(n.touchpoint, n.touches) for n in a.came_from] == [(None, 3), ("b", 2)]
    assert b.goes_back.value == pytest.approx(2 / 3)
    assert a.out_of_order.value == 0.25
    assert a.repeated.value == 0.25
    assert result.variants.rows[0].touchpoints == ("a",)
    assert result.variants.distinct == 4
    assert result.whole.completion.value == 0.75
    assert all(identity.holds for identity in result.identities)


def test_few_observations_are_said_to_be_too_few():
    a = measured(map_of("A"), walks({"ann": "A"})).touchpoints[0]

    assert a.share_of_journeys.reason == "too few"
    assert a.share_of_journeys.n == 1
    assert a.seconds.median.value is None
    assert a.seconds.median.reason == "no end is recorded"
    assert a.score.mean.reason == "nobody scored it"


def test_a_log_with_no_event_on_the_map_gives_a_clear_result():
    result = measured(map_of("AB"), walks({"ann": "XY"}))

    assert result.whole.journeys == 0
    assert result.whole.completion.value is None
    assert result.coverage.share_on_map.value == 0
    assert result.coverage.never_seen == ("a", "b")
    assert all(identity.holds for identity in result.identities)


def test_all_events_at_the_same_instant_keep_their_order_of_reading():
    events = [event("ann", letter, 0) for letter in "BAC"]

    result = measured(map_of("ABC"), events)

    assert result.variants.rows[0].touchpoints == ("b", "a", "c")
    assert result.whole.seconds.median.value == 0


def test_a_row_that_asks_for_a_missing_column_is_noted():
    map_ = map_of("A")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"][0]["matches"] = [
        {"event": "A", "where": {"colour": "red"}}
    ]

    result = measured(type(map_).model_validate(document), walks({"ann": "A"}))

    assert "no such column" in result.notes[0]
    assert "'colour'" in result.notes[0]


def test_weeks_are_whole_only_inside_the_log():
    events = [event("ann", "A", day * 24 * 60) for day in range(15)]

    weeks = by_id(measured(map_of("A"), events))["a"].weeks

    assert [(w.touches, w.is_whole) for w in weeks] == [
        (7, True),
        (7, True),
        (1, False),
    ]
    assert sum(w.journeys for w in weeks) == 1


def test_hours_are_told_on_the_clock_of_the_map():
    map_ = map_of("A", zone="Asia/Kathmandu")

    hours = by_id(measured(map_, [event("ann", "A", 0)]))["a"].hours

    assert [(h.weekday, h.hour) for h in hours] == [(1, 5)]


def test_scores_stand_on_the_scale_of_feelings_as_well():
    events = [event(f"p{k}", "A", 0, score=float(1 + k % 5)) for k in range(50)]

    score = by_id(measured(map_of("A"), events))["a"].score

    assert (score.mean.value, score.valence.value, score.mean.n) == (3, 0, 50)
    assert [c.answers for c in score.distribution] == [10] * 5


def test_a_json_result_has_the_names_it_promises():
    until = MIDNIGHT + timedelta(minutes=2)
    events = [event("ann", "A", 0, until=until), event("ann", "B", 5)]

    found = measured(map_of("AB"), events).to_json_dict()

    assert {"events", "persons", "journeys", "from", "to", "rejected"} <= set(
        found["log"]
    )
    assert found["transitions"][0]["from"] == "a"
    assert found["touchpoints"][0]["seconds"]["median"]["value"] == 120
    assert set(found["whole"]["completion"]) >= {"value", "low", "high", "n"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to ann.b@example.org please", "Write to […] please"),
        ("Call +49 170 1234567 or 0170/1234567", "Call […] or […]"),
        ("Order 123456789 is late", "Order […] is late"),
        ("Waited 45 minutes, table 12", "Waited 45 minutes, table 12"),
        ("See https://example.org/me?id=7", "See […]"),
    ],
)
def test_personal_data_in_what_people_write_is_masked(text, shown):
    assert masked(text) == shown


def test_the_interval_of_a_score_stays_on_its_scale():
    events = [event("ann", "A", 0, score=5.0), event("bob", "A", 0, score=4.0)]

    mean = by_id(measured(map_of("A"), events))["a"].score.mean

    assert (mean.low, mean.high) == (1, 5)


def test_touches_by_another_channel_than_drawn_are_counted():
    map_ = map_of("A", channels=[{"id": "web", "form": "digital", "said_as": ["site"]}])
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"][0]["channel"] = "web"
    events = [
        event(name, "A", 0, channel=channel)
        for name, channel in (
            ("ann", "Site"),
            ("bob", "phone"),
            ("cat", None),
            ("dan", "WEB"),
        )
    ]

    a = measured(type(map_).model_validate(document), events).touchpoints[0]

    assert (a.other_channel.value, a.other_channel.n) == (pytest.approx(1 / 3), 3)
    assert [(c.name, c.touches) for c in a.channels] == [("web", 2), ("phone", 1)]
