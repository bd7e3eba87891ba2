from footlights.measures.score_wording import ScoreWriter
from footlights.render.key_numbers import key_numbers


def test_only_known_numbers_are_key_numbers(sample, museum):
    of = sample.touchpoint_measures(
        museum,
        1,
        score=sample.scores_of(None, 0),
        other_channel=sample.estimate(None, 0, 0, "no channel recorded"),
    )
    names = [key.name for key in key_numbers(of, ScoreWriter(1, 5))]

    assert names[0] == "Reached by"
    assert "Score" not in names
    assert "Other channel" not in names


def test_a_score_names_its_scale(sample, museum):
    of = sample.touchpoint_measures(museum, 1)
    notes = {key.name: key.note for key in key_numbers(of, ScoreWriter(1, 5))}

    assert notes["Score"] == "mean, 1 to 5"
    assert notes["Touches"] == "per journey; 666 in all"


def test_nobody_there_no_numbers(sample, museum):
    of = sample.touchpoint_measures(museum, 1, touches=0)

    assert list(key_numbers(of, None)) == []
