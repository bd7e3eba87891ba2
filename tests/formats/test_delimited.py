import gzip

import pytest

from footlights.errors import DuplicateColumnError, UnreadableFileError
from footlights.formats.delimited import guess_delimiter
from footlights.formats.event_files import open_event_file


def opened(tmp_path, data, name="log.csv", **told):
    path = tmp_path / name
    path.write_bytes(data)
    return open_event_file(
        path, told.get("delimiter"), told.get("encoding"), told.get("progress")
    )


def rows_of(opened_file):
    return [
        tuple(row.values())
        for batch in opened_file.batches
        for row in batch.to_pylist()
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_is_found(tmp_path, delimiter, end):
    text = f"a{delimiter}b{end}1{delimiter}2{end}3{delimiter}4{end}"

    file = opened(tmp_path, text.encode())

    assert file.columns == ("a", "b")
    assert rows_of(file) == [("1", "2", 1), ("3", "4", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_letters_come_out_in_any_encoding(tmp_path, encoding):
    file = opened(tmp_path, "näme,x\nمكالمة,📞\n".encode(encoding))

    assert file.columns == ("näme", "x")
    assert rows_of(file) == [("مكالمة", "📞", 1)]
    assert file.guesses == ()


def test_an_encoding_that_is_only_guessed_is_said(tmp_path):
    text = "name,city\n" + "Jürgen Müller,Köln\nZoë Lefèvre,Besançon\n" * 20

    file = opened(tmp_path, text.encode("cp1252"))

    assert rows_of(file)[0][:2] == ("Jürgen Müller", "Köln")
    assert "is read as" in file.guesses[0]


def test_quotes_hold_delimiters_line_ends_and_quotes(tmp_path):
    file = opened(tmp_path, b'a,b\n"x, ""y""\nz",2\n')

    assert rows_of(file) == [('x, "y"\nz', "2", 1)]


def test_gz_is_unpacked_whatever_its_name(tmp_path):
    file = opened(tmp_path, gzip.compress(b"a,b\n1,2\n"), name="log.csv")

    assert rows_of(file) == [("1", "2", 1)]


def test_gz_that_breaks_off_is_said(tmp_path):
    whole = gzip.compress(b"a,b\n" + b"1,2\n" * 900_000)

    with pytest.raises(UnreadableFileError, match="cut off"):
        rows_of(opened(tmp_path, whole[: len(whole) // 2]))


def test_rows_with_other_fields_are_broken_and_the_rest_keep_their_numbers(tmp_path):
    file = opened(tmp_path, b"a,b\n1,2\n3\n4,5\n6,7,8\n9,10\n")

    assert rows_of(file) == [("1", "2", 1), ("4", "5", 3), ("9", "10", 5)]
    assert file.broken.table().to_pylist() == [
        {"row": 2, "value": "3", "reason": "wrong-number-of-fields"},
        {"row": 4, "value": "6,7,8", "reason": "wrong-number-of-fields"},
    ]


def test_two_columns_of_one_name_are_refused(tmp_path):
    with pytest.raises(DuplicateColumnError, match="columns 1 and 3"):
        opened(tmp_path, b"a,b,a\n1,2,3\n")


def test_a_column_without_a_name_gets_one(tmp_path):
    assert opened(tmp_path, b",b\n1,2\n").columns == ("column 1", "b")


def test_a_wrong_delimiter_is_said(tmp_path):
    with pytest.raises(UnreadableFileError, match="';' does"):
        opened(tmp_path, b"a;b\n1;2\n", delimiter="|")


def test_a_tab_can_be_told_by_its_name(tmp_path):
    assert opened(tmp_path, b"a\tb\n1\t2\n", delimiter="tab").columns == ("a", "b")


def test_an_encoding_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(UnreadableFileError, match="no encoding"):
        opened(tmp_path, b"a,b\n1,2\n", encoding="utf-9")


def test_blank_lines_before_the_header_do_not_count(tmp_path):
    file = opened(tmp_path, b"\n\na,b\n1,2\n")

    assert file.columns == ("a", "b")
    assert rows_of(file) == [("1", "2", 1)]


def test_progress_ends_at_one(tmp_path):
    shares = []

    rows_of(opened(tmp_path, b"a,b\n1,2\n", progress=shares.append))

    assert shares[-1] == 1.0


def test_a_comma_in_quotes_is_no_delimiter():
    assert guess_delimiter('a;b\n"1,2,3";4\n') == ";"


def test_a_row_that_is_too_long_is_said_and_does_not_end_the_program(tmp_path):
    long = b"a" * 200_000

    with pytest.raises(UnreadableFileError, match="first line is too long"):
        opened(tmp_path, long, "first.csv")
    later = opened(tmp_path, b"person,event,at\n" + long + b"\nann,A,2026-01-01\n")

    assert later.columns == ("person", "event", "at")
