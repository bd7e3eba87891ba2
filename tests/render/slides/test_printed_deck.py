"""The deck as LibreOffice lays it out: nothing cut, nothing pushed out of its place."""

from datetime import UTC, datetime

import pytest
from pptx import Presentation

from footlights.model.map import Map
from footlights.render.slides.presentation import presentation
from support.office import misplaced, pages_of, pdf_of

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel"
TEXTS = {
    *("name", "doing", "thinking", "needs", "questions", "said", "evidence", "pains"),
    *("word", "does", "standard", "quote", "describes", "customer_goal"),
}


def retold(map_, tell):
    """The same map in other words: what `tell` makes of each text and its field."""

    def told(value, key=""):
        if isinstance(value, dict):
            return {k: told(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [told(v, key) for v in value]
        return tell(value, key) if isinstance(value, str) and key in TEXTS else value

    document = map_.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Map.model_validate(told(document))


def printed(folder, map_, measured, lens="both"):
    """Write a deck and let LibreOffice print it; gives both files."""
    deck = folder / "deck.pptx"
    deck.write_bytes(presentation(map_, measured, lens, NOW))
    return deck, pdf_of(deck, folder)


def in_long_words(text, key):
    return f"{text} {LONG_WORD * 2}"[:120]


def in_very_long_texts(text, key):
    if key in {"name", "word"}:
        return "W" * 120
    return (f"{text}, and then some more, " * 80)[:2000].strip()


def in_hebrew(text, key):
    return "ממתין לשולחן ליד הדלת"


def in_chinese(text, key):
    return (
        "在门口等候桌位"
        if key == "name"
        else "お客様は準備ができるまで立って待ちます。"
    )


def test_a_measured_map_and_all_its_names_come_out_whole(tmp_path, museum, measured):
    deck, pdf = printed(tmp_path, museum, measured)

    assert misplaced(deck, pdf) == []
    pages = ["".join(w.text for w in words) for words in pages_of(pdf)]
    for touchpoint in museum.touchpoints:
        assert any(touchpoint.name.replace(" ", "") in page for page in pages)


def test_two_hundred_touchpoints_neither_overlap_nor_are_cut(tmp_path, sample):
    museum = sample.sample_map(200, 23)

    deck, pdf = printed(tmp_path, museum, sample.sample_measured(museum))

    assert misplaced(deck, pdf) == []


@pytest.mark.parametrize(
    "tell", [in_long_words, in_very_long_texts, in_hebrew, in_chinese]
)
def test_words_of_every_length_and_script_stay_in_their_cells(tmp_path, sample, tell):
    museum = retold(sample.sample_map(5, 2), tell)

    deck, pdf = printed(tmp_path, museum, sample.sample_measured(museum))

    assert misplaced(deck, pdf) == []


def test_the_smallest_map_without_findings_comes_out_whole(tmp_path, sample):
    museum = sample.sample_map(1, 1)
    quiet = sample.sample_measured(museum, findings=())

    deck, pdf = printed(tmp_path, museum, quiet)

    assert misplaced(deck, pdf) == []
    said = "".join(word.text for words in pages_of(pdf) for word in words)
    assert "Nothinghurtsenoughtosay" in said


def test_the_look_at_the_pages_sees_a_row_that_grew(tmp_path, museum):
    deck, _ = printed(tmp_path, museum, None, "customer")
    opened = Presentation(str(deck))
    table = next(s.table for s in opened.slides[2].shapes if s.has_table)
    table.cell(2, 1).text = "far too much for one row " * 9
    opened.save(str(deck))

    found = misplaced(deck, pdf_of(deck, tmp_path))

    assert any(each.startswith("slide 3: ") for each in found)
