import pytest

from footlights.errors import UnknownChoiceError
from footlights.usecases.views import hand_overs, loops, ping_pong
from support.small_logs import event, map_of
from support.views import cells, log_of


def test_a_loop_has_another_touchpoint_in_between(engine):
    log = log_of(engine, map_of("ABC"), {"ann": "AABAC", "bob": "ABABA", "cat": "AC"})

    view = loops(log)

    assert cells(view, "touchpoint", "journeys", "returning", "returns", "again") == [
        ("a", 3, 2, 3, 1),
        ("b", 2, 1, 1, 0),
        ("c", 2, 0, 0, 0),
    ]
    assert view.rows[0]["share_returning"].n == 3


def test_ping_pong_goes_there_and_straight_back(engine):
    log = log_of(engine, map_of("ABC"), {"ann": "ABAB", "bob": "ABCA", "cat": "BAB"})

    # ann: A over B, then B over A; cat: B over A.
    assert cells(ping_pong(log), "from", "over", "touches", "journeys") == [
        ("b", "a", 2, 2),
        ("a", "b", 1, 1),
    ]


def test_staying_is_no_ping_pong(engine):
    assert ping_pong(log_of(engine, map_of("A"), {"ann": "AAA"})).rows == ()


def with_teams(engine, journeys):
    """Write journeys as the letters of teams, `.` for a touch that names none."""
    events = [
        event(person, "A", 10 * place, team=None if letter == "." else letter)
        for person, letters in journeys.items()
        for place, letter in enumerate(letters)
    ]
    return log_of(engine, map_of("A"), events)


def test_teams_hand_over_and_get_it_straight_back(engine):
    log = with_teams(engine, {"ann": "XYX", "bob": "XYXYX", "cat": "XYZX", "dan": "YX"})

    view = ping_pong(log, of="teams")

    # ann: X over Y. bob: X over Y, Y over X, X over Y. cat and dan: none.
    assert cells(view, "from", "over", "touches", "journeys") == [
        ("X", "Y", 3, 2),
        ("Y", "X", 1, 1),
    ]
    assert [row["share_of_journeys"].value for row in view.rows] == [0.5, 0.25]


def test_touches_in_a_row_with_one_team_are_one_stay(engine):
    log = with_teams(engine, {"ann": "XXYYYX", "bob": "XXX"})

    view = ping_pong(log, of="teams")

    assert cells(view, "from", "over", "touches", "journeys") == [("X", "Y", 1, 1)]


def test_a_touch_without_a_team_ends_a_stay(engine):
    walks = {"ann": "XY.X", "bob": "X.YX", "cat": "XY.YX", "dan": ".XYX.", "eve": "X.X"}
    log = with_teams(engine, walks)

    view = ping_pong(log, of="teams")

    assert cells(view, "from", "over", "touches", "journeys") == [("X", "Y", 1, 1)]
    # ann 1, bob 1, cat 2, dan 2 pairs name both teams.
    assert "6 pairs of touches in a row say which team" in " ".join(view.notes)


def test_each_ping_pong_of_teams_is_two_hand_overs(engine):
    log = with_teams(engine, {"ann": "XYXYX", "bob": "ZXZZX."})

    handed = {(r["from"], r["to"]): r["touches"] for r in hand_overs(log).rows}

    turns = cells(ping_pong(log, of="teams"), "from", "over", "touches")
    assert turns == [("X", "Y", 2), ("X", "Z", 1), ("Y", "X", 1), ("Z", "X", 1)]
    assert handed == {("X", "Y"): 2, ("Y", "X"): 2, ("Z", "X"): 2, ("X", "Z"): 1}


def test_without_teams_there_is_no_ping_pong_of_teams(engine):
    log = log_of(engine, map_of("AB"), {"ann": "ABA"})

    assert ping_pong(log, of="teams").rows == ()


def test_only_touchpoints_and_teams_play_ping_pong(engine):
    log = log_of(engine, map_of("A"), {"ann": "A"})

    with pytest.raises(UnknownChoiceError, match="Did you mean 'teams'"):
        ping_pong(log, of="team")


def test_an_empty_log_has_no_returns(engine):
    log = log_of(engine, map_of("A"), [])

    assert loops(log).rows == ping_pong(log).rows == ping_pong(log, of="teams").rows
    assert loops(log).rows == ()
