import pytest

from footlights.render.findings import finding_cards, findings_view, probability


def test_findings_keep_their_rank_and_light_their_touchpoint(museum, measured):
    view = findings_view(museum, measured)

    assert [card.rank for card in view.cards] == [1, 2, 3, 4]
    assert [card.touchpoint for card in view.cards] == ["t5", "t10", "t3", ""]
    assert view.cards[0].about == "Waits in the queue"
    assert view.cards[0].what == "slower than expected"
    assert view.cards[3].about == "The whole map"


def test_a_finding_about_an_activity_lights_its_touchpoint(sample, museum):
    late = sample.finding("activity-late", None, 3, "Late.", activity="back2")
    (card,) = finding_cards(museum, [late])

    assert (card.about, card.touchpoint) == ("Checks the booking", "t2")


def test_a_finding_about_a_group_names_it(sample, museum):
    about_all = sample.finding("hurts", None, 3, "Low.", group="members")
    here = sample.finding("hurts", "t1", 3, "Low.", group="email")
    first, second = finding_cards(museum, [about_all, here])

    assert first.about == "Members"
    assert second.about == "Reads the programme · E-mail"


def test_a_finding_about_a_stage_names_it(sample, museum):
    (card,) = finding_cards(museum, [sample.finding("x", None, 1, "x", stage="s2")])

    assert (card.about, card.touchpoint) == ("Arrive", "")


def test_a_map_not_measured_has_no_findings_yet(museum):
    view = findings_view(museum, None)

    assert view.cards == ()
    assert not view.is_measured


@pytest.mark.parametrize(
    ("p", "written"),
    [(None, ""), (0.0004, "p < 0.001"), (0.03, "p 0.03"), (0.0312, "p 0.031")],
)
def test_a_probability_is_never_written_as_nothing(p, written):
    assert probability(p) == written


def test_the_name_over_a_finding_is_not_said_again(sample, museum):
    (card,) = finding_cards(
        museum, [sample.finding("hurts", "t1", 3, "Reads the programme: scored 2.0.")]
    )

    assert card.text == "Scored 2.0."


def test_how_many_met_what_is_not_measured_is_not_nought(sample, museum):
    (card,) = finding_cards(museum, [sample.finding("not-measured", "t1", 0, "x")])

    assert card.affected == "how many journeys is not known"
