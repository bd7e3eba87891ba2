from footlights.measures.measured_touchpoint import ScoreCount
from footlights.measures.score_wording import ScoreWriter
from footlights.render.bars import (
    duration_marks,
    neighbour_rows,
    score_rows,
    share_rows,
)


def test_the_best_score_stands_first(sample):
    scores = sample.scores_of(1, 50).model_copy(
        update={
            "distribution": (
                ScoreCount(score=1.0, answers=10),
                ScoreCount(score=5.0, answers=30),
            )
        }
    )
    rows = score_rows(scores, ScoreWriter(1, 5))

    assert [(row.score, row.answers, row.share, row.percent) for row in rows] == [
        ("5", "30", "75 %", 100.0),
        ("1", "10", "25 %", 33.3),
    ]


def test_no_answers_no_rows(sample):
    assert score_rows(sample.scores_of(None, 0), ScoreWriter(1, 5)) == ()
    assert score_rows(sample.scores_of(1, 50), None) == ()


def test_counts_keep_their_order(sample, museum):
    of = sample.touchpoint_measures(museum, 1)

    assert [row.name for row in share_rows(of.channels)] == ["in-person", "web"]


def test_the_longest_time_has_the_longest_bar(sample):
    marks = duration_marks(sample.quantiles(100))

    assert [mark.number.text for mark in marks] == ["1 m 40 s", "3 m 40 s", "4 m 50 s"]
    assert [mark.percent for mark in marks] == [34.5, 75.9, 100.0]
    assert duration_marks(sample.quantiles(None)) == ()


def test_where_a_journey_begins_and_ends_leads_nowhere(sample, museum):
    of = sample.touchpoint_measures(museum, 1)
    came_from, went_to = neighbour_rows(
        of, {"t2": "Books", "t11": "Note"}, "#touchpoint-{}".format
    )

    assert [(row.name, row.href) for row in came_from] == [
        ("begins here", ""),
        ("Note", "#touchpoint-t11"),
    ]
    assert [(row.name, row.href) for row in went_to] == [
        ("Books", "#touchpoint-t2"),
        ("ends here", ""),
    ]
