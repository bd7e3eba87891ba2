from footlights.render.slides.names import MapNames, how_many, who


def finding(sample, code="hurts", touchpoint=None, **changes):
    return sample.finding(code, touchpoint, 464, "…", **changes)


def test_an_activity_is_placed_at_its_touchpoint_and_has_its_own_team(sample, museum):
    late = finding(sample, "activity-late", activity="back5")
    names = MapNames(museum)

    assert names.place(late) == "Waits in the queue"
    assert names.teams_of_finding(late) == "Office"


def test_the_teams_of_a_touchpoint_are_named_once_each(sample, museum):
    names = MapNames(museum)

    assert names.teams_of_finding(finding(sample, touchpoint="t3")) == "Guides, Office"
    assert names.teams(sample.sample_map(activities=False).touchpoints[0]) == ""


def test_a_stage_stands_for_a_finding_without_a_touchpoint(sample, museum):
    lost = finding(sample, "loses-people", stage="s2")

    assert MapNames(museum).place(lost) == "Stage Arrive"
    assert MapNames(museum).place(finding(sample, group="web")) == ""


def test_whose_journeys_they_are_is_said(sample):
    assert who(finding(sample, group="web"), "Web", "") == "Journeys with: Web"
    assert who(finding(sample, "never-happens"), "Cup", "Cup") == "All journeys"
    assert who(finding(sample), "Cup", "Cup") == "Journeys that reach: Cup"
    assert who(finding(sample), "The whole map", "") == "Journeys on this map"


def test_persons_are_counted_where_the_map_has_no_journeys(sample):
    assert how_many(finding(sample, "off-the-map")) == "464 persons"
    assert how_many(finding(sample)) == "464 journeys"
