import pytest
from hypothesis import given, settings

from footlights.model.comparison.compare import compare, in_words
from footlights.model.edits.applying import apply_edits
from footlights.model.edits.between import edits_between
from footlights.model.edits.edit import AddPart, MovePart, RemovePart, SetField
from footlights.model.map import Map
from support.edits import add, dinner, move, remove, set_
from support.related_maps import maps


def sentences(*edits, before=None):
    before = before or dinner()
    return [str(change) for change in compare(before, apply_edits(before, edits))]


def test_the_example_of_the_guide():
    assert sentences(
        move("greet", "arrive", after="coat"),
        set_("greet", "expects", [{"what": "wait", "at_most": "3m"}]),
    ) == [
        "Arrive: moved Coat check before Greeting",
        "Arrive, Greeting: tightened the expectation of the wait from 5m to 3m",
    ]


PLACES = [
    (
        add("park", "arrive", name="Parking"),
        "Arrive: added the touchpoint Parking before Greeting",
    ),
    (
        add("park", "arrive", after="coat", activities=[]),
        "Arrive: added the touchpoint Park after Coat check",
    ),
    (
        move("served", "eat"),
        "Eat: moved Served before Order",
    ),
    (
        move("coat", "eat", after="wait"),
        "Eat: moved Coat check from Arrive to Eat, before Served",
    ),
    (
        remove("greet"),
        "Arrive: removed the touchpoint Greeting with the activity “Finds the booking”",
    ),
    (
        AddPart(
            part="stage",
            into="dinner",
            after="eat",
            value={
                "id": "pay",
                "name": "Pay",
                "touchpoints": [
                    {"id": "bill", "name": "Bill"},
                    {"id": "tip", "name": "Tip"},
                ],
            },
        ),
        (
            "Map: added the stage Pay with the touchpoint Bill and the touchpoint Tip"
            " after Eat"
        ),
    ),
    (
        RemovePart(part="stage", id="eat"),
        (
            "Map: removed the stage Eat with the touchpoint Order,"
            " the touchpoint Wait for food and the touchpoint Served"
        ),
    ),
    (MovePart(part="stage", id="eat", into="dinner"), "Map: moved Eat before Arrive"),
    (
        AddPart(
            part="persona",
            into="dinner",
            value={"id": "couple", "name": "Regular couple"},
        ),
        "Map: added the persona Regular couple",
    ),
    (RemovePart(part="team", id="floor"), "Map: removed the team Floor staff"),
    (
        MovePart(part="activity", id="look-up", into="coat"),
        "Arrive, Coat check: moved “Finds the booking” from Greeting to Coat check",
    ),
]


@pytest.mark.parametrize(("edit", "words"), PLACES)
def test_parts_that_come_go_and_move(edit, words):
    assert words in sentences(edit)


GREETING = [
    ("name", "Welcome", "renamed from “Greeting” to “Welcome”"),
    ("kind", "action", "changed the kind from interaction to action"),
    ("channel", None, "took the channel away, which was web"),
    ("channel", "phone", "changed the channel from web to phone"),
    ("between", ["coat", "order"], "set the ends of the wait to Coat check and Order"),
    ("directness", "tertiary", "changed the directness from primary to tertiary"),
    ("purpose", "serve", "set the purpose to serve"),
    ("optional", True, "became optional"),
    ("repeats", True, "may now repeat"),
    ("doing", "Waits", "set what the customer does to “Waits”"),
    ("thinking", "Hm", "set what the customer thinks to “Hm”"),
    ("feeling", None, "took the feeling away, which was hopeful (+1)"),
    ("feeling.word", "glad", "changed the word for the feeling from hopeful to glad"),
    ("feeling.valence", -1.5, "lowered the feeling from +1 to -1.5"),
    ("needs", ["A seat"], "added the need “A seat”"),
    ("questions", ["Where?"], "added the question “Where?”"),
    ("said", "Hello", "set what is said to the customer to “Hello”"),
    ("evidence", "Door", "set the physical evidence to “Door”"),
    (
        "expects",
        [{"what": "wait", "at_most": "5m", "for": "95%"}],
        "tightened the expectation of the wait from 90% to 95% of times",
    ),
    ("expects", [], "removed the expectation of the wait: at most 5m for 90% of times"),
    ("pains", ["Cold"], "changed the pain “Two bookings under one name” to “Cold”"),
    ("source", {"kind": "survey", "n": 12}, "set the source to survey (12)"),
    (
        "matches",
        [{"event": "door", "where": {"result": ["seated", True]}}],
        "added the event “door” where result is seated or true",
    ),
]


@pytest.mark.parametrize(("field", "value", "words"), GREETING)
def test_fields_of_a_touchpoint(field, value, words):
    where = "Arrive, Welcome" if field == "name" else "Arrive, Greeting"

    assert sentences(set_("greet", field, value)) == [f"{where}: {words}"]


GENERAL = [
    ("dinner", "map", "name", "Supper", "Map: renamed from “Dinner” to “Supper”"),
    (
        "dinner",
        "map",
        "state",
        "future",
        "Map: changed the state from current to future",
    ),
    (
        "dinner",
        "map",
        "review",
        {"every": "90d", "last": "2026-11-24"},
        "Map: set the review to every 90d, last on 2026-11-24",
    ),
    (
        "dinner",
        "map",
        "journeys",
        {"by": "person", "gap": "12h"},
        (
            "Map: changed what one journey is from one a person"
            " to one a person, with gaps up to 12h"
        ),
    ),
    (
        "dinner",
        "map",
        "goals",
        [{"measure": "wait.p90", "at_most": "5m", "by": "2027-01-01"}],
        "Map: added the goal wait.p90 at most 5m by 2027-01-01",
    ),
    (
        "arrive",
        "stage",
        "business_goal",
        {"measure": "score.mean", "at_least": 4.5, "owner": "Ann"},
        "Arrive: set the business goal to score.mean at least 4.5, owned by Ann",
    ),
    (
        "arrive",
        "stage",
        "order",
        "any",
        "Arrive: changed the order of the touchpoints from sequence to any",
    ),
    ("floor", "team", "rate", "24 EUR/h", "Team Floor staff: set the rate to 24 EUR/h"),
    (
        "web",
        "channel",
        "form",
        "hybrid",
        "Channel web: changed the form from digital to hybrid",
    ),
    (
        "look-up",
        "activity",
        "within",
        "30s",
        "Arrive, Greeting, “Finds the booking”: set the promised time to 30s",
    ),
    (
        "look-up",
        "activity",
        "team",
        "floor",
        "Arrive, Greeting, “Finds the booking”: set the team to Floor staff",
    ),
]


@pytest.mark.parametrize(("part_id", "part", "field", "value", "words"), GENERAL)
def test_fields_of_other_parts(part_id, part, field, value, words):
    assert sentences(set_(part_id, field, value, part=part)) == [words]


def test_quantities_grow_and_shrink():
    before = apply_edits(
        dinner(),
        [
            set_("look-up", "takes", "2m", part="activity"),
            set_("look-up", "cost", "9 EUR", part="activity"),
        ],
    )

    assert sentences(
        set_("look-up", "takes", "90s", part="activity"),
        set_("look-up", "cost", "12 EUR", part="activity"),
        before=before,
    ) == [
        "Arrive, Greeting, “Finds the booking”: raised the cost from 9 EUR to 12 EUR",
        (
            "Arrive, Greeting, “Finds the booking”: shortened the time it takes"
            " from 2m to 1m 30s"
        ),
    ]


def test_open_hours_of_promises_are_said():
    desk = {"id": "desk", "name": "Desk", "hours": {"mon-fri": "09:00-17:00"}}
    before = apply_edits(
        dinner(),
        [
            AddPart(part="calendar", into="dinner", value=desk),
            set_("greet", "expects", [{"what": "wait", "at_most": "3m"}]),
        ],
    )
    in_hours = [{"what": "wait", "at_most": "3m", "calendar": "desk"}]
    shorter = {"mon-thu": "09:00-17:00", "fri": "09:00-12:00"}

    assert sentences(
        set_("desk", "hours", shorter, part="calendar"),
        set_("greet", "expects", in_hours),
        before=before,
    ) == [
        (
            "Calendar Desk: changed the open hours from mon-fri 09:00-17:00"
            " to mon-thu 09:00-17:00; fri 09:00-12:00"
        ),
        (
            "Arrive, Greeting: the expectation of the wait now runs in the open hours"
            " of Desk, and ran at all hours"
        ),
    ]


def test_entries_that_only_change_their_order_are_said():
    before = apply_edits(dinner(), [set_("greet", "pains", ["A", "B", "C"])])

    assert sentences(set_("greet", "pains", ["B", "D", "A", "C"]), before=before) == [
        "Arrive, Greeting: added the pain “D”",
        "Arrive, Greeting: reordered the pains: “B”, “D”, “A” and “C”",
    ]


def test_feelings_of_personas_go_by_their_names():
    before = apply_edits(
        dinner(),
        [
            AddPart(
                part="persona", into="dinner", value={"id": "couple", "name": "Couple"}
            )
        ],
    )
    glad = {"word": "glad", "valence": 2}

    assert sentences(set_("greet", "feelings.couple", glad), before=before) == [
        "Arrive, Greeting: set the feeling of Couple to glad (+2)"
    ]


def test_notes_go_by_the_names_of_their_lanes():
    lane = {"id": "legal", "name": "Legal"}
    before = apply_edits(dinner(), [AddPart(part="lane", into="dinner", value=lane)])

    assert sentences(set_("greet", "notes.legal", "Consent"), before=before) == [
        "Arrive, Greeting: set the note of Legal to “Consent”"
    ]


def test_values_that_read_alike_are_still_said():
    before = apply_edits(
        dinner(), [set_("greet", "matches", [{"event": "x", "where": {"n": ["1"]}}])]
    )

    assert sentences(
        set_("greet", "matches", [{"event": "x", "where": {"n": [1]}}]), before=before
    ) == ["Arrive, Greeting: changed `matches`"]


def test_what_is_gone_is_still_called_by_its_name():
    before = apply_edits(
        dinner(),
        [set_("greet", "channel", "phone"), set_("web", "name", "Site", "channel")],
    )
    after = apply_edits(before, [RemovePart(part="channel", id="web")])

    assert [str(change) for change in compare(before, after)] == [
        "Map: removed the channel Site"
    ]


@given(maps())
@settings(deadline=None, max_examples=30)
def test_equal_maps_do_not_differ(map_):
    again = Map.model_validate(map_.model_dump(mode="json", by_alias=True))

    assert compare(map_, again) == ()
    assert in_words(()) == "no change"


@given(maps(), maps())
@settings(deadline=None, max_examples=100)
def test_every_difference_is_said(before, after):
    changes = compare(before, after)

    said = {(c.kind, c.part, c.id, c.field) for c in changes}
    wanted = {
        (
            edit.edit,
            edit.part,
            edit.value["id"] if isinstance(edit, AddPart) else edit.id,
            edit.field if isinstance(edit, SetField) else None,
        )
        for edit in edits_between(before, after)
    }
    assert said == wanted
    assert all(change.says and change.where for change in changes)
    assert not any("None" in str(change) for change in changes)


NAMED = {"channel", "team", "system", "calendar", "between", "after"}
"""Fields that are said by the name of another part."""


@given(maps(), maps())
@settings(deadline=None, max_examples=100)
def test_every_new_value_is_read_in_its_sentence(before, after):
    said = {}
    for change in compare(before, after):
        said.setdefault((change.part, change.id, change.field), []).append(change.says)

    for edit in edits_between(before, after):
        if isinstance(edit, SetField) and edit.field.split(".")[-1] not in NAMED:
            sentences = " ".join(said[edit.part, edit.id, edit.field])
            assert all(text in sentences for text in texts_of(edit.value)), edit


def texts_of(value):
    """Give the texts and numbers of a value that is set, and of its list."""
    if isinstance(value, list):
        return []  # Only what is new in a list is said.
    if isinstance(value, str):
        return [value]
    return [f"{value:g}"] if isinstance(value, float) else []
