def test_a_wait_shown_by_events_needs_no_ends(drawn, problems_of):
    wait = drawn["stages"][0]["touchpoints"][1]
    wait["between"] = None
    wait["matches"] = ["waiting"]

    assert problems_of(drawn) == []


def test_ends_in_a_stage_of_any_order_stand_either_way_round(drawn, problems_of):
    drawn["stages"][0]["order"] = "any"
    drawn["stages"][0]["touchpoints"][1]["between"] = ["served", "order"]

    assert problems_of(drawn) == []


def test_any_order_inside_stages_does_not_turn_the_stages_round(drawn, problems_of):
    for stage in drawn["stages"]:
        stage["order"] = "any"
    drawn["stages"][0]["touchpoints"][1]["between"] = ["pay", "order"]

    [(code, _)] = problems_of(drawn)
    assert code == "wait-backwards"
