"""Calendars in which expected and promised times run."""


def test_an_expected_wait_may_run_in_a_declared_calendar(drawn, problems_of):
    wait = drawn["stages"][0]["touchpoints"][1]
    wait["expects"] = [{"what": "wait", "at_most": "8h", "calendar": "desk"}]

    assert problems_of(drawn) == []


def test_the_same_time_may_be_expected_in_two_calendars(drawn, problems_of):
    drawn["calendars"].append(
        {"id": "nights", "name": "Nights", "hours": {"mon-sun": "20:00-24:00"}}
    )
    wait = drawn["stages"][0]["touchpoints"][1]
    wait["expects"] = [
        {"what": "wait", "at_most": "8h", "calendar": "desk"},
        {"what": "wait", "at_most": "1h", "calendar": "nights", "for": "50%"},
    ]

    assert problems_of(drawn) == []
