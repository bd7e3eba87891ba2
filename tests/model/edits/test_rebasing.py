import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from footlights.errors import UnknownPartError
from footlights.model.edits.applying import apply_edits, edited
from footlights.model.edits.between import document_edits, edits_between
from footlights.model.edits.document import document_of, map_of
from footlights.model.edits.edit import AddPart
from footlights.model.edits.rebasing import rebase
from support.edits import add, dinner, move, order_of, remove, set_
from support.related_maps import maps


def merged(theirs, mine):
    """Make edits of two people who both began with the same map."""
    base = document_of(dinner())
    return rebase(base, mine, document_of(apply_edits(dinner(), theirs)))


def clashes(theirs, mine):
    return [(clash.edit_no, clash.is_removed) for clash in merged(theirs, mine).clashes]


def test_edits_of_two_cells_both_stay():
    result = merged([set_("greet", "name", "Hello")], [set_("coat", "name", "Coats")])

    named = map_of(result.document)
    assert (named.touchpoint("greet").name, named.touchpoint("coat").name) == (
        "Hello",
        "Coats",
    )
    assert result.clashes == ()


def test_two_fields_of_one_feeling_both_stay():
    theirs = [set_("greet", "feeling.word", "glad")]

    feeling = map_of(merged(theirs, [set_("greet", "feeling.valence", 2)]).document)
    assert feeling.touchpoint("greet").feeling.model_dump() == {
        "word": "glad",
        "valence": 2,
    }


def test_two_edits_of_one_cell_clash():
    mine = [set_("coat", "name", "Coats"), set_("greet", "name", "Welcome")]

    result = merged([set_("greet", "name", "Hello")], mine)
    assert [clash.edit_no for clash in result.clashes] == [2]
    assert result.edits == (mine[0],)


def test_a_field_clashes_with_the_one_that_holds_it():
    theirs = [set_("greet", "feeling", None)]

    assert clashes(theirs, [set_("greet", "feeling.valence", 2)]) == [(1, False)]


def test_the_same_edit_twice_is_no_clash_and_made_once():
    for edit in (
        set_("greet", "name", "Hello"),
        add("park", "arrive"),
        move("coat", "eat", after="order"),
        remove("coat"),
    ):
        result = merged([edit], [edit])
        assert (result.edits, result.clashes) == ((), ())


def test_an_edit_that_changes_nothing_does_not_undo_what_others_did():
    result = merged(
        [set_("greet", "name", "Hello")], [set_("greet", "name", "Greeting")]
    )

    assert (result.edits, result.clashes) == ((), ())
    assert map_of(result.document).touchpoint("greet").name == "Hello"


def test_what_one_removed_the_other_cannot_change():
    gone = [remove("coat")]

    assert clashes(gone, [set_("coat", "name", "Coats")]) == [(1, True)]
    assert clashes(gone, [move("coat", "eat")]) == [(1, True)]
    assert clashes([set_("coat", "name", "Coats")], gone) == [(1, False)]


def test_a_stage_in_which_others_work_is_not_removed():
    mine = [remove("eat", part="stage")]

    assert clashes([set_("order", "name", "Choose")], mine) == [(1, False)]
    assert clashes([add("pay", "eat")], mine) == [(1, False)]
    assert clashes([move("coat", "eat")], mine) == [(1, False)]
    assert clashes([add("pay", "arrive")], mine) == []


def test_nothing_is_put_into_a_stage_that_is_gone():
    assert clashes([remove("eat", part="stage")], [add("pay", "eat")]) == [(1, True)]


def test_one_touchpoint_brought_to_two_places_clashes():
    assert clashes([move("coat", "eat")], [move("coat", "arrive")]) == [(1, False)]


def test_two_parts_with_one_id_clash():
    theirs = [add("pay", "eat", doing="Pays")]

    assert clashes(theirs, [add("pay", "arrive")]) == [(1, False)]


def test_what_follows_a_part_that_is_gone_follows_the_one_before_it():
    result = merged([remove("wait")], [add("taste", "eat", after="wait")])

    assert order_of(map_of(result.document))["eat"] == ["order", "taste", "served"]


def test_the_later_of_two_after_one_stands_nearer_to_it():
    result = merged(
        [add("taste", "eat", after="order")], [add("bread", "eat", after="order")]
    )

    assert order_of(map_of(result.document))["eat"] == [
        "order",
        "bread",
        "taste",
        "wait",
        "served",
    ]


def test_somebody_may_change_what_they_added():
    mine = [add("pay", "eat"), set_("pay", "doing", "Pays"), remove("pay")]

    result = merged([set_("greet", "name", "Hello")], mine)
    assert (len(result.edits), result.clashes) == (3, ())


def test_an_edit_of_what_never_was_is_an_error():
    with pytest.raises(UnknownPartError, match="'never'"):
        merged([], [set_("never", "name", "x")])


@given(maps(), maps())
@settings(deadline=None, max_examples=40)
def test_with_nobody_else_edits_are_made_as_they_are(before, after):
    base = document_of(before)
    edits = document_edits(base, document_of(after))

    result = rebase(base, edits, base)
    assert (result.edits, result.clashes) == (tuple(edits), ())
    assert map_of(result.document) == after


@given(maps(), maps(), maps())
@settings(deadline=None, max_examples=40)
def test_whatever_others_did_stays_and_the_rest_is_made_or_told(before, one, other):
    base, head = document_of(before), document_of(one)
    edits = document_edits(base, document_of(other))

    result = rebase(base, edits, head)
    assert edited(head, result.edits) == result.document
    told = {clash.edit_no for clash in result.clashes}
    assert len(result.edits) + len(told) <= len(edits)
    theirs = document_edits(base, head)
    mine_now = document_edits(head, result.document)
    assert not _fields(theirs) & _fields(mine_now)


def _fields(edits):
    return {
        (edit.part, edit.id, edit.field) for edit in edits if hasattr(edit, "field")
    }


CELLS = [
    (touchpoint, field)
    for touchpoint in ("greet", "coat", "order", "wait", "served")
    for field in ("doing", "said", "pains", "feelings.couple", "channel")
]
VALUES = {
    "pains": ["It rains"],
    "feelings.couple": {"word": "glad", "valence": 1},
}


@given(st.sets(st.sampled_from(CELLS)), st.sets(st.sampled_from(CELLS)), st.data())
@settings(deadline=None, max_examples=40)
def test_edits_of_different_cells_come_to_the_same_in_either_order(one, other, data):
    """One adds to a stage, the other to another; both change cells of their own."""
    cells = [sorted(one - other), sorted(other - one)]
    assume(all(cells))
    hands = [
        [set_(t, f, VALUES.get(f, f"by-{hand}-{t}")) for t, f in cells[hand]]
        + [add(f"new-{hand}", ("arrive", "eat")[hand], ("greet", "wait")[hand])]
        for hand in (0, 1)
    ]

    first, second = merged(hands[0], hands[1]), merged(hands[1], hands[0])
    assert first.clashes == second.clashes == ()
    assert first.document == second.document
    both = data.draw(st.permutations(hands[0] + hands[1]))
    assert map_of(first.document) == apply_edits(dinner(), both)


def test_edits_between_add_whole_parts():
    after = apply_edits(dinner(), [add("pay", "eat", after="served")])

    (edit,) = edits_between(dinner(), after)
    assert isinstance(edit, AddPart)
