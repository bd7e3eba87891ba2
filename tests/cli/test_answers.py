import json

import pytest

ANSWERS = """customer,answered,touchpoint,feel
ann,2026-03-02 12:00,poured,Very good
bob,2026-03-02 12:00,poured,Poor
zoe,2026-03-02 12:00,poured,Poor
"""

MAP = """footlights: 1
id: tea
name: Tea
journeys: {by: person}
stages:
  - id: drink
    name: Drink
    touchpoints:
      - {id: poured, name: Tea is poured, matches: [tea_poured]}
"""


@pytest.fixture
def tea_answers(tmp_path):
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "events.csv").write_text(
        "person,event,at\nann,tea_poured,2026-03-02T10:30Z\n"
        "bob,tea_poured,2026-03-02T10:30Z\n"
    )
    (tmp_path / "answers.csv").write_text(ANSWERS)
    return (
        "map.yaml",
        "events.csv",
        "--answers",
        "answers.csv",
        "--answers-column",
        "person=customer",
        "--answers-column",
        "at=answered",
        "--answers-column",
        "score=feel",
        "--answers-value",
        "Very good=5",
        "--answers-value",
        "Poor=2",
    )


def test_measures_hold_the_scores_of_answers(footlights, tea_answers):
    result = footlights("measure", *tea_answers, "--answers-scale", "1-5", "--json")

    measured = json.loads(result.stdout)
    mean = measured["touchpoints"][0]["score"]["mean"]
    assert (mean["value"], mean["n"]) == (3.5, 2)
    assert measured["log"]["score_scale"] == [1, 5]
    assert measured["log"]["answers"][0]["left_out"] == [
        {"reason": "unknown-person", "responses": 1}
    ]
    assert "Answers: 2 of 3 responses in answers.csv joined" in result.stderr


def test_answers_before_the_touch_are_said_where_the_zone_moves_them(
    footlights, tea_answers
):
    # 12:00 in Rome is 11:00 UTC; 12:00 in Moscow is 09:00, before the tea.
    ann = footlights("measure", *tea_answers, "--answers-zone", "Europe/Rome")
    early = footlights("measure", *tea_answers, "--answers-zone", "Europe/Moscow")

    assert ann.exit_code == 0
    assert early.exit_code == 2
    assert "2 no such touch before the answer" in early.stderr
    assert "[no-answer-joined]" in early.stderr


def test_questions_and_reports_take_answers_too(footlights, tea_answers, tmp_path):
    asked = footlights("explore", "trends", *tea_answers, "--json")
    drawn = footlights(
        "report", *tea_answers, "-o", "report.html", "--rejects", "rejects.csv"
    )

    assert asked.exit_code == drawn.exit_code == 0
    assert "2 of 3 responses" in (tmp_path / "report.html").read_text()
    assert "zoe,unknown-person" in (tmp_path / "rejects.csv").read_text()


def test_events_say_what_a_sources_file_joins(footlights, tea_answers, tmp_path):
    del tea_answers
    (tmp_path / "sources.yaml").write_text(
        "sources:\n  - {file: events.csv}\n  - file: answers.csv\n"
        "    columns: {person: customer, at: answered, score: feel}\n"
        "    values: {score: {Very good: 5, Poor: 2}}\n"
        "    answers: {about: tea_poured}\n"
    )

    result = footlights("events", "--sources", "sources.yaml")

    assert "2 of 3 responses in answers.csv joined" in " ".join(result.stdout.split())
    assert "Answers that were not joined: see sources.rejects.csv" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--answers-about", "poured"], "Name the file with the answers"),
        (["--answers", "answers.csv", "--answers-value", "Good"], "WORDS=NUMBER"),
        (["--answers", "answers.csv", "--answers-value", "Good=x"], "WORDS=NUMBER"),
        (["--answers", "answers.csv", "--answers-scale", "five"], "is no scale"),
        (["--answers", "answers.csv", "--answers-within", "7"], "needs a unit"),
    ],
)
def test_options_that_make_no_sense_are_said(footlights, tea_answers, words, said):
    del tea_answers

    result = footlights("measure", "map.yaml", "events.csv", *words)

    assert result.exit_code == 2
    assert said in result.stderr
