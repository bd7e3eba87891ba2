import pytest

import footlights as fl
from footlights.errors import (
    AnswerColumnsNotKeptError,
    ChangedFileError,
    MixedScalesError,
    NoAnswerJoinedError,
)
from footlights.events.contract import Scale
from footlights.model.map import Map

EVENTS = """person,event,at
ann,visit,2026-03-02T10:00Z
ann,call,2026-03-03T10:00Z
bob,visit,2026-03-02T10:00Z
cat,visit,2026-03-04T10:00Z
"""
ANSWERS = """person,at,score,text
ann,2026-03-05T10:00Z,5,Quick
bob,2026-03-05T10:00Z,2,Slow
zoe,2026-03-05T10:00Z,1,Who?
"""
MAP = Map.model_validate(
    {
        "footlights": 1,
        "id": "help",
        "name": "Help",
        "stages": [
            {
                "id": "help",
                "name": "Help",
                "touchpoints": [
                    {"id": name, "name": name.title(), "matches": [name]}
                    for name in ("visit", "call")
                ],
            }
        ],
    }
)


@pytest.fixture
def written(tmp_path):
    def write(text, name):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def kept(tmp_path, written):
    with fl.open_log(tmp_path / "kept") as log:
        log.append(written(EVENTS, "events.csv"))
        yield log


def scores_of(log):
    rows = log.engine.fetch(log.events).to_pylist()
    return {
        (row["person"], row["event"]): (row["score"], row["text"])
        for row in rows
        if row["score"] is not None
    }


def without_times(measured):
    return measured.result.model_dump(exclude={"timings"})


def test_answers_become_a_part_of_a_kept_log(kept, tmp_path, written):
    fl.join_answers(kept, written(ANSWERS, "answers.csv"), map_=MAP)
    folder = kept.folder
    kept.close()

    with fl.open_log(folder) as again:
        assert scores_of(again) == {
            ("ann", "call"): (5, "Quick"),
            ("bob", "visit"): (2, "Slow"),
        }
        assert again.report.scale == Scale(1, 5)
        assert [(each.responses, each.joined) for each in again.answers] == [(3, 2)]


def test_a_kept_log_measures_as_one_that_is_read_anew(kept, written, tmp_path):
    path = written(ANSWERS, "answers.csv")
    fl.measure(MAP, kept)  # so that the tables are there before the answers

    fl.join_answers(kept, path, map_=MAP, about="visit")

    assert kept.preparation(MAP) == "behind"
    with fl.read_events(tmp_path / "events.csv") as log:
        anew = fl.join_answers(log, path, map_=MAP, about="visit")
        assert without_times(fl.measure(MAP, kept)) == without_times(
            fl.measure(MAP, anew)
        )


def test_files_of_answers_are_read_once(kept, written):
    path = written(ANSWERS, "answers.csv")
    fl.join_answers(kept, path)

    fl.join_answers(kept, path)

    assert len(kept.answers) == 1
    written(ANSWERS.replace("Slow", "So slow"), "answers.csv")
    with pytest.raises(ChangedFileError):
        fl.join_answers(kept, path)


def test_a_second_survey_leaves_the_answers_of_the_first(kept, written):
    fl.join_answers(kept, written(ANSWERS, "first.csv"))
    later = "person,at,score\nbob,2026-03-06T10:00Z,5\ncat,2026-03-06T10:00Z,4\n"

    fl.join_answers(kept, written(later, "second.csv"))

    assert scores_of(kept)["bob", "visit"] == (2, "Slow")
    assert scores_of(kept)["cat", "visit"] == (4, None)
    assert [each.joined for each in kept.answers] == [2, 1]
    assert {each.reason for each in kept.answers[1].left_out} == {"touch-has-score"}


def test_events_that_come_later_take_no_earlier_answer(kept, written):
    fl.join_answers(kept, written(ANSWERS, "answers.csv"))

    kept.append(
        written("person,event,at\nann,call,2026-03-05T09:00Z\n", "more_events.csv")
    )

    assert scores_of(kept)["ann", "call"] == (5, "Quick")
    assert sum(score is not None for score, _ in scores_of(kept).values()) == 2


def test_a_sources_yaml_names_events_and_answers_of_a_kept_log(tmp_path, written):
    written(EVENTS, "events.csv")
    written(ANSWERS, "answers.csv")
    sources = written(
        "sources:\n  - {file: answers.csv, answers: {}}\n  - {file: events.csv}\n",
        "sources.yaml",
    )

    with fl.open_log(tmp_path / "kept") as kept:
        first = kept.append(sources_file=sources)
        second = kept.append(sources_file=sources)

        assert (first.files, first.events) == (("events.csv", "answers.csv"), 4)
        assert (second.files, second.known) == ((), ("events.csv", "answers.csv"))
        assert len(scores_of(kept)) == 2


def test_answers_that_do_not_fit_leave_the_log_as_it_was(kept, written):
    fl.join_answers(kept, written(ANSWERS, "answers.csv"))
    before = kept.fingerprint

    with pytest.raises(NoAnswerJoinedError):
        fl.join_answers(kept, written(ANSWERS[:18] + "\nzoe,2026-03-05T10:00Z,1,", "x"))
    with pytest.raises(MixedScalesError):
        fl.join_answers(
            kept,
            written("person,at,score\ncat,2026-03-06T10:00Z,9\n", "y"),
            scale="0-10",
        )
    with pytest.raises(MixedScalesError):
        kept.append(
            written("person,event,at,score\ncat,call,2026-03-06T10:00Z,9\n", "z.csv")
        )

    assert kept.fingerprint == before
    assert len(scores_of(kept)) == 2


def test_other_columns_of_answers_are_refused_by_name(tmp_path, written):
    written(EVENTS, "events.csv")
    written(ANSWERS.replace(",text", ",wing"), "answers.csv")
    sources = written(
        "sources:\n  - {file: events.csv}\n"
        "  - {file: answers.csv, attributes: [wing], answers: {}}\n",
        "sources.yaml",
    )

    with (
        fl.open_log(tmp_path / "kept") as kept,
        pytest.raises(AnswerColumnsNotKeptError, match="wing"),
    ):
        kept.append(sources_file=sources)


def test_events_whose_answers_fail_are_not_added_either(kept, tmp_path, written):
    more = "person,event,at\ndan,visit,2026-03-06T10:00Z\n"
    written(more, "more.csv")
    written(ANSWERS, "first.csv")
    written("person,at,score\nzoe,2026-03-05T10:00Z,1\n", "second.csv")
    sources = written(
        "sources:\n  - {file: more.csv}\n  - {file: first.csv, answers: {}}\n"
        "  - {file: second.csv, answers: {}}\n",
        "sources.yaml",
    )
    fl.measure(MAP, kept)
    before = (kept.fingerprint, scores_of(kept), kept.report.events)

    with pytest.raises(NoAnswerJoinedError):
        kept.append(sources_file=sources)

    assert (kept.fingerprint, scores_of(kept), kept.report.events) == before
    mended = written(
        "sources:\n  - {file: more.csv}\n  - {file: first.csv, answers: {}}\n",
        "mended.yaml",
    )
    added = kept.append(sources_file=mended)
    assert (added.files, added.events) == (("more.csv", "first.csv"), 1)
    kept.close()
    with fl.open_log(tmp_path / "kept") as again:
        assert again.report.events == 5
        assert len(scores_of(again)) == 2


def test_what_was_not_joined_is_among_the_rejects(kept, written, tmp_path):
    fl.join_answers(kept, written(ANSWERS, "answers.csv"))

    kept.write_rejects(tmp_path / "rejects.csv")

    assert "answers.csv,3,person,zoe,unknown-person" in (
        tmp_path / "rejects.csv"
    ).read_text(encoding="utf-8")


def test_an_empty_log_has_nothing_that_could_be_answered(tmp_path, written):
    with (
        fl.open_log(tmp_path / "kept") as kept,
        pytest.raises(fl.errors.NothingKeptError),
    ):
        fl.join_answers(kept, written(ANSWERS, "answers.csv"))
