import codecs

import pytest

from footlights.formats.foreign import foreign_kind, is_xml, text_begin


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"PK\x03\x04rest", "a ZIP archive or a spreadsheet (xlsx)"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"\x1f\x8b\x08", "packed with gzip"),
        (b"{\\rtf1 hello}", "a text document (RTF)"),
        (b"PAR1....", "a Parquet file"),
        (b"person,event,at\n", ""),
        (b"<log><trace/></log>", ""),
        (b"", ""),
    ],
)
def test_what_is_no_text_is_told_by_its_first_bytes(begin, kind):
    assert foreign_kind(begin) == kind


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html>",
        "\n <HTML lang='en'>",
        "<!-- saved from here -->\n<!doctype html>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_that_asks_to_sign_in_is_a_web_page(page, encoding):
    assert foreign_kind(page.encode(encoding)).startswith("a web page (HTML)")


def test_text_between_angle_brackets_is_no_xml():
    assert is_xml(b'<?xml version="1.0"?>')
    assert is_xml(b"<svg width='1'>")
    assert not is_xml(b"<5 minutes>: 3")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8, codecs.BOM_UTF32_LE])
def test_a_mark_of_the_encoding_alone_is_nothing(mark):
    assert text_begin(mark + b" \n") == b""
