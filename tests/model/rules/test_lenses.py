def from_events(drawn):
    """Say of every touchpoint that events alone tell of it."""
    for stage in drawn["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["source"] = {"kind": "events"}
            for key in ("doing", "feeling", "feelings"):
                touchpoint.pop(key, None)


def test_what_teams_do_is_not_drawn_without_the_customer(drawn, problems_of):
    from_events(drawn)

    assert problems_of(drawn) == [("no-customer-lane", ("stages",))]


def test_one_touchpoint_with_a_feeling_puts_the_customer_on_the_map(drawn, problems_of):
    from_events(drawn)
    drawn["stages"][0]["touchpoints"][0]["feelings"] = {
        "couple": {"word": "calm", "valence": 0}
    }

    assert problems_of(drawn) == []


def test_a_map_without_activities_needs_no_customer_lane(drawn, problems_of):
    from_events(drawn)
    drawn["calendars"] = []
    for stage in drawn["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["activities"] = []

    assert problems_of(drawn) == []


def test_a_machine_may_work_out_of_sight_alone(drawn, problems_of):
    served = drawn["stages"][0]["touchpoints"][2]
    served["channel"] = "web"
    served["activities"][0]["line"] = "support"

    assert problems_of(drawn) == []


def test_a_wait_need_not_say_what_the_customer_does(drawn, problems_of):
    del drawn["stages"][0]["touchpoints"][1]["doing"]

    assert problems_of(drawn) == []
