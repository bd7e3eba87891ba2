from footlights.render.slides.drawing import named, parsed, quoted, table, text_body
from footlights.render.slides.fitting import sheets
from footlights.render.slides.look import Colour, Look
from footlights.render.slides.views import Cell, Paragraph, Row, Table


def paragraphs(*said):
    holder = parsed(f"<a:holder>{text_body(said)}</a:holder>")
    return list(holder.iter(named("a:p")))


def test_a_line_break_makes_a_paragraph_and_a_tab_a_space():
    found = paragraphs(Paragraph("one\ntwo\tthree"))

    assert [p.findtext(f".//{named('a:t')}") for p in found] == ["one", "two three"]


def test_each_line_has_the_direction_of_its_own_words():
    found = paragraphs(Paragraph("ממתין\n1 finding"))

    directions = [p.find(named("a:pPr")).get("rtl") for p in found]
    assert directions == ["1", "0"]


def test_the_distance_of_lines_is_fixed_so_that_no_font_makes_a_row_grow():
    (one,) = paragraphs(Paragraph("Doing", Look(10)))

    assert next(one.iter(named("a:spcPts"))).get("val") == "1250"


def test_nothing_is_written_in_letters_so_small_that_no_row_grows():
    (empty,) = paragraphs()

    assert empty.find(named("a:endParaRPr")).get("sz") == "400"


def test_a_cell_over_several_columns_is_merged():
    wide = Row((Cell((Paragraph("Arrive"),), span=2),))
    (sheet,) = sheets(Table((50, 50), (wide,), ()), 100)

    first, second = table(sheet).iter(named("a:tc"))

    assert first.get("gridSpan") == "2"
    assert second.get("hMerge") == "1"


def test_a_mark_and_a_dividing_line_are_edges_of_their_cells():
    row = Row((Cell((Paragraph("Parks"),), top=Colour.RED),), line=Colour.AMBER)
    (sheet,) = sheets(Table((50,), (), (row,)), 100)

    (cell,) = table(sheet).iter(named("a:tcPr"))

    above, below = cell.find(named("a:lnT")), cell.find(named("a:lnB"))
    assert next(above.iter(named("a:schemeClr"))).get("val") == "accent5"
    assert next(below.iter(named("a:schemeClr"))).get("val") == "accent2"


def test_what_stands_in_an_attribute_cannot_leave_it():
    assert quoted('a"b<c>&\x00') == "a&quot;b&lt;c&gt;&amp;"
