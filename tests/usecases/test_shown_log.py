from lxml import html

import footlights as fl

EVENTS = """person,event,at,channel,score,plan
ann,visit,2026-03-02T10:00Z,web,5,gold
ann,call,2026-03-03T10:00Z,phone,,gold
bob,visit,2026-03-02T10:00Z,web,1,
cat,visit,noon,web,,
"""


def words_of(page):
    tree = html.fromstring(page)
    for style in tree.xpath("//style"):
        style.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())


def written(tmp_path, text=EVENTS, name="events.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_log_shows_what_is_in_it_and_what_could_not_be_read(tmp_path):
    with fl.read_events(written(tmp_path)) as log:
        page = log._repr_html_()

    words = words_of(page)
    assert "events.csv Events 3 Persons 2 Names of events 2 Scores 2" in words
    assert "visit 2 2 67 % call 1 1 33 %" in words
    assert "Channels web 2, phone 1" in words
    assert "Scale of scores 1 to 5" in words
    assert "Other columns plan" in words
    assert "Not read 1 row and 0 values: unreadable-time 1" in words
    assert "<script" not in page


def test_names_beyond_the_first_twenty_are_counted(tmp_path):
    rows = "".join(f"ann,e{n:02d},2026-03-02T10:00Z\n" for n in range(23))

    with fl.read_events(written(tmp_path, f"person,event,at\n{rows}")) as log:
        words = words_of(log._repr_html_())

    assert "And 3 more names." in words
    assert "e20" not in words


def test_a_log_with_answers_says_what_was_joined(tmp_path):
    answers = written(
        tmp_path, "person,at,score\nann,2026-03-04T10:00Z,4\n", "answers.csv"
    )

    with fl.read_events(written(tmp_path)) as log:
        words = words_of(fl.join_answers(log, answers)._repr_html_())

    assert "Answers 1 of 1 response in answers.csv joined" in words


def test_a_kept_log_shows_itself_once_there_is_something_in_it(tmp_path):
    with fl.open_log(tmp_path / "kept") as kept:
        assert kept._repr_html_() is None

        kept.append(written(tmp_path))

        assert "visit 2 2 67 %" in words_of(kept._repr_html_())
