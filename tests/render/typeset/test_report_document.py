import pytest

from footlights.render.findings import findings_view
from footlights.render.method import method_view
from footlights.render.touchpoint_page import touchpoint_pages
from footlights.render.typeset.report_data import QUOTES, summary
from footlights.render.typeset.report_document import report_document
from support.pdf_pages import pages_of, plain, poppler, text_of


@pytest.fixture(scope="module")
def report(museum, measured, tmp_path_factory):
    """The report on a measured map."""
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    path.write_bytes(report_document(museum, measured).pages[0])
    return path


@pytest.fixture(scope="module")
def text(report):
    """All its text."""
    return text_of(report)


def test_nothing_overlaps_and_nothing_leaves_a_page(report):
    for page in pages_of(report):
        assert page.outside() == []
        assert page.overlapping() == []


def test_every_part_is_there_and_in_the_list_of_contents(text):
    for part in (
        "In short",
        "The map",
        "What hurts most",
        "Stage by stage",
        "When people come",
        "Who and where it differs",
        "Touchpoints",
        "How far to trust this",
    ):
        assert text.count(plain(part)) >= 2


def test_every_finding_is_told_with_what_to_look_at(museum, measured, text):
    for card in findings_view(museum, measured).cards:
        for said in (card.about, card.what, card.text, card.look_at, card.affected):
            assert plain(said) in text


def test_every_touchpoint_begins_a_page(museum, measured, report):
    begins = [
        plain("".join(word.text for word in page.words)) for page in pages_of(report)
    ]

    for page in touchpoint_pages(museum, measured):
        head = plain(f"{page.stage} · {page.no}")
        assert any(words.startswith(head) for words in begins)


def test_every_page_of_a_touchpoint_has_its_name_at_the_foot(museum, report):
    feet = [
        plain("".join(w.text for w in page.words if w.top > page.height - 45))
        for page in pages_of(report)
    ]

    for touchpoint in museum.touchpoints:
        assert any(plain(touchpoint.name) in foot for foot in feet), touchpoint.name


def test_numbers_come_with_interval_and_n_as_in_the_html(museum, measured, text):
    for page in touchpoint_pages(museum, measured):
        for key in page.numbers:
            assert plain(key.number.text) in text
            assert plain(f"{key.number.interval} {key.number.n}") in text


def test_definitions_and_what_was_read_are_there(museum, measured, text):
    method = method_view(museum, measured)

    for fact in (*method.read, *method.whole, *method.definitions):
        assert plain(fact.text) in text
    assert plain(method.identities_words) in text


def test_a_few_quotes_are_shown_and_the_rest_is_counted(museum, measured, text):
    for page in touchpoint_pages(museum, measured):
        for quote in page.quotes[:QUOTES]:
            assert plain(quote.text) in text
        if len(page.quotes) > QUOTES:
            assert f"and{len(page.quotes) - QUOTES}more" in text


def test_pictures_have_words_and_the_file_is_tagged(report):
    data = report.read_bytes()

    assert b"/StructTreeRoot" in data
    assert data.count(b"/S/Figure") > 11
    assert data.count(b"/Alt") >= data.count(b"/S/Figure")
    assert "Tagged:          yes" in poppler("pdfinfo", report)


def test_the_map_lies_and_the_rest_stands(report):
    pages = pages_of(report)

    assert any(page.width > page.height for page in pages)
    assert pages[0].width < pages[0].height


def test_a_map_without_measures_has_a_report_too(museum, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(report_document(museum, None).pages[0])

    text = text_of(path)
    assert plain("has not been held against recorded events yet") in text
    assert plain("Nothing is measured yet") in text
    assert "Stagebystage" not in text
    for touchpoint in museum.touchpoints:
        assert plain(touchpoint.name) in text


def test_quotes_and_events_that_look_like_markup_show_as_they_are(
    museum, measured, tmp_path
):
    hostile = '"]#eval("1")*b*$x$`c`'
    quoted = [
        of.model_copy(
            update={
                "quotes": [q.model_copy(update={"text": hostile}) for q in of.quotes]
            }
        )
        for of in measured.touchpoints
    ]
    off = [
        row.model_copy(update={"event": hostile}) for row in measured.coverage.off_map
    ]
    changed = measured.model_copy(
        update={
            "touchpoints": tuple(quoted),
            "coverage": measured.coverage.model_copy(update={"off_map": tuple(off)}),
            "notes": (hostile,),
        }
    )
    path = tmp_path / "report.pdf"

    path.write_bytes(report_document(museum, changed).pages[0])

    shown = sum(min(QUOTES, len(of.quotes)) for of in quoted)
    assert text_of(path).count(plain(hostile)) == shown + len(off) + 1


def test_the_summary_says_the_first_findings_in_words(museum, measured):
    cards = findings_view(museum, measured).cards
    said = list(summary(museum, measured, cards, method_view(museum, measured)))

    assert said[0].startswith(
        "This report holds a map of 11 touchpoints in 4 stages against 655 journeys."
    )
    assert said[-1] == f"{cards[2].about}, {cards[2].what}: {cards[2].text}"


def test_the_summary_says_where_nothing_stands_out(museum, measured):
    method = method_view(museum, measured)

    assert list(summary(museum, measured, (), method))[-1] == (
        "Nothing stands out that the numbers support."
    )
    assert len(list(summary(museum, None, (), method_view(museum, None)))) == 1
