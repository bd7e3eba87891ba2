import pytest
from pydantic import ValidationError

from footlights.errors import EditDoesNotFitError, UnknownPartError
from footlights.model.edits.applying import apply_edits
from footlights.model.edits.edit import EDITS
from support.edits import add, dinner, move, order_of, remove, set_


def greeting(map_):
    return map_.touchpoint("greet")


def test_a_field_is_set_and_taken_away():
    named = apply_edits(dinner(), [set_("greet", "name", "Welcome")])
    silent = apply_edits(dinner(), [set_("greet", "channel", None)])

    assert greeting(named).name == "Welcome"
    assert greeting(silent).channel is None


def test_a_field_inside_a_field_is_set_alone():
    lower = apply_edits(dinner(), [set_("greet", "feeling.valence", -1.5)])

    assert (greeting(lower).feeling.word, greeting(lower).feeling.valence) == (
        "hopeful",
        -1.5,
    )


def test_a_feeling_of_a_persona_comes_and_goes():
    glad = {"word": "glad", "valence": 2}
    first = apply_edits(dinner(), [set_("greet", "feelings.couple", glad)])
    again = apply_edits(first, [set_("greet", "feelings.couple", None)])

    assert greeting(first).feelings["couple"].word == "glad"
    assert again == dinner()


def test_what_says_nothing_any_more_is_not_said():
    edits = [
        set_("greet", "feeling.word", None),
        set_("greet", "feeling.valence", None),
    ]

    assert greeting(apply_edits(dinner(), edits)).feeling is None


def test_touchpoints_are_added_moved_and_removed():
    edits = [
        add("park", "arrive"),
        move("coat", "eat", after="order"),
        move("served", "eat"),
        remove("wait"),
    ]

    assert order_of(apply_edits(dinner(), edits)) == {
        "arrive": ["park", "greet"],
        "eat": ["served", "order", "coat"],
    }


def test_edits_together_may_pass_through_what_is_no_map():
    edits = [remove("greet"), remove("coat"), add("park", "arrive")]

    assert order_of(apply_edits(dinner(), edits))["arrive"] == ["park"]


def test_edits_that_lead_to_no_map_are_refused():
    with pytest.raises(ValidationError):
        apply_edits(dinner(), [remove("greet"), remove("coat")])


def test_edits_come_from_json():
    edits = EDITS.validate_json(
        '[{"edit": "set", "part": "map", "id": "dinner", "field": "name",'
        ' "value": "Supper"}]'
    )

    assert apply_edits(dinner(), edits).name == "Supper"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (set_("greet", "id", "hello"), "'id' of the touchpoint 'greet' cannot be set"),
        (set_("greet", "activities", []), "Add, move or remove"),
        (set_("greet", "name.first", "x"), "Set 'name' as a whole"),
        (add("coat", "eat"), "Another touchpoint has the id 'coat' already"),
        (move("coat", "eat", after="greet"), "no touchpoint 'greet' in 'eat'"),
        (
            add("park", "eat", activities=[{"line": "support", "does": "x"}]),
            "An activity to be added has no id",
        ),
    ],
)
def test_what_cannot_be_made_is_said(edit, words):
    with pytest.raises(EditDoesNotFitError, match=words):
        apply_edits(dinner(), [edit])


def test_a_part_that_is_not_there_is_said_with_the_nearest():
    with pytest.raises(UnknownPartError, match=r"'gret'.*Did you mean 'greet'"):
        apply_edits(dinner(), [set_("gret", "name", "x")])
    with pytest.raises(UnknownPartError, match="Somebody may have removed it"):
        apply_edits(dinner(), [remove("zzz")])
