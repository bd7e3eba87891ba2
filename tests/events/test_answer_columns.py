import pytest

from footlights.errors import AnswersNeedColumnError, ScoreNeededError
from footlights.events.answer_columns import answer_columns

TIME = ["2026-03-02 10:00:00"]


def told_by(columns, *, has_journey=False, **told):
    named = {role: (name,) for role, name in told.items()}
    return answer_columns("answers.csv", columns, named, has_journey=has_journey)


def qualtrics(**more):
    return {
        "StartDate": TIME,
        "EndDate": TIME,
        "Status": ["0"],
        "Progress": ["100"],
        "Duration (in seconds)": ["38"],
        "Finished": ["1"],
        "RecordedDate": TIME,
        "ResponseId": ["R_1"],
        "RecipientEmail": ["ann@example.org"],
        "ExternalReference": [""],
        "DistributionChannel": ["email"],
        "Q1": ["5"],
        "Q2": ["Fine"],
    } | more


def test_qualtrics_is_known_by_its_columns():
    found = told_by(qualtrics())

    assert found.tool.name == "Qualtrics"
    assert found.roles == {
        "person": ("RecipientEmail",),
        "at": ("EndDate", "RecordedDate", "StartDate"),
        "score": ("Q1",),
    }
    assert found.marks == {
        "response": "ResponseId",
        "finished": "Finished",
        "progress": "Progress",
        "status": "Status",
        "channel": "DistributionChannel",
    }


def test_a_person_that_the_survey_carried_along_comes_before_the_address():
    assert told_by(qualtrics(customer_id=["17"])).roles["person"] == ("customer_id",)
    assert told_by(qualtrics(ExternalReference=["17"])).roles["person"] == (
        "ExternalReference",
    )


def test_limesurvey_is_known_by_codes_by_headings_and_by_both():
    codes = ["id", "submitdate", "lastpage", "startlanguage", "token", "Q1"]
    headings = [
        "Response ID",
        "Date submitted",
        "Last page",
        "Start language",
        "Access code",
        "How was it?",
    ]
    both = [f"{code}. {heading}" for code, heading in zip(codes, headings, strict=True)]
    values = (["1"], TIME, ["3"], ["en"], ["ann"], ["4"])

    for names in (codes, headings, both):
        found = told_by(dict(zip(names, values, strict=True)))

        assert found.tool.name == "LimeSurvey"
        assert found.roles == {
            "person": (names[4],),
            "at": (names[1],),
            "score": (names[5],),
        }
        assert found.marks == {"response": names[0], "submitted": names[1]}


def test_formbricks_is_known_as_csv_and_as_json():
    csv = told_by(
        {
            "No.": ["1"],
            "Response ID": ["c1"],
            "Timestamp": TIME,
            "Finished": ["Yes"],
            "Survey ID": ["s1"],
            "Formbricks ID (internal)": ["f1"],
            "User ID": ["ann"],
            "Tags": [""],
            "1. How likely are you to recommend us?": ["9"],
        }
    )
    json = told_by(
        {
            "id": ["c1"],
            "createdAt": TIME,
            "updatedAt": TIME,
            "surveyId": ["s1"],
            "finished": ["true"],
            "data.nps": ["9"],
            "ttc.nps": ["40"],
            "contact.id": ["f1"],
            "contact.userId": ["ann"],
        }
    )

    assert csv.tool.name == json.tool.name == "Formbricks"
    assert csv.roles == {
        "person": ("User ID",),
        "at": ("Timestamp",),
        "score": ("1. How likely are you to recommend us?",),
    }
    assert json.roles == {
        "person": ("contact.userId",),
        "at": ("createdAt",),
        "score": ("data.nps",),
    }
    assert json.marks == {"response": "id", "finished": "finished"}


def test_a_plain_table_is_read_by_its_names():
    found = told_by(
        {
            "customer_id": ["ann"],
            "touchpoint": ["visit"],
            "answered_at": TIME,
            "nps": ["9"],
            "comment": ["Fine"],
            "response_id": ["1"],
        }
    )

    assert found.tool.name == ""
    assert found.roles == {
        "person": ("customer_id",),
        "at": ("answered_at",),
        "score": ("nps",),
        "text": ("comment",),
    }
    assert found.marks == {"response": "response_id", "about": "touchpoint"}


def test_a_journey_is_read_only_where_the_log_has_journeys():
    columns = {"ticket_id": ["T1"], "answered_at": TIME, "score": ["4"]}

    assert told_by(columns, has_journey=True).roles["journey"] == ("ticket_id",)
    with pytest.raises(AnswersNeedColumnError, match="whose an answer is"):
        told_by(columns)


def test_of_several_columns_of_numbers_somebody_has_to_choose():
    with pytest.raises(ScoreNeededError) as caught:
        told_by(qualtrics(Q1=["9", "0", "10"], Q3=["4", "1", "5"]))

    assert "'Q1' (0 to 10), 'Q3' (1 to 5)" in str(caught.value)
    assert "--answers-column score=NAME" in str(caught.value)
    assert told_by(qualtrics(Q3=["4"]), score="Q3").roles["score"] == ("Q3",)


def test_choices_in_words_are_no_score_until_somebody_says_their_worth():
    with pytest.raises(ScoreNeededError, match=r"'Q1', 'Q2'.*--answers-value"):
        told_by(qualtrics(Q1=["Very good"]))


def test_answers_in_words_alone_need_no_score():
    found = told_by(qualtrics(Q1=[""]), text="Q2")

    assert found.roles["text"] == ("Q2",)
    assert "score" not in found.roles


def test_groups_times_and_places_of_qualtrics_are_no_scores():
    found = told_by(
        qualtrics(
            Q1_NPS_GROUP=["2"],
            **{"Q9_Page Submit": ["3.2"], "Q9_Click Count": ["1"]},
            LocationLatitude=["47.1"],
        )
    )

    assert found.roles["score"] == ("Q1",)


def test_a_file_that_does_not_say_when_is_refused():
    with pytest.raises(AnswersNeedColumnError, match="when an answer was given"):
        told_by({"person": ["ann"], "score": ["5"]})


def test_everything_guessed_is_said():
    assert told_by(qualtrics(), person="ExternalReference").guesses == (
        "answers.csv holds answers as Qualtrics exports them",
        (
            "the time of an answer is read from 'EndDate', else 'RecordedDate',"
            " else 'StartDate'"
        ),
        "the score of an answer is read from 'Q1'",
    )
