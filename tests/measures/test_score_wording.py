from footlights.measures.score_wording import (
    ScoreWriter,
    distance_number,
    felt_number,
    points,
)


def test_scores_of_a_lane_have_the_same_decimals():
    write = ScoreWriter(1, 5)

    assert [write(5), write(3.7), write(3.6958), write(2.1)] == [
        "5.00",
        "3.70",
        "3.70",
        "2.10",
    ]


def test_a_score_short_of_the_best_is_not_written_as_the_best():
    write = ScoreWriter(1, 5)

    assert [write(5), write(4.96), write(4.999), write(1.001)] == [
        "5.00",
        "4.96",
        "<5.00",
        ">1.00",
    ]


def test_a_wide_scale_has_one_decimal_and_a_typographic_minus():
    write = ScoreWriter(-100, 100)

    assert [write(-12.44), write(-0.01)] == ["−12.4", "0.0"]
    assert write.words == "−100 to 100"
    assert write.percent(0) == 50


def test_a_score_that_somebody_set_is_written_as_it_was_set():
    assert [ScoreWriter(1, 5).given(4), ScoreWriter(1, 5).given(4.2)] == ["4", "4.2"]


def test_a_scale_without_width_does_not_divide_by_nothing():
    assert ScoreWriter(3, 3).percent(3) == 0


def test_a_measured_feeling_has_its_sign_and_nothing_has_none():
    said = [felt_number(number) for number in (1.02, -0.414, 0.004, -0.004)]

    assert said == ["+1.02", "−0.41", "0.00", "0.00"]


def test_a_distance_has_no_plus_since_words_say_which_way_it_goes():
    assert [distance_number(1.4), distance_number(-0.2)] == ["1.40", "−0.20"]


def test_a_difference_of_shares_is_in_points():
    assert [points(0.052), points(-0.1)] == ["+5.2 points", "−10.0 points"]
