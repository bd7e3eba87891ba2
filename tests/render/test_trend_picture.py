from datetime import date, timedelta

from footlights.measures.measured_touchpoint import WeekMeasures
from footlights.measures.score_wording import ScoreWriter
from footlights.render.trend_picture import trend_view

WRITER = ScoreWriter(1, 5)


def weeks(sample, *scores, n=60):
    return [
        WeekMeasures(
            week_on=date(2026, 9, 7) + timedelta(weeks=no),
            touches=10 * (no + 1),
            journeys=10,
            score=sample.estimate(score, 0.2, n),
            median_seconds=sample.estimate(60, 5),
            is_whole=no > 0,
        )
        for no, score in enumerate(scores)
    ]


def test_one_week_is_no_trend(sample):
    assert trend_view(weeks(sample, 3), WRITER) is None


def test_a_week_without_answers_is_a_gap(sample):
    view = trend_view(weeks(sample, 3, None, 4, 4), WRITER)

    assert view.line.count("M") == 2
    assert view.band.count("Z") == 2
    assert view.weeks[1].line_y is None


def test_the_fullest_week_has_the_highest_bar_and_weeks_stand_in_order(sample):
    view = trend_view(weeks(sample, 3, 3, 3), WRITER)

    assert [week.bar_height for week in view.weeks] == sorted(
        week.bar_height for week in view.weeks
    )
    assert view.most == "30"
    assert view.labels[0][1] == "7 Sep"


def test_where_nobody_scored_the_line_shows_the_time(sample):
    view = trend_view(weeks(sample, None, None), WRITER)

    assert view.words == "median time"
    assert [level.label for level in view.levels] == ["2 m", "1 m", "0 s"]
    assert view.weeks[1].title.endswith("median time 1 m (55 s to 1 m 5 s), n 412")


def test_without_scores_and_times_only_touches_are_shown(sample):
    bare = [
        week.model_copy(update={"median_seconds": sample.estimate(None, 0)})
        for week in weeks(sample, None, None)
    ]
    view = trend_view(bare, None)

    assert (view.line, view.band, view.levels, view.words) == ("", "", (), "")
    assert view.weeks[0].title.startswith(
        "Week of 7 Sep 2026, not the whole week: 10 touches"
    )


def test_a_higher_score_stands_higher(sample):
    low, high = trend_view(weeks(sample, 2, 4), WRITER).weeks

    assert high.line_y < low.line_y
