from datetime import date

import pytest

from footlights.errors import (
    AmbiguousPartError,
    NotAllowedError,
    NotOneOfError,
    NotSignedInError,
    UnknownMapError,
)
from footlights.model.map import Map
from footlights.usecases.workspace.maps import (
    hand_over,
    list_maps,
    make_map,
    open_map,
    overdue_reviews,
    plan_review,
    put_away,
    settle,
)
from footlights.usecases.workspace.policy import AT_THIS_MACHINE, OPERATOR, Caller
from footlights.usecases.workspace.saving import save_edits
from footlights.usecases.workspace.searching import search_maps
from support.edits import dinner, set_


@pytest.fixture
def drawn(workspace, bob, now):
    return make_map(workspace, bob, dinner(), now=now)


def another(name, **more):
    document = dinner(**more).model_dump(mode="json", by_alias=True)
    return Map.model_validate(document | {"id": name.lower(), "name": name})


def test_until_somebody_joins_whoever_is_at_the_machine_may_all(empty, now):
    make_map(empty, AT_THIS_MACHINE, dinner(), now=now)

    assert open_map(empty, AT_THIS_MACHINE, "dinner").map == dinner()


def test_once_somebody_joined_nobody_else_may_anything(workspace, drawn):
    for caller in (AT_THIS_MACHINE, Caller("zoe")):
        with pytest.raises(NotSignedInError):
            open_map(workspace, caller, "dinner")


def test_who_left_is_out_at_once(workspace, drawn, cat):
    with workspace.store.writing() as records:
        records.people.change("cat", state="left")

    with pytest.raises(NotSignedInError):
        open_map(workspace, cat, "dinner")


def test_maps_are_listed_by_title_for_those_who_may_read_them(
    workspace, drawn, bob, cat, dan, now
):
    make_map(workspace, bob, another("Airport"), now=now)
    with workspace.store.writing() as records:
        records.map_roles.set("airport", "dan", "commenter")

    assert [each.title for each in list_maps(workspace, cat)] == ["Airport", "Dinner"]
    assert [each.title for each in list_maps(workspace, dan)] == ["Airport"]
    with pytest.raises(UnknownMapError):
        open_map(workspace, dan, "dinner")


def test_a_role_on_a_map_can_be_less_than_in_the_workspace(workspace, drawn, bob, now):
    make_map(workspace, OPERATOR, another("Airport"), now=now)
    with workspace.store.writing() as records:
        records.map_roles.set("airport", "bob", "reader")

    with pytest.raises(NotAllowedError):
        settle(workspace, bob, "airport", now=now, status="agreed")


def test_maps_are_put_away_and_brought_back(workspace, drawn, ann, bob, now):
    put_away(workspace, bob, "dinner", now=now)
    away = list_maps(workspace, ann, archived=True)
    put_away(workspace, ann, "dinner", now=now, is_away=False)

    assert [each.archived_at for each in away] == [now]
    assert [each.id for each in list_maps(workspace, ann)] == ["dinner"]


def test_a_map_is_settled_and_handed_over(workspace, drawn, ann, bob, cat, now):
    settle(workspace, bob, "dinner", now=now, status="agreed")
    hand_over(workspace, bob, "dinner", "cat", now=now)

    record = open_map(workspace, ann, "dinner").record
    assert (record.status, record.owner_id) == ("agreed", "cat")
    put_away(workspace, cat, "dinner", now=now)
    with pytest.raises(NotOneOfError, match="draft, in-review, agreed"):
        settle(workspace, ann, "dinner", now=now, status="done")


def test_overdue_reviews_come_from_the_map_and_from_the_list(
    workspace, drawn, ann, bob, now
):
    review = {"every": "90d", "last": "2026-08-01"}
    make_map(workspace, bob, another("Airport", review=review), now=now)
    plan_review(workspace, ann, "dinner", date(2026, 10, 1), now=now)

    due = overdue_reviews(workspace, ann, today=date(2026, 11, 24))
    assert [(each.id, str(each.review_on)) for each in due] == [
        ("dinner", "2026-10-01"),
        ("airport", "2026-10-30"),
    ]
    assert overdue_reviews(workspace, ann, today=date(2026, 10, 1)) == ()


def test_a_review_on_the_map_moves_the_day(workspace, drawn, bob, now):
    review = {"every": "30d", "last": "2026-11-24"}
    save_edits(
        workspace,
        bob,
        "dinner",
        [set_("dinner", "review", review, part="map")],
        expected_revision=1,
        now=now,
    )

    assert open_map(workspace, bob, "dinner").record.review_on == date(2026, 12, 24)


def test_a_map_with_two_parts_of_one_id_is_refused(workspace, bob, now):
    document = dinner().model_dump(mode="json", by_alias=True)
    document["stages"][1]["touchpoints"][0]["id"] = "greet"

    with pytest.raises(AmbiguousPartError):
        make_map(workspace, bob, Map.model_validate(document), now=now)


def test_search_finds_touchpoints_pains_and_quotes_of_all_maps(
    workspace, drawn, bob, cat, dan, now
):
    personas = [{"id": "p", "name": "Pair", "quote": "Two bookings? Never!"}]
    make_map(workspace, bob, another("Airport", personas=personas), now=now)

    found = [
        (hit.map_id, hit.part, hit.field, hit.where)
        for hit in search_maps(workspace, cat, "bookings TWO")
    ]
    assert found == [
        ("airport", "touchpoint", "pains", "Arrive, Greeting"),
        ("airport", "persona", "quote", "Persona Pair"),
        ("dinner", "touchpoint", "pains", "Arrive, Greeting"),
    ]
    assert search_maps(workspace, dan, "bookings") == ()
    assert search_maps(workspace, cat, "  ") == ()


def test_search_puts_names_first_and_finds_every_sign(workspace, drawn, bob, now):
    edits = [
        set_("coat", "pains", ['They say "Greeting"']),
        set_("coat", "said", "back\\slash"),
    ]
    save_edits(workspace, bob, "dinner", edits, expected_revision=1, now=now)

    hits = search_maps(workspace, bob, "greeting")
    assert [hit.field for hit in hits] == ["name", "pains"]
    assert [hit.id for hit in search_maps(workspace, bob, '"greeting"')] == ["coat"]
    assert [hit.id for hit in search_maps(workspace, bob, "k\\s")] == ["coat"]
