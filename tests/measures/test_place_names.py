import pytest

from footlights.measures.place_names import named, names_of
from footlights.measures.view import ViewColumn
from support.small_logs import map_of

NAMES = {"eat": "Eats", "pay": "Pays"}


@pytest.mark.parametrize(
    ("column", "role", "text", "said"),
    [
        ("touchpoint", "key", "eat", "Eats"),
        ("step", "key", "eat (2)", "Eats (2)"),
        ("variant", "detail", "eat > x > pay", "Eats > x > Pays"),
        (
            "moves",
            "detail",
            "eat (extra) > [pay skipped]",
            "Eats (extra) > [Pays skipped]",
        ),
        ("value", "key", "eat", "eat"),
        ("team", "key", "eat", "eat"),
        ("text", "detail", "eat", "eat"),
        ("pattern", "key", "eat -> pay", "eat -> pay"),
    ],
)
def test_ids_of_the_map_have_names_and_words_of_the_log_stay(column, role, text, said):
    assert named(ViewColumn(name=column, about="", role=role), text, NAMES) == said


def test_every_part_of_a_map_has_a_name():
    map_ = map_of("AB")

    names = names_of(map_)

    assert {touchpoint.id for touchpoint in map_.touchpoints} <= set(names)
