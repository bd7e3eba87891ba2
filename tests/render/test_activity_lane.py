from footlights.render.activity_lane import activity_card, activity_lanes


def test_a_card_says_who_with_what_and_what_was_promised(sample, museum, measured):
    activity = museum.touchpoints[0].activities[1]
    chain = {of.id: of for of in measured.activities}
    card = activity_card(museum, activity, chain[activity.id])

    assert (card.team, card.system) == ("Office", "Ticket system")
    assert card.promise == "within 30 s"
    assert card.kept.text == "82 %"
    assert "followed its trigger: 94 %" in card.full


def test_an_activity_nobody_recorded_says_nothing_measured(museum):
    card = activity_card(museum, museum.touchpoints[0].activities[0], None)

    assert (card.kept, card.delay, card.full) == (None, "", "")
    assert card.promise == "takes 2 m"


def test_a_standard_stands_on_its_card(museum):
    card = activity_card(museum, museum.touchpoints[2].activities[2], None)

    assert card.promise == "Restarted every night"


def test_a_room_where_nothing_happens_is_left_out_with_its_line(sample):
    plain = sample.sample_map(2)

    assert [lane.id for lane in activity_lanes(plain, plain.touchpoints, {})] == [
        "line-interaction",
        "frontstage",
        "line-visibility",
        "backstage",
    ]
