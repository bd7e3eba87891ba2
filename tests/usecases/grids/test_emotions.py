import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.usecases.grids.emotions import SCALES, read_feeling, scale_of


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("happy", ("happy", 1)),
        ("Very happy", ("Very happy", 2)),
        ("Frustrated", ("Frustrated", -2)),
        ("happy but worried", ("happy but worried", 0)),
        ("hopeful (+1)", ("hopeful", 1)),
        ("puzzled, -1.5", ("puzzled", -1.5)),
        ("😀", ("delighted", 2)),
        ("😡 angry", ("angry", -2)),
        ("🙁", ("displeased", -1)),
        ("😐", ("neutral", 0)),
        (":(", ("displeased", -1)),
        ("++", ("delighted", 2)),
        ("--", ("angry", -2)),
        ("-", ("displeased", -1)),
        ("+/-", ("neutral", 0)),
    ],
)
def test_words_emoji_and_signs_are_feelings(text, feeling):
    assert read_feeling(text, None) == feeling


@pytest.mark.parametrize(
    ("number", "scale", "valence"),
    [
        ("1", "1..5", -2),
        ("4", "1..5", 1),
        ("4,5", "1..5", 1.5),
        ("-2", "-2..2", -2),
        ("−1", "-2..2", -1),
        ("7.5", "0..10", 1),
        ("50", "0..100", 0),
    ],
)
def test_numbers_come_to_the_scale_of_feelings(number, scale, valence):
    assert read_feeling(number, scale)[1] == valence


@pytest.mark.parametrize("text", ["meh-ish", "7", "3 or so", "", "puzzled (9)"])
def test_where_no_valence_is_known_none_is_made_up(text):
    assert read_feeling(text, None) is None


@pytest.mark.parametrize(
    ("texts", "scale"),
    [
        (["1", "3", "5"], "1..5"),
        (["-1", "0", "2"], "-2..2"),
        (["0", "1"], "-2..2"),
        (["0", "8"], "0..10"),
        (["2", "9"], "1..10"),
        (["-5", "3"], "-5..5"),
        (["35", "80"], "0..100"),
        (["happy", "sad"], None),
        (["1000"], None),
    ],
)
def test_the_scale_is_the_smallest_that_holds_all_numbers(texts, scale):
    assert scale_of(texts) == scale


@given(st.sampled_from(sorted(SCALES)), st.floats(0, 1))
def test_every_number_of_a_scale_is_a_feeling_between_the_worst_and_the_best(
    scale, share
):
    low, high = SCALES[scale]

    _, valence = read_feeling(f"{low + share * (high - low):.3f}", scale)

    assert -2 <= valence <= 2
