import pytest

from footlights.events.guessing import guess_roles


def guessed(*names, told=None, samples=None):
    return dict(guess_roles(names, samples or {}, told or {}).columns)


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (
            ("case_id", "activity", "timestamp"),
            {"journey": "case_id", "event": "activity", "at": "timestamp"},
        ),
        (
            (
                "Case ID",
                "Activity",
                "Start Date",
                "End Date",
                "Customer ID",
                "Resource",
            ),
            {
                "journey": "Case ID",
                "event": "Activity",
                "at": "Start Date",
                "until": "End Date",
                "person": "Customer ID",
                "team": "Resource",
            },
        ),
        (
            ("case:concept:name", "concept:name", "time:timestamp", "start_timestamp"),
            {
                "journey": "case:concept:name",
                "event": "concept:name",
                "at": "start_timestamp",
                "until": "time:timestamp",
            },
        ),
        (
            ("number", "incident_state", "caller_id", "sys_updated_at", "contact_type"),
            {
                "journey": "number",
                "event": "incident_state",
                "person": "caller_id",
                "at": "sys_updated_at",
                "channel": "contact_type",
            },
        ),
        (
            ("user_id", "session_id", "event", "timestamp"),
            {
                "person": "user_id",
                "journey": "session_id",
                "event": "event",
                "at": "timestamp",
            },
        ),
    ],
)
def test_common_logs_need_no_words(names, roles):
    assert guessed(*names) == {role: (name,) for role, name in roles.items()}


def test_what_was_told_stands_and_is_no_guess():
    roles = guess_roles(("user", "who", "event", "at"), {}, {"person": ("who",)})

    assert roles.get("person") == ("who",)
    assert not any("person" in guess for guess in roles.guesses)


def test_a_score_must_be_numbers():
    words = {"satisfaction": ["satisfied", "neutral"]}
    numbers = {"satisfaction": ["5", "4", ""]}

    assert "score" not in guessed("satisfaction", samples=words)
    assert guessed("satisfaction", samples=numbers) == {"score": ("satisfaction",)}


def test_the_customer_of_an_xes_log_is_offered_and_not_taken():
    names = ("case:concept:name", "concept:name", "time:timestamp", "customer")

    roles = guess_roles(names, {}, {})

    assert not roles.get("person")
    assert "--column person='customer'" in roles.guesses[-1]


def test_what_is_told_of_an_xes_log_does_not_make_its_customer_a_person():
    names = ("case:concept:name", "concept:name", "time:timestamp", "customer")
    told = {"journey": ("case:concept:name",), "event": ("concept:name",)}

    assert not guess_roles(names, {}, told).get("person")


def test_the_only_column_of_times_is_the_time():
    samples = {"when it was": ["2024-01-01 10:00", "2024-01-02"], "x": ["1", "2"]}

    assert guessed("when it was", "x", samples=samples) == {"at": ("when it was",)}


def test_two_columns_of_times_are_not_chosen_between():
    samples = {"opened on": ["2024-01-01"], "shut on": ["2024-01-02"]}

    assert "at" not in guessed("opened on", "shut on", samples=samples)


def test_who_did_it_stays_an_attribute_though_it_is_the_team():
    roles = guess_roles(("case", "activity", "time", "Resource"), {}, {})

    assert roles.get("team") == ("Resource",)
    assert "Resource" not in roles.used
