import json
from collections import Counter
from datetime import datetime

import pyarrow as pa
import pytest

import footlights as fl
from footlights.errors import (
    AmbiguousDateError,
    AnswersNeedColumnError,
    MixedScalesError,
    NoAnswerJoinedError,
    NoEventsGivenError,
    NoRowsError,
    ScoreIsTextError,
    ScoreNeededError,
    UnknownAnsweredError,
    UnknownColumnError,
    UnreadableFileError,
)
from footlights.events.contract import Scale
from support.small_logs import map_of, touchpoint

EVENTS = """person,event,at
ann,visit,2026-03-02T10:00Z
ann,call,2026-03-03T10:00Z
bob,visit,2026-03-02T10:00Z
cat,visit,2026-03-04T10:00Z
"""

QUALTRICS = (
    "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,"
    "ExternalReference,DistributionChannel,Q1,Q2\n"
    "Anfangsdatum,Enddatum,Antworttyp,Fortschritt,Beendet,Erfassungsdatum,Antwort-ID,"
    'Externe Datenreferenz,Verteilungskanal,"<p>How <b>likely</b>\nare you?</p>",Why?\n'
    + ",".join(
        f'"{{""ImportId"":""{name}""}}"'
        for name in [
            "startDate",
            "endDate",
            "status",
            "progress",
            "finished",
            "recordedDate",
            "_recordId",
            "externalDataReference",
            "distributionChannel",
            "QID1",
            "QID2_TEXT",
        ]
    )
    + "\n"
)

T = "2026-03-05 12:00:00"


def response(who, q1, q2="", *, at=T, status=0, finished=1, progress=100, id_="R_1"):
    """Write one row as Qualtrics does, recorded a week after it was given."""
    return (
        f"{at},{at},{status},{progress},{finished},2026-03-12 12:00:00,{id_},{who},"
        f"email,{q1},{q2}\n"
    )


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    with fl.read_events(path) as opened:
        yield opened


@pytest.fixture
def written(tmp_path):
    def write(text, name="answers.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def scores(log):
    """List person, event, score and text of the events with an answer."""
    found = log.engine.fetch(log.events.order_by("row_no")).to_pylist()
    return [
        (row["person"], row["event"], row["score"], row["text"])
        for row in found
        if row["score"] is not None or row["text"] is not None
    ]


def reasons(log):
    """List file, row and reason of what was not joined or not read."""
    found = log.engine.fetch(log.answer_rejects).to_pylist()
    return sorted((row["file"], row["row"], row["reason"]) for row in found)


def left(log, place=0):
    return {each.reason: each.responses for each in log.answers[place].left_out}


def test_answers_of_qualtrics_are_joined_and_the_others_said(log, written):
    path = written(
        QUALTRICS
        + response("ann", 9, "Quick", id_="R_1")
        + response("bob", 3, status=1, id_="R_2")
        + response("bob", 4, finished=0, progress=50, id_="R_3")
        + response("bob", 6, id_="R_4")
        + response("bob", 6, id_="R_4")
        + response("dan", 7, id_="R_5")
        + response("cat", 10, at="2026-03-03 12:00:00", id_="R_6")
    )

    joined = fl.join_answers(log, path, about="visit", columns={"text": "Q2"})

    assert scores(joined) == [
        ("ann", "visit", 9.0, "Quick"),
        ("bob", "visit", 6.0, None),
    ]
    assert reasons(joined) == [
        ("answers.csv", 2, "preview"),
        ("answers.csv", 3, "unfinished"),
        ("answers.csv", 5, "repeated-response"),
        ("answers.csv", 6, "unknown-person"),
        ("answers.csv", 7, "no-touch-before"),
    ]
    counts = joined.answers[0]
    assert (counts.responses, counts.joined, counts.scores) == (7, 2, 2)
    assert "scores of answers stand on the scale 1-10" in joined.report.guesses
    assert str(counts) == (
        "2 of 7 responses in answers.csv joined, each to its person's latest touch of"
        " visit at most 30 d before. Not joined: 1 no such touch before the answer;"
        " 1 previews and tests; 1 the same response again; 1 not finished; 1 person"
        " not in the log."
    )


def test_the_log_itself_stays_as_it_was(log, written):
    fl.join_answers(log, written(QUALTRICS + response("ann", 9)))

    assert scores(log) == []
    assert log.answers == ()


def test_numbers_of_answers_come_with_interval_and_n(log, written):
    path = written(
        QUALTRICS
        + response("ann", 9, id_="R_1")
        + response("bob", 7, id_="R_2")
        + response("cat", 8, id_="R_3")
    )
    map_ = map_of("V", stages=["V"])
    document = map_.model_dump(mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"] = [touchpoint("V", matches=["visit"])]
    map_ = type(map_).model_validate(document)

    measured = fl.measure(
        map_, fl.join_answers(log, path, map_=map_, about="v", scale="0-10")
    ).result

    mean = measured.touchpoints[0].score.mean
    assert (mean.value, mean.n, mean.reason) == (8.0, 3, "too few")
    # t with 2 degrees of freedom: 8 +- 4.303 x 1 / sqrt(3).
    assert mean.low == pytest.approx(5.516, abs=0.001)
    assert measured.log.score_scale == (0, 10)
    assert measured.log.answers[0].joined == 3
    assert all(identity.holds for identity in measured.identities)


def test_times_are_those_of_the_zone_of_the_account(log, written):
    # 11:30 in Rome is 10:30 UTC; 10:30 in Rome would be before Cat's visit at 10:00.
    at = "2026-03-04 10:30:00"
    path = written(QUALTRICS + response("cat", 8, at=at))

    assert scores(fl.join_answers(log, path)) == [("cat", "visit", 8.0, None)]
    with pytest.raises(NoAnswerJoinedError, match="1 no such touch before"):
        fl.join_answers(log, path, zone="Europe/Rome")


def test_times_are_those_of_the_zone_that_the_file_names_unless_one_is_told(
    log, written
):
    names = '""startDate""', '""endDate""', '""recordedDate""'
    head = QUALTRICS
    for name in names:
        head = head.replace(name, f'{name},""timeZone"":""Europe/Rome""')
    path = written(head + response("cat", 8, at="2026-03-04 10:30:00"))

    with pytest.raises(NoAnswerJoinedError, match="1 no such touch before"):
        fl.join_answers(log, path)
    assert scores(fl.join_answers(log, path, zone="UTC"))


def test_a_spreadsheet_that_saved_the_file_anew_does_no_harm(log, written):
    text = (
        QUALTRICS
        + response("ann", 9, finished="WAHR")
        + response("bob", 5, finished="FALSCH", id_="R_2")
    )
    rows = text.replace(T, "15.03.2026 12:00").replace("2026-03-12 12:00:00", "")
    saved = written("\ufeff" + rows.replace(",", ";").replace("\n", "\r\n"))

    joined = fl.join_answers(log, saved)

    assert scores(joined) == [("ann", "call", 9.0, None)]
    assert reasons(joined) == [("answers.csv", 2, "unfinished")]


def test_a_person_whose_number_a_spreadsheet_rounded_is_named_so(log, written):
    path = written(QUALTRICS + response("ann", 9) + response("1.23E+15", 5, id_="R_2"))

    assert left(fl.join_answers(log, path)) == {"rounded-person": 1}


def test_dates_that_could_be_either_way_round_are_refused(log, written):
    rows = QUALTRICS + response("ann", 9, at="03/05/2026 12:00")

    with pytest.raises(AmbiguousDateError):
        fl.join_answers(log, written(rows))
    joined = fl.join_answers(
        log,
        written(rows.replace("2026-03-12 12:00:00", "03/12/2026 12:00")),
        time_format="%m/%d/%Y %H:%M",
    )
    assert joined.answers[0].joined == 1


def test_two_header_rows_and_one_are_read_as_three(log, written):
    lines = QUALTRICS.split("\n")
    names, import_ids = lines[0], lines[-2]
    for head in (f"{names}\n", f"{names}\n{import_ids}\n"):
        joined = fl.join_answers(log, written(head + response("ann", 9)))

        assert joined.answers[0].responses == joined.answers[0].joined == 1


def test_answers_of_limesurvey_are_joined(log, written):
    path = written(
        '"id","submitdate","lastpage","startlanguage","seed","token","Q1[SQ1]","Q2"\n'
        '"1","2026-03-05 12:00:00","3","en","12","ann","4","Good"\n'
        '"2","","1","en","13","bob","1",""\n'
        '"3","1980-01-01 00:00:00","3","en","14","cat","5",""\n'
    )

    joined = fl.join_answers(log, path, columns={"text": "Q2"})

    assert scores(joined) == [("ann", "call", 4.0, "Good")]
    assert reasons(joined) == [
        ("answers.csv", 2, "no-time"),
        ("answers.csv", 3, "no-time"),
    ]


def test_unfinished_answers_of_limesurvey_count_where_asked_for(log, written):
    path = written(
        '"id","submitdate","lastpage","startlanguage","datestamp","token","Q1"\n'
        '"1","","2","en","2026-03-05 12:00:00","ann","4"\n'
        '"2","2026-03-05 12:00:00","3","en","2026-03-05 12:00:00","bob","5"\n'
    )

    assert left(fl.join_answers(log, path)) == {"unfinished": 1}
    assert fl.join_answers(log, path, unfinished=True).answers[0].joined == 2


def test_the_same_ids_in_two_surveys_of_limesurvey_are_two_responses(log, written):
    head = '"id","submitdate","lastpage","startlanguage","token","Q1"\n'
    one = written(f'{head}"1","{T}","3","en","ann","4"\n', "one.csv")
    two = written(f'{head}"1","{T}","3","en","bob","5"\n', "two.csv")

    assert fl.join_answers(log, one, two).answers[0].joined == 2


def test_answers_of_formbricks_are_the_same_as_csv_and_as_json(log, written):
    csv = written(
        "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),"
        "User ID,Notes,Tags,1. How likely?,2. Why?\n"
        "1,c1,2026-03-05 12:00:00,Yes,s1,f1,ann,,,9,Quick\n"
        "2,c2,2026-03-05 12:00:00,No,s1,f2,bob,,,3,\n"
    )
    responses = [
        {
            "id": id_,
            "createdAt": "2026-03-05T12:00:00.000Z",
            "updatedAt": "2026-03-05T12:01:00.000Z",
            "surveyId": "s1",
            "finished": finished,
            "contact": {"id": contact, "userId": person},
            "data": {"how": score, "why": why},
            "ttc": {"how": 3021},
        }
        for id_, finished, contact, person, score, why in (
            ("c1", True, "f1", "ann", 9, "Quick"),
            ("c2", False, "f2", "bob", 3, ""),
        )
    ]
    as_json = written(json.dumps({"data": responses}), "answers.json")

    for path, why in ((csv, "2. Why?"), (as_json, "data.why")):
        joined = fl.join_answers(log, path, columns={"text": why})

        assert scores(joined) == [("ann", "call", 9.0, "Quick")]
        assert left(joined) == {"unfinished": 1}


def test_a_plain_table_says_what_each_answer_is_about(log):
    table = pa.table(
        {
            "customer_id": ["ann", "ann", "ann", "bob"],
            "touchpoint": ["visit", "call", "bill", None],
            "answered_at": [datetime(2026, 3, 5)] * 4,
            "csat": [5, 2, 1, 4],
        }
    )

    joined = fl.join_answers(log, table)

    assert scores(joined) == [
        ("ann", "visit", 5.0, None),
        ("ann", "call", 2.0, None),
        ("bob", "visit", 4.0, None),
    ]
    assert reasons(joined) == [("the table", 3, "no-touch")]


PLAIN = "person,at,nps,csat\n"


def test_of_two_scales_in_one_file_a_column_is_chosen(log, written):
    path = written(
        "person,at,recommend,satisfied\n"
        "ann,2026-03-05T10:00Z,10,5\nbob,2026-03-05T10:00Z,0,1\n"
    )

    with pytest.raises(ScoreNeededError, match=r"'recommend' \(0 to 10\)"):
        fl.join_answers(log, path)
    by_column = {
        column: fl.join_answers(log, path, columns={"score": column}).report.scale
        for column in ("recommend", "satisfied")
    }
    assert by_column == {"recommend": Scale(0, 10), "satisfied": Scale(1, 5)}


def test_words_of_a_choice_need_their_worth(log, written):
    path = written(
        "person,at,score\nann,2026-03-05T10:00Z,Very good\n"
        "bob,2026-03-05T10:00Z,Very good\ncat,2026-03-05T10:00Z,Cannot say\n"
    )
    told = {"columns": {"score": "score"}}

    with pytest.raises(ScoreIsTextError, match="'Very good', 'Cannot say'"):
        fl.join_answers(log, path, **told)
    joined = fl.join_answers(
        log, path, values={"Very good": 5, "Cannot say": None}, **told
    )
    assert [score for _, _, score, _ in scores(joined)] == [5.0, 5.0]
    assert left(joined) == {"no-answer": 1}


def test_labels_at_the_ends_of_a_scale_are_not_left_out_silently(log, written):
    path = written(
        "person,at,score\nann,2026-03-05T10:00Z,10 - Extremely likely\n"
        "bob,2026-03-05T10:00Z,7\ncat,2026-03-05T10:00Z,10 - Extremely likely\n"
    )

    with pytest.raises(ScoreIsTextError, match="would change the mean"):
        fl.join_answers(log, path, columns={"score": "score"})


def test_a_slip_of_the_keyboard_is_dropped_and_said(log, written):
    path = written(
        "person,at,score\nann,2026-03-05T10:00Z,4o\nbob,2026-03-05T10:00Z,4\n"
    )

    joined = fl.join_answers(log, path, columns={"score": "score"})

    assert reasons(joined) == [
        ("answers.csv", 1, "no-answer"),
        ("answers.csv", 1, "not-a-number"),
    ]
    assert joined.answers[0].values_dropped == 1
    assert str(joined.answers[0]).endswith("1 value could not be read.")


def test_scores_off_the_scale_that_was_told_are_dropped(log, written):
    path = written(
        "person,at,score\nann,2026-03-05T10:00Z,9\nbob,2026-03-05T10:00Z,4\n"
    )

    joined = fl.join_answers(log, path, scale="1-5")

    assert scores(joined) == [("bob", "visit", 4.0, None)]
    assert ("answers.csv", 1, "score-off-scale") in reasons(joined)


def test_another_scale_than_that_of_the_log_is_refused(tmp_path, written):
    events = tmp_path / "scored.csv"
    events.write_text(
        "person,event,at,score\nann,visit,2026-03-02T10:00Z,5\n"
        "bob,visit,2026-03-02T10:00Z,\n"
    )
    path = written("person,at,score\nbob,2026-03-05T10:00Z,9\n")

    with fl.read_events(events) as log, pytest.raises(MixedScalesError):
        fl.join_answers(log, path)


def test_answers_of_two_surveys_are_joined_one_after_the_other(log, written):
    visits = written("person,at,score\nann,2026-03-05T10:00Z,4\n", "visits.csv")
    calls = written("person,at,score\nann,2026-03-05T10:00Z,2\n", "calls.csv")

    joined = fl.join_answers(log, visits, about="visit")
    joined = fl.join_answers(joined, calls, about="call")

    assert [(event, score) for _, event, score, _ in scores(joined)] == [
        ("visit", 4.0),
        ("call", 2.0),
    ]
    assert [counts.files for counts in joined.answers] == [
        ("visits.csv",),
        ("calls.csv",),
    ]


def test_what_cannot_be_joined_at_all_is_one_clear_error(log, written):
    good = "person,at,score\nann,2026-03-05T10:00Z,4\n"
    cases = {
        NoEventsGivenError: (),
        NoRowsError: (written("person,at,score\n", "none.csv"),),
        AnswersNeedColumnError: (
            written("who,at,score\nann,2026-03-05,4\n", "who.csv"),
        ),
        UnreadableFileError: (written("", "empty.csv"),),
        NoAnswerJoinedError: (written(good.replace("ann", "zoe"), "strangers.csv"),),
    }

    raised = {}
    for error, files in cases.items():
        with pytest.raises(error) as caught:
            fl.join_answers(log, *files)
        raised[error] = str(caught.value)
    assert "1 person not in the log" in raised[NoAnswerJoinedError]
    with pytest.raises(UnknownAnsweredError, match="Did you mean 'visit'"):
        fl.join_answers(log, written(good), about="visti")
    with pytest.raises(UnknownColumnError):
        fl.join_answers(log, written(good), columns={"score": "stars"})


def test_a_wrong_delimiter_is_told_by_what_stands_there(log, tmp_path, written):
    written("person;at;score\nann;2026-03-05T10:00Z;4\n")
    sources = tmp_path / "sources.yaml"
    sources.write_text(
        "sources:\n  - {file: events.csv}\n"
        "  - {file: answers.csv, delimiter: ',', answers: {}}\n"
    )

    with pytest.raises(UnreadableFileError, match="no ',' stands in its first line"):
        fl.read_events(sources_file=sources)


def test_a_touchpoint_that_nothing_is_recorded_for_takes_no_answers(log, written):
    map_ = map_of("V")
    document = map_.model_dump(mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"].append({"id": "park", "name": "Parks"})
    map_ = type(map_).model_validate(document)

    with pytest.raises(UnknownAnsweredError, match="There are: v, V"):
        fl.join_answers(log, written(PLAIN), map_=map_, about="park")


def test_a_sources_file_joins_answers_with_tables_values_and_attributes(
    log, tmp_path, written
):
    written("token,at,feel,reason\nt1,2026-03-05 12:00,good,price\n")
    written("token,customer\nt1,ann\n", "tokens.csv")
    sources = tmp_path / "sources.yaml"
    sources.write_text(
        "sources:\n"
        "  - {file: events.csv}\n"
        "  - file: answers.csv\n"
        "    join: [{file: tokens.csv, on: {token: token}}]\n"
        "    columns: {person: customer, score: feel}\n"
        "    time: {zone: Europe/Rome}\n"
        "    values: {score: {good: 4}}\n"
        "    scale: 1-5\n"
        "    attributes: [reason]\n"
        "    answers: {about: visit, within: 7d}\n"
    )

    with fl.read_events(sources_file=sources) as joined:
        found = joined.engine.fetch(joined.events.order_by("row_no")).to_pylist()

        assert found[0]["score"] == 4.0
        assert found[0]["answer:reason"] == "price"
        assert Counter(row["score"] for row in found) == {None: 3, 4.0: 1}
        assert joined.report.scale == Scale(1, 5)
        assert joined.report.attributes == ("answer:reason",)
        assert joined.answers[0].within_seconds == 7 * 86400


def test_answers_alone_are_no_log(tmp_path, written):
    written("person,at,score\nann,2026-03-05T10:00Z,4\n")
    sources = tmp_path / "sources.yaml"
    sources.write_text("sources:\n  - {file: answers.csv, answers: {}}\n")

    with pytest.raises(NoEventsGivenError):
        fl.read_events(sources_file=sources)


def test_rejects_hold_what_was_not_read_and_what_was_not_joined(log, tmp_path, written):
    path = written(
        "person,at,score\nann,2026-03-05T10:00Z,4\nzoe,2026-03-05T10:00Z,1\n"
    )

    fl.join_answers(log, path).write_rejects(tmp_path / "rejects.csv")

    assert (tmp_path / "rejects.csv").read_text().splitlines() == [
        "file,row,column,value,reason,is_event_kept",
        "answers.csv,2,person,zoe,unknown-person,false",
    ]


@pytest.mark.parametrize("name", ["qualtrics_sample", "qualtrics_sample_legacy"])
def test_the_samples_of_qualtrics_are_read(shared_data, tmp_path, name):
    events = tmp_path / "events.csv"
    events.write_text("person,event,at\n130.92.34.66,visit,2017-07-18 08:00:00\n")
    path = shared_data / "format_samples" / "survey_exports" / f"{name}.csv"
    columns = {"person": "IPAddress", "text": "Q2"}

    with fl.read_events(events) as log:
        joined = fl.join_answers(log, path, columns=columns)

        assert scores(joined) == [("130.92.34.66", "visit", 2.0, "Hello World!")]
