import pytest

from footlights.errors import UnknownPatternNameError
from footlights.model.patterns.names import Names, meanings
from footlights.model.patterns.parsing import parse_pattern
from footlights.model.patterns.tree import Named
from support.small_logs import map_of

NAMES = Names.of(
    map_of("ABC", stages=["A", "BC"]),
    channels=("web", "Call centre"),
    teams=("Floor staff",),
)


def meaning(text):
    return meanings(parse_pattern(text), NAMES)


def test_a_stage_means_all_its_touchpoints():
    assert meaning("stage:stage-2") == {Named("stage", "stage-2"): {2, 3}}


def test_case_and_signs_of_a_name_may_differ():
    found = meaning("channel:call-centre -> team:floor_staff -> A")

    assert list(found.values()) == [{2}, {1}, {1}]


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("a -> bb", 5, "no touchpoint 'bb' in this map. Did you mean 'b'?"),
        ("a -> stage:stge-2", 11, "Did you mean 'stage-2'? It has: stage-1, stage-2."),
        ("channel:wep", 8, "no channel 'wep' in this map. Did you mean 'web'?"),
        ("any & team:kitchen", 11, "no team 'kitchen' in this log."),
    ],
)
def test_an_unknown_name_is_pointed_at_with_the_nearest(text, at, said):
    with pytest.raises(UnknownPatternNameError) as error:
        meaning(text)

    first, shown, pointer = str(error.value).split("\n")
    assert said in first
    assert (shown, pointer.index("^")) == (f"  {text}", at + 2)


def test_a_map_without_channels_says_so():
    names = Names.of(map_of("A"))

    with pytest.raises(UnknownPatternNameError, match="It has no channel at all"):
        meanings(parse_pattern("channel:web"), names)
