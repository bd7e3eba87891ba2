import ibis

from footlights.analysis.exemplars import nearest, of_variant, worst
from support.small_logs import event, map_of, prepared_from, rows


def prepared(engine):
    """Ann 10 minutes, bob 30, cat 30, dan 20 and scored twice."""
    events = [
        *(event("ann", letter, minute) for letter, minute in (("A", 0), ("B", 10))),
        *(event("bob", letter, minute) for letter, minute in (("A", 0), ("B", 30))),
        *(event("cat", letter, minute) for letter, minute in (("B", 0), ("A", 30))),
        event("dan", "A", 0, score=1.0),
        event("dan", "A", 20, score=4.0),
    ]
    return prepared_from(engine, map_of("AB", stages=["A", "B"]), events)


def persons(engine, table):
    """Give the persons by key, the first row that names them: ann 1 to dan 7."""
    return [row["person_key"] for row in rows(engine, table)]


def test_journeys_of_a_variant_share_all_its_touchpoints(engine):
    journeys = prepared(engine).journeys

    assert sorted(persons(engine, of_variant(journeys, [1, 2]))) == [1, 3]
    assert persons(engine, of_variant(journeys, [1])) == []


def test_of_two_equally_near_the_shorter_is_taken_then_the_lower_key(engine):
    journeys = prepared(engine).journeys

    assert persons(engine, nearest(journeys, 25 * 60)) == [7]
    assert persons(engine, nearest(journeys, 9999)) == [3]


def test_a_journeys_score_is_the_mean_of_its_scores(engine):
    scores = [row["score"] for row in rows(engine, prepared(engine).journeys)]

    assert [score for score in scores if score is not None] == [2.5]


def test_journeys_without_a_score_come_last(engine):
    tables = prepared(engine)

    scored = tables.journeys.filter(tables.journeys.score.notnull())
    silent = tables.journeys.mutate(score=ibis.null("float64"))

    assert persons(engine, worst(tables.journeys)) == persons(engine, worst(scored))
    # Only dan was not completed.
    assert persons(engine, worst(silent)) == [7]
