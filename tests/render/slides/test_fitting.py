from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.render.slides.fitting import (
    divided,
    row_height,
    scaled,
    sheets,
    size_that_fits,
    spread,
    text_height,
)
from footlights.render.slides.look import Look
from footlights.render.slides.views import Cell, Paragraph, Row, Table

WIDTHS = (80.0, 120.0, 120.0)
SENTENCE = "Looks for the small print on the phone. "


def row(name, *texts, **more):
    return Row(
        tuple(Cell((Paragraph(text),) if text else ()) for text in (name, *texts)),
        **more,
    )


def table(*rows, head=()):
    return Table(WIDTHS, tuple(head), rows)


def words(parts):
    """Everything that the rows below the head say, column by column."""
    said = ["", "", ""]
    for part in parts:
        for each in part.rows[part.head_rows :]:
            for no, cell in enumerate(each.cells):
                said[no] += "".join(p.text for p in cell.paragraphs)
    return ["".join(text.split()) for text in said]


def test_a_table_that_fits_stays_whole():
    (only,) = sheets(table(row("Doing", "Sits", "Eats")), 300)

    assert only.heights == (row_height(only.rows[0], WIDTHS),)


def test_rows_that_do_not_fit_go_on_the_next_slide_under_the_same_head():
    head = row("", "Sits", "Eats")
    rows = [row(f"Lane {no}", "a", "b") for no in range(12)]

    parts = sheets(table(*rows, head=[head]), 120)

    assert len(parts) > 1
    assert all(part.rows[0] == head and part.head_rows == 1 for part in parts)
    assert all(part.height <= 120 for part in parts)
    assert [r for part in parts for r in part.rows[1:]] == rows


def test_a_row_longer_than_a_slide_goes_on_and_says_its_name_again():
    long = row("Needs", SENTENCE * 40, "short")

    parts = sheets(table(long), 200)

    names = [part.rows[0].cells[0].paragraphs[0].text for part in parts]
    assert names[:2] == ["Needs", "Needs, continued"]
    assert set(names[1:]) == {"Needs, continued"}
    assert all(part.height <= 200 for part in parts)
    assert words(parts)[1:] == ["".join((SENTENCE * 40).split()), "short"]


def test_a_line_between_rooms_never_stands_at_the_foot_of_a_slide():
    rows = [row(f"Lane {no}", "a", "b") for no in range(5)]
    line = row("", "line of visibility", "", stays_with_next=True)
    back = row("Backstage", SENTENCE, SENTENCE)
    height = sum(row_height(r, WIDTHS) for r in (*rows, line)) + 1

    first, second = sheets(table(*rows, line, back), height)

    assert first.rows == tuple(rows)
    assert second.rows == (line, back)


def test_a_line_and_a_row_too_long_for_a_slide_still_come_out_whole():
    line = row("", "line of visibility", "", stays_with_next=True)
    back = row("Backstage", SENTENCE * 30, SENTENCE)

    parts = sheets(table(line, back), 200)

    assert parts[0].rows[0] == line
    assert all(part.height <= 200 for part in parts)
    assert "".join((SENTENCE * 30).split()) in words(parts)[1]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.integers(0, 60), st.booleans(), st.integers(1, 3)
        ),
        max_size=9,
    ),
    st.integers(150, 420),
)
def test_nothing_is_lost_and_nothing_is_higher_than_a_slide(drawn, height):
    rows = [
        row("L", "ab cd " * one, "xyz" * other, stays_with_next=stays)
        for one, other, stays, _ in drawn
    ]

    parts = sheets(table(*rows), height)

    assert all(part.height <= height for part in parts)
    assert words(parts)[1:] == [
        "".join("abcd" * one for one, *_ in drawn),
        "".join("xyz" * other for _, other, *_ in drawn),
    ]


def test_letters_grow_where_there_is_room_and_no_slide_is_added():
    few = table(row("Doing", "Sits", "Eats"))

    ((larger,),) = spread([few], 300, (1.5, 1.2))

    sizes = {p.look.size for r in larger.rows for c in r.cells for p in c.paragraphs}
    assert sizes == {15}


def test_all_tables_of_a_section_have_letters_of_one_size():
    few = table(row("Doing", "Sits", "Eats"))
    many = table(*(row(f"Lane {no}", SENTENCE, "b") for no in range(7)))

    found = spread([few, many], 330, (1.5, 1.2))

    sizes = {
        p.look.size
        for parts in found
        for part in parts
        for r in part.rows
        for c in r.cells
        for p in c.paragraphs
    }
    assert len(sizes) == 1


def test_the_last_slide_of_several_is_not_left_nearly_empty():
    rows = [row(f"Lane {no}", "a", "b") for no in range(11)]
    height = 10 * row_height(rows[0], WIDTHS) + 2

    first, second = spread([table(*rows)], height, ())[0]

    assert abs(len(first.rows) - len(second.rows)) < 4


def test_a_table_in_larger_letters_says_the_same():
    small = table(row("Doing", "Sits", "Eats"))

    assert words(sheets(scaled(small, 2), 400)) == words(sheets(small, 400))


def test_a_text_is_divided_between_two_of_its_lines():
    said = (Paragraph(SENTENCE * 10, Look(10)),)

    fits, rest = divided(said, 200, 60)

    assert text_height(fits, 200) <= 60
    assert (fits[0].text + " " + rest[0].text).split() == (SENTENCE * 10).split()


def test_the_largest_size_that_fits_is_chosen_or_none():
    assert size_that_fits("Short", 300, 40, (24, 12), bold=True) == 24
    assert size_that_fits("Longer than that " * 4, 300, 60, (24, 12), bold=True) == 12
    assert size_that_fits("W" * 999, 300, 40, (24, 12), bold=True) is None
