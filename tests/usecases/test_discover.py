from datetime import date, timedelta

import pyarrow as pa
import pytest

from footlights.errors import TooManyEventNamesError
from footlights.formats.map_yaml import read_map_document
from footlights.model.rules import check_map
from footlights.usecases.discover import discover
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from support.small_logs import event, walks

CALLS = "callcenter_reservations/CallCenterLog.csv"
HELPDESK = "helpdesk_italian/helpdesk.xes.gz"
LOANS = "bpic2012_loan/bpic2012.xes.gz"
SHOP = "ecommerce_clickstream/ecom.csv.gz"
CLAIMS = "teleclaims_insurance/teleclaims.xes.gz"


@pytest.fixture
def discovered(tmp_path):
    """Discover a map, and hold it to what every discovered map must be."""

    def run(events, *, share=0.95, **told):
        with read_events(_table(events)) as log:
            found = discover(log, **told)
        _holds(found, tmp_path)
        assert found.share_explained >= share
        return found

    return run


def _table(events):
    columns = sorted({key for e in events for key in e} - {"closes"})
    return pa.table({name: [e.get(name) for e in events] for name in columns})


def _holds(found, folder):
    path = folder / "map.yaml"
    path.write_text(found.text, encoding="utf-8")
    assert read_map_document(path).map == found.map
    assert check_map(found.map, date(2026, 1, 1)) == []


def ids(found):
    return [touchpoint.id for touchpoint in found.map.touchpoints]


def stages(found):
    return {
        stage.name: [touchpoint.name for touchpoint in stage.touchpoints]
        for stage in found.map.stages
    }


def waits(found):
    return [t for t in found.map.touchpoints if t.kind == "wait"]


def comment_above(found, line):
    """Join the comment lines right above the first line that has this text."""
    lines = found.text.splitlines()
    place = next(no for no, text in enumerate(lines) if line in text)
    said = []
    while place and lines[place - 1].lstrip().startswith("#"):
        place -= 1
        said.insert(0, lines[place].lstrip(" #"))
    return " ".join(said)


def test_touchpoints_stand_in_the_order_in_which_people_meet_them(discovered):
    found = discovered(walks({"ann": "CAB", "bob": "CAB", "cat": "CB", "dan": "BCA"}))

    assert [t.name for t in found.map.touchpoints] == ["C", "A", "B"]
    assert [t.matches[0].event for t in found.map.touchpoints] == ["C", "A", "B"]


def test_each_touchpoint_says_how_many_events_it_rests_on(discovered):
    found = discovered(walks({"ann": "ABA", "bob": "A"}))

    assert {t.name: t.source.n for t in found.map.touchpoints} == {"A": 3, "B": 1}
    assert {t.source.kind for t in found.map.touchpoints} == {"events"}
    assert comment_above(found, "id: a") == (
        "3 events of 2 persons, in 2 of 2 journeys (100%)."
    )


def test_touchpoints_are_grouped_into_stages_named_after_the_first(discovered):
    found = discovered(walks({"ann": "ABCDEF", "bob": "ABCDEF"}))

    assert stages(found) == {
        "From A": ["A", "B"],
        "From C": ["C"],
        "From D": ["D", "E", "F"],
    }


def test_a_stage_begins_where_much_time_passes(discovered):
    minutes = {"A": 0, "B": 5, "C": 10, "D": 15, "E": 600, "F": 605}
    found = discovered(
        [event(p, name, at) for p in ("ann", "bob") for name, at in minutes.items()]
    )

    assert "From E" in stages(found)
    assert "take 9h 45m on average" in comment_above(found, "id: from-e")


def test_the_commonest_channel_is_drawn_whatever_its_spelling(discovered):
    found = discovered(
        [
            event("ann", "A", 0, channel="E-Mail"),
            event("ann", "A", 1, channel="email"),
            event("bob", "A", 0, channel="Phone"),
            event("bob", "A", 1, channel="Phone"),
            event("cat", "A", 0, channel="email"),
            event("cat", "B", 1),
        ]
    )

    assert [(c.id, c.form) for c in found.map.channels] == [
        ("phone", "human"),
        ("email", "digital"),
    ]
    assert [t.channel for t in found.map.touchpoints] == ["email", None]
    assert comment_above(found, "channel: email") == (
        "The commonest: 'email' in 3 of 5 touches with a channel (60%)."
    )


def test_the_form_of_a_channel_says_whether_it_is_a_mere_default(discovered):
    found = discovered(
        [
            event("ann", "A", 0, channel="Telephone"),
            event("ann", "B", 1, channel="هاتف"),
        ]
    )

    assert comment_above(found, "{id: telephone") == (
        "Guess: human, from the word 'phone'."
    )
    assert "nothing in the word 'هاتف' tells" in found.text


def test_the_commonest_team_does_it_in_sight_and_somebody_is_there(discovered):
    found = discovered(
        [
            event("ann", "A", 0, team="Front desk"),
            event("bob", "A", 0, team="Front desk"),
            event("cat", "A", 0, team="Kitchen"),
            event("cat", "B", 1),
        ]
    )

    first, second = found.map.touchpoints
    [activity] = first.activities
    assert [(t.id, t.name) for t in found.map.teams] == [("front-desk", "Front desk")]
    assert (activity.line, activity.does, activity.team) == (
        "frontstage",
        "A",
        "front-desk",
    )
    assert first.doing == "Is here in 3 journeys"
    assert (second.activities, second.doing) == ((), None)


def long_waits(n=12):
    """Everybody orders, pays after 2 minutes, and gets it some hours later."""
    return [
        one
        for person in range(n)
        for one in (
            event(f"p{person:02}", "order", 0),
            event(f"p{person:02}", "choose", 1),
            event(f"p{person:02}", "pay", 3),
            event(f"p{person:02}", "get", 3 + 60 * (person + 1)),
            event(f"p{person:02}", "unpack", 4 + 60 * (person + 1)),
        )
    ]


def test_a_wait_is_proposed_where_a_gap_is_long(discovered):
    found = discovered(long_waits())

    [wait] = waits(found)
    [expected] = wait.expects
    assert wait.between == ("pay", "get")
    assert wait.source.n == 12
    # Waits are 1 to 12 hours: three in four at most 9.25 hours.
    assert (expected.what, expected.at_most, expected.for_) == (
        "wait",
        timedelta(hours=12),
        0.75,
    )
    assert "12 of 12 departures (100%) from 'pay'" in comment_above(
        found, f"id: {wait.id}"
    )


def test_a_proposed_wait_is_met_as_often_as_it_says(discovered):
    events = long_waits()
    found = discovered(events)

    with read_events(_table(events)) as log:
        measured = measure(found.map, log).result

    [wait] = [t for t in measured.touchpoints if t.kind == "wait"]
    assert wait.expectations[0].met.value >= 0.75


def test_no_wait_is_proposed_where_all_gaps_are_alike(discovered):
    found = discovered(
        [event(p, name, 600 * at) for p in "pq" for at, name in enumerate("ABCD")]
    )

    assert waits(found) == []


def test_at_most_five_waits_are_proposed(discovered):
    # Ten letters in quick succession, four hours before every second one.
    events = [
        event(f"p{person}", letter, 240 * (place // 2) + place % 2)
        for person in range(3)
        for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWX"[:14])
    ]
    found = discovered(events)

    assert len(waits(found)) <= 5


def test_a_rule_that_a_file_leaves_out_is_explained_all_the_same(discovered):
    found = discovered(walks({"ann": "AB"}))

    assert "journeys:" not in [line.split(" ")[0] for line in found.text.splitlines()]
    assert "Guess: a person has one journey." in comment_above(found, "stages:")


def test_a_column_that_names_journeys_is_used(discovered):
    found = discovered(
        [event("ann", "A", 0, journey="j1"), event("ann", "A", 9, journey="j2")]
    )

    assert found.map.journeys.by == "column"
    assert "in 2 of 2 journeys" in comment_above(found, "id: a")


def test_id_and_name_can_be_chosen(discovered):
    found = discovered(walks({"ann": "A"}), map_id="tea", name="Tea for two")

    assert (found.map.id, found.map.name) == ("tea", "Tea for two")


def test_the_zone_of_the_log_is_that_of_the_map(tmp_path):
    with read_events(_table(walks({"ann": "AB"})), zone="Europe/Rome") as log:
        found = discover(log)

    _holds(found, tmp_path)
    assert found.map.zone == "Europe/Rome"


def test_the_same_log_gives_the_same_text(discovered):
    events = long_waits()

    assert discovered(events).text == discovered(events).text


def test_one_event_makes_a_map(discovered):
    found = discovered([event("ann", "A", 0)])

    assert ids(found) == ["a"]
    assert stages(found) == {"From A": ["A"]}


def test_one_person_makes_a_map(discovered):
    found = discovered(walks({"ann": "ABCABD"}))

    assert ids(found) == ["a", "b", "c", "d"]


def test_events_at_one_instant_stand_in_the_order_of_reading(discovered):
    found = discovered([event(p, name, 0) for p in ("ann", "bob") for name in "dcba"])

    assert ids(found) == ["d", "c", "b", "a"]


def test_names_in_any_script_have_ids_of_their_own(discovered):
    names = ["home", "مرحبا", "☎️", "你好", "404: none # x", "on", "a\nb"]
    found = discovered(
        [event("ann", n, at, channel=n, team=n) for at, n in enumerate(names)]
    )

    assert ids(found) == [
        "home",
        "touchpoint-2",
        "touchpoint-3",
        "touchpoint-4",
        "touchpoint-404-none-x",
        "on",
        "a-b",
    ]
    assert [t.matches[0].event for t in found.map.touchpoints] == names


def test_names_that_differ_only_in_case_or_signs_stay_apart(discovered):
    names = ["call", "Call", "CALL!", "c-a-l-l", "call 2"]
    found = discovered([event("ann", n, at) for at, n in enumerate(names)])

    assert [t.matches[0].event for t in found.map.touchpoints] == names
    assert len(set(ids(found))) == 5


def test_long_names_are_cut_and_still_explained(discovered):
    names = ["x" * 199 + end for end in "ab"]
    found = discovered([event("ann", n, at) for at, n in enumerate(names)])

    assert [len(t.name) for t in found.map.touchpoints] == [120, 120]
    assert found.share_explained == 1


def test_a_name_that_no_map_can_hold_is_left_out_and_told(discovered):
    events = [event("ann", "x" * 2001, 0), event("ann", "A", 1)]

    found = discovered(events, share=0.5)

    assert found.share_explained == 0.5
    assert "Left out: 1 of 2 event names, with 1 event," in comment_above(
        found, "footlights: 1"
    )


def test_of_many_names_the_commonest_are_kept(discovered):
    # 300 names: 30 of 100 events each, 270 of one each.
    events = [event(f"p{n}", f"often {n % 30}", n) for n in range(3000)]
    events += [event(f"q{n}", f"once {n}", n) for n in range(270)]

    found = discovered(events)

    # 97 % of 3,270 events are 3,172: the 30, and 172 of the others.
    assert len(found.map.touchpoints) == 202
    assert found.share_explained == 3172 / 3270
    assert "Left out: 98 of 300 event names, with 98 events" in " ".join(
        comment_above(found, "footlights: 1").split()
    )


def test_a_log_of_texts_is_refused():
    events = [event("ann", f"text {n}", n) for n in range(1100)]

    with (
        read_events(_table(events)) as log,
        pytest.raises(TooManyEventNamesError, match=r"1,100 event names.* 91 %"),
    ):
        discover(log)


@pytest.mark.parametrize("name", [CALLS, HELPDESK, LOANS, SHOP, CLAIMS])
def test_a_real_log_makes_a_map_without_problems(shared_data, tmp_path, name):
    with read_events(shared_data / name) as log:
        found = discover(log)

    _holds(found, tmp_path)
    assert found.share_explained >= 0.95
    assert 3 <= len(found.map.stages) <= 6


@pytest.mark.parametrize("name", [CALLS, CLAIMS])
def test_a_discovered_map_can_be_measured(shared_data, name):
    with read_events(shared_data / name) as log:
        found = discover(log)
        measured = measure(found.map, log).result

    assert all(identity.holds for identity in measured.identities)
    assert measured.coverage.share_on_map.value == found.share_explained
    assert found.share_explained >= 0.95


def test_the_help_desk_ends_with_the_wait_for_closing(shared_data):
    with read_events(shared_data / HELPDESK) as log:
        found = discover(log)

    # Tickets are closed by a clock, 30 days after they are resolved.
    assert list(stages(found)["From Closed"]) == ["Closed"]
    assert [t.between for t in waits(found)] == [("resolve-ticket", "closed")]


def test_the_call_centre_sees_what_follows_a_call(shared_data):
    with read_events(shared_data / CALLS) as log:
        found = discover(log)

    order = [t.id for t in found.map.touchpoints if t.kind != "wait"]
    assert order.index("inbound-call") < order.index("handle-case")
    assert order.index("inbound-email") < order.index("handle-email")
    assert ("inbound-call", "handle-case") in [t.between for t in waits(found)]
