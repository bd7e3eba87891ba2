import pytest

from footlights.usecases.log_summary import summarise_log
from footlights.usecases.read_events import read_events

TEXT = """case,customer,event,start,end,channel,score,plan
1,ann,call,2024-01-01 10:00,2024-01-01 10:10,phone,5,gold
1,ann,mail,2024-01-01 12:00,,email,,gold
2,bob,call,2024-01-02 10:00,2024-01-02 10:20,phone,3,
2,bob,call,2024-01-02 10:00,2024-01-02 10:20,phone,3,
3,bob,call,soon,,phone,,
"""


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(TEXT)
    with read_events(path) as log:
        yield summarise_log(log)


def test_a_log_is_counted(profile):
    assert (profile.rows, profile.events, profile.rejected) == (5, 4, 1)
    assert (profile.persons, profile.journeys, profile.variants) == (2, 2, 2)
    assert [(n.event, n.events, n.persons) for n in profile.event_names] == [
        ("call", 3, 2),
        ("mail", 1, 1),
    ]
    assert [(c.name, c.events) for c in profile.channels] == [
        ("phone", 3),
        ("email", 1),
    ]
    assert [(r.name, r.events) for r in profile.reject_reasons] == [
        ("unreadable-time", 1)
    ]
    assert profile.identical_rows == 1


def test_times_and_scores_are_summed_up(profile):
    assert profile.durations_minutes.median == 20
    assert profile.durations_minutes.n == 3
    assert profile.journey_hours.max == 2
    assert profile.scores.mean == pytest.approx(11 / 3)
    assert [(s.score, s.answers) for s in profile.scores.distribution] == [
        (3, 2),
        (5, 1),
    ]
    (plan,) = profile.attributes
    assert (plan.name, plan.distinct) == ("plan", 2)


def test_the_json_has_the_promised_keys_and_times_in_utc(profile):
    said = profile.to_json_dict()

    assert {
        "events",
        "persons",
        "journeys",
        "event_names",
        "from",
        "to",
        "rejected",
        "duplicates",
    } <= set(said)
    assert said["from"] == "2024-01-01T10:00:00Z"
