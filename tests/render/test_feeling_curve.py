import re

from footlights.render.feeling_curve import HEIGHT, feeling_curve, height_of


def measures(sample, museum, *valences, n=400):
    return [
        None
        if valence == "absent"
        else sample.touchpoint_measures(
            museum, no, score=sample.scores_of(valence, n, 0.2)
        )
        for no, valence in enumerate(valences, start=1)
    ]


def numbers(path):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def test_better_feelings_stand_higher():
    assert height_of(2) < height_of(0) < height_of(-2)
    assert height_of(0) == HEIGHT / 2


def test_every_point_stands_in_the_middle_of_its_column(sample, museum):
    curve = feeling_curve(
        museum.touchpoints[:3], measures(sample, museum, 1.0, 0.0, -1.0)
    )

    assert curve.width == 300
    assert curve.measured == (
        f"M50,{height_of(1):g} L150,{height_of(0):g} L250,{height_of(-1):g}"
    )
    assert [point.measured_y for point in curve.points] == [
        height_of(1),
        height_of(0),
        height_of(-1),
    ]


def test_where_nothing_was_measured_the_line_has_a_gap(sample, museum):
    curve = feeling_curve(
        museum.touchpoints[:5],
        measures(sample, museum, 1.0, 1.0, None, "absent", 1.0),
    )

    assert curve.measured.count("M") == 2
    assert "L250" not in curve.measured
    assert curve.points[2].measured_y is None
    assert curve.points[2].spoken == "drawn as tense, −1; not measured"


def test_a_gap_splits_the_band_too_and_a_lone_point_has_an_upright_bar(sample, museum):
    curve = feeling_curve(
        museum.touchpoints[:4], measures(sample, museum, 1.0, None, 1.0, 1.0)
    )

    assert curve.band.count("Z") == 2
    assert numbers(curve.band)[0] == 47


def test_too_few_answers_make_a_ring(sample, museum):
    curve = feeling_curve(museum.touchpoints[:1], measures(sample, museum, 1.0, n=22))

    assert curve.points[0].is_few
    assert "too few, n 22" in curve.points[0].spoken


def test_a_band_never_leaves_the_picture(sample, museum):
    wild = sample.touchpoint_measures(
        museum, 1, score=sample.scores_of(1.9, 40, margin=5)
    )
    curve = feeling_curve(museum.touchpoints[:1], [wild])

    assert {round(y, 1) for y in numbers(curve.band)[1::2]} == {
        height_of(2),
        height_of(-2),
    }


def test_a_map_without_feelings_has_an_empty_curve(sample):
    plain = sample.sample_map(1)
    bare = plain.touchpoints[0].model_copy(update={"feeling": None})
    curve = feeling_curve([bare], [None])

    assert (curve.drawn, curve.measured, curve.band) == ("", "", "")
    assert curve.points[0].spoken == "no feeling drawn; not measured"


def test_words_stand_above_what_is_drawn_and_measured(sample, museum):
    curve = feeling_curve(museum.touchpoints[:1], measures(sample, museum, 1.8))

    assert curve.points[0].word_bottom > HEIGHT - height_of(2)
