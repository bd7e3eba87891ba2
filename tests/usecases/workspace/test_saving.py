import threading
from datetime import timedelta

import pytest

from footlights.errors import (
    EditConflictError,
    EditDoesNotFitError,
    MapExistsError,
    NotAllowedError,
    NothingToUndoError,
    UnknownMapError,
    UnknownRevisionError,
)
from footlights.usecases.workspace.history import (
    compare_maps,
    compare_revisions,
    history,
)
from footlights.usecases.workspace.maps import make_map, open_map
from footlights.usecases.workspace.saving import (
    redo,
    restore,
    save_document,
    save_edits,
    undo,
)
from support.edits import add, dinner, move, remove, set_


@pytest.fixture(autouse=True)
def drawn(workspace, bob, now):
    make_map(workspace, bob, dinner(), now=now)


@pytest.fixture
def save(workspace, now):
    def save(caller, *edits, on):
        return save_edits(
            workspace, caller, "dinner", edits, expected_revision=on, now=now
        )

    return save


@pytest.fixture
def name_of(workspace, bob):
    def name_of(touchpoint_id):
        opened = open_map(workspace, bob, "dinner")
        return opened.map.touchpoint(touchpoint_id).name

    return name_of


def test_edits_make_the_next_revision(workspace, ann, bob, save):
    saved = save(bob, set_("greet", "name", "Hello"), on=1)

    opened = open_map(workspace, ann, "dinner")
    assert saved.revision_no == opened.record.head_no == 2
    assert saved.map == opened.map
    assert open_map(workspace, ann, "dinner", 1).map == dinner()


def test_two_people_who_edit_different_cells_both_keep_theirs(ann, bob, save, name_of):
    save(bob, set_("greet", "name", "Hello"), on=1)
    saved = save(ann, set_("coat", "name", "Coats"), on=1)

    assert saved.revision_no == 3
    assert (name_of("greet"), name_of("coat")) == ("Hello", "Coats")


def test_the_second_of_two_is_shown_both_texts(ann, bob, save, name_of):
    save(bob, set_("greet", "name", "Hello"), on=1)

    with pytest.raises(EditConflictError) as raised:
        save(ann, set_("coat", "name", "X"), set_("greet", "name", "Welcome"), on=1)

    (conflict,) = raised.value.conflicts
    assert (conflict.was, conflict.theirs, conflict.yours) == (
        "Greeting",
        "Hello",
        "Welcome",
    )
    assert (conflict.edit_no, conflict.where) == (2, "Arrive, Hello")
    assert (raised.value.head_no, name_of("coat")) == (2, "Coat check")
    save(ann, set_("greet", "name", "Welcome"), on=raised.value.head_no)
    assert name_of("greet") == "Welcome"


def test_what_somebody_removed_is_said_to_be_removed(ann, bob, save):
    save(bob, remove("coat"), on=1)

    with pytest.raises(EditConflictError, match=r"theirs is '\(removed\)'"):
        save(ann, set_("coat", "pains", ["Lost coats"]), on=1)


def test_edits_that_change_nothing_make_no_revision(bob, save):
    assert save(bob, on=1).revision_no == 1


def test_edits_that_lead_to_no_map_say_why_and_save_nothing(workspace, bob, save):
    with pytest.raises(EditDoesNotFitError) as raised:
        save(bob, set_("greet", "name", ""), set_("coat", "kind", "party"), on=1)

    assert raised.value.reasons == (
        "greet.name: This text is empty. Say something, or leave the key out.",
        "coat.kind: 'party' is no kind. It can be: interaction, wait, action.",
    )
    assert open_map(workspace, bob, "dinner").record.head_no == 1


def test_undo_takes_back_only_ones_own(workspace, ann, bob, now, save, name_of):
    save(bob, set_("greet", "name", "Hello"), on=1)
    save(ann, set_("coat", "name", "Coats"), on=2)
    undo(workspace, bob, "dinner", now=now)

    assert (name_of("greet"), name_of("coat")) == ("Greeting", "Coats")
    with pytest.raises(NothingToUndoError, match="no change of yours"):
        undo(workspace, bob, "dinner", now=now)


def test_undo_and_redo_go_back_and_forth(workspace, bob, now, save, name_of):
    for no, name in enumerate(["A", "B"], start=1):
        save(bob, set_("greet", "name", name), on=no)
    seen = []
    for go in (undo, undo, redo, redo, undo):
        go(workspace, bob, "dinner", now=now)
        seen.append(name_of("greet"))

    assert seen == ["A", "Greeting", "A", "B", "A"]


def test_a_new_edit_ends_what_can_be_redone(workspace, bob, now, save):
    save(bob, set_("greet", "name", "A"), on=1)
    undo(workspace, bob, "dinner", now=now)
    save(bob, set_("greet", "name", "C"), on=3)

    with pytest.raises(NothingToUndoError, match="make again"):
        redo(workspace, bob, "dinner", now=now)


def test_undo_of_what_others_changed_since_shows_both(workspace, ann, bob, now, save):
    save(bob, set_("greet", "name", "Hello"), on=1)
    save(ann, set_("greet", "name", "Welcome"), on=2)

    with pytest.raises(EditConflictError) as raised:
        undo(workspace, bob, "dinner", now=now)
    assert (raised.value.conflicts[0].theirs, raised.value.conflicts[0].yours) == (
        "Welcome",
        "Greeting",
    )


def test_an_old_revision_comes_back_as_a_new_one(workspace, ann, bob, now, save):
    save(bob, remove("coat"), move("served", "eat"), on=1)
    saved = restore(workspace, ann, "dinner", 1, expected_revision=2, now=now)

    assert saved.map == dinner()
    assert saved.revision_no == 3


def test_an_old_revision_restored_while_another_edits_keeps_their_edit(
    workspace, ann, bob, now, save, name_of
):
    save(bob, set_("greet", "name", "Hello"), on=1)
    save(bob, set_("coat", "name", "Coats"), on=2)
    restore(workspace, ann, "dinner", 1, expected_revision=2, now=now)

    assert (name_of("greet"), name_of("coat")) == ("Greeting", "Coats")


def test_a_file_changed_elsewhere_is_merged(workspace, ann, bob, now, save, name_of):
    elsewhere = dinner(owner="Front of house")
    save(bob, set_("coat", "name", "Coats"), on=1)
    saved = save_document(workspace, ann, elsewhere, expected_revision=1, now=now)

    assert (saved.map.owner, name_of("coat")) == ("Front of house", "Coats")


def test_the_history_says_who_did_what_and_when(workspace, ann, bob, now, save):
    save(bob, set_("greet", "name", "Hello"), on=1)
    later = now + timedelta(minutes=5)
    restore(workspace, ann, "dinner", 1, expected_revision=2, now=later)

    lines = history(workspace, bob, "dinner")
    assert [(each.no, each.kind, each.of_no, each.name) for each in lines] == [
        (3, "restore", 1, "Ann"),
        (2, "edit", None, "Bob"),
        (1, "made", None, "Bob"),
    ]
    assert [each.at for each in lines] == [later, now, now]
    assert [
        line.no for line in history(workspace, bob, "dinner", before=3, limit=1)
    ] == [2]


def test_any_two_revisions_are_compared_in_words(workspace, cat, bob, save):
    save(bob, move("coat", "arrive"), on=1)
    save(bob, set_("greet", "expects", [{"what": "wait", "at_most": "3m"}]), on=2)

    assert [
        str(each) for each in compare_revisions(workspace, cat, "dinner", 1, 3)
    ] == [
        "Arrive: moved Coat check before Greeting",
        "Arrive, Greeting: tightened the expectation of the wait from 5m to 3m",
    ]
    with pytest.raises(UnknownRevisionError, match="1 to 3"):
        compare_revisions(workspace, cat, "dinner", 1, 4)


def test_a_future_map_is_compared_with_its_current_one(workspace, bob, now):
    future = dinner().model_copy(
        update={"id": "dinner-next", "state": "future", "of": "dinner"}
    )
    make_map(workspace, bob, future, now=now)

    assert [c.field for c in compare_maps(workspace, bob, "dinner", "dinner-next")] == [
        "of",
        "state",
    ]


def test_who_may_only_read_cannot_edit_and_who_may_not_read_sees_no_map(
    cat, dan, eve, save
):
    for reader in (cat, eve):
        with pytest.raises(NotAllowedError, match="takes an editor"):
            save(reader, set_("greet", "name", "x"), on=1)
    with pytest.raises(UnknownMapError, match="none that you may see"):
        save(dan, set_("greet", "name", "x"), on=1)


def test_a_role_taken_away_counts_at_once(workspace, bob, save, name_of):
    with workspace.store.writing() as records:
        records.people.change("bob", role="reader")
        records.map_roles.set("dinner", "bob", None)

    with pytest.raises(NotAllowedError):
        save(bob, set_("greet", "name", "x"), on=1)
    assert name_of("greet") == "Greeting"


def test_two_maps_cannot_have_one_id(workspace, ann, now):
    with pytest.raises(MapExistsError, match="'dinner'"):
        make_map(workspace, ann, dinner(), now=now)


def test_many_who_edit_at_once_lose_no_edit(workspace, bob, now):
    """Eight people add twenty touchpoints each, all from what they saw last."""
    errors = []

    def work(person):
        seen = 1
        for no in range(20):
            edit = add(f"t-{person}-{no}", "eat", after="order")
            try:
                saved = save_edits(
                    workspace, bob, "dinner", [edit], expected_revision=seen, now=now
                )
            except Exception as error:  # noqa: BLE001 - told by the main thread
                errors.append(error)
                return
            seen = saved.revision_no

    threads = [threading.Thread(target=work, args=[person]) for person in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    opened = open_map(workspace, bob, "dinner")
    ids = {touchpoint.id for touchpoint in opened.map.touchpoints}
    assert errors == []
    assert {f"t-{person}-{no}" for person in range(8) for no in range(20)} <= ids
    assert opened.record.head_no == 161
