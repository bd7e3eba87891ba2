import ibis
import pytest

from footlights.events.answer_marks import left_out

MARKS = ("status", "channel", "finished", "progress", "submitted")


def judged(engine, *, unfinished=False, **marks):
    table = engine.load(
        "marks",
        ibis.memtable(
            {name: [value] for name, value in marks.items()},
            schema=dict.fromkeys(marks, "string"),
        ).to_pyarrow(),
    )
    columns = {name: table[name] if name in marks else None for name in MARKS}
    found = table.select(why=left_out(columns, unfinished=unfinished))
    return engine.fetch(found)["why"][0].as_py()


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("0", None),
        ("IP Address", None),
        ("4", None),
        ("16", None),
        ("1", "preview"),
        ("Survey Preview", "preview"),
        ("2", "preview"),
        ("Survey Test", "preview"),
        ("17", "preview"),
        ("8", "spam"),
        ("Spam", "spam"),
        ("9", "spam"),
        ("Umfragevorschau", None),
        (None, None),
    ],
)
def test_the_status_of_qualtrics_tells_previews_tests_and_spam(engine, status, why):
    assert judged(engine, status=status) == why


def test_a_preview_in_any_language_gives_itself_away_by_its_channel(engine):
    assert judged(engine, status="Umfragevorschau", channel="preview") == "preview"
    assert judged(engine, status="IP-Adresse", channel="anonymous") is None


@pytest.mark.parametrize("no", ["0", "False", "FALSCH", "No", "faux"])
def test_what_is_not_finished_is_left_out_unless_it_is_asked_for(engine, no):
    assert judged(engine, finished=no) == "unfinished"
    assert judged(engine, finished=no, unfinished=True) is None


def test_progress_tells_where_nobody_can_read_whether_it_is_finished(engine):
    assert judged(engine, finished="Неверно", progress="40") == "unfinished"
    assert judged(engine, finished="Верно", progress="100") is None
    # Screened out: finished by its own word, though not all pages were shown.
    assert judged(engine, finished="True", progress="40") is None


def test_limesurvey_gives_a_finished_response_the_time_it_was_submitted(engine):
    assert judged(engine, submitted=None) == "unfinished"
    assert judged(engine, submitted="1980-01-01 00:00:00") is None
