import gzip
import io

import pytest

from footlights.errors import (
    FolderNotFileError,
    MissingFileError,
    UnreadableFileError,
)
from footlights.formats import contents
from footlights.formats.contents import kind_of


def written(tmp_path, data, name="log.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"a,b\n1,2\n", "x.parquet", "delimited"),
        (b"\xef\xbb\xbf<?xml?><log/>", "x.csv", "xes"),
        (b'{"a": 1}\n', "x.csv", "json"),
        (b'[\n {"a": 1}]', "x.txt", "json"),
        (b"PAR1....", "x.csv", "parquet"),
        ("a,b\n1,2\n".encode("utf-16"), "x.csv", "delimited"),
    ],
)
def test_the_bytes_decide_and_not_the_name(tmp_path, data, name, kind):
    assert kind_of(written(tmp_path, data, name))[0] == kind


def test_no_file_is_said_with_the_nearest_name(tmp_path):
    written(tmp_path, b"x", "calls.csv")

    with pytest.raises(MissingFileError, match=r"Did you mean 'calls.csv'"):
        kind_of(tmp_path / "call.csv")


def test_a_folder_is_no_file(tmp_path):
    written(tmp_path, b"x", "calls.csv")

    with pytest.raises(FolderNotFileError, match=r"calls.csv"):
        kind_of(tmp_path)


@pytest.mark.parametrize("data", [b"", b"  \n \n"])
def test_an_empty_file_is_said(tmp_path, data):
    with pytest.raises(UnreadableFileError, match="empty"):
        kind_of(written(tmp_path, data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04abc", "spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (bytes(range(256)) * 10, "binary"),
        (b"abc\0def,\0\x01\x02\n", "binary"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, data, said):
    with pytest.raises(UnreadableFileError, match=said):
        kind_of(written(tmp_path, data))


@pytest.mark.parametrize("how", ["read", "readline", "lines"])
def test_a_gz_file_that_is_nearly_nothing_is_not_unpacked_without_end(
    tmp_path, monkeypatch, how
):
    monkeypatch.setattr(contents, "LARGE_UNPACKED", 1 << 20)
    line = b"ann,call,2026-03-01 10:00:00\n"
    path = written(tmp_path, gzip.compress(line * 400_000), "log.csv.gz")
    ways = {
        "read": lambda stream: list(iter(lambda: stream.read(1 << 16), b"")),
        "readline": lambda stream: list(iter(stream.readline, b"")),
        "lines": lambda stream: list(io.TextIOWrapper(stream)),
    }

    with (
        contents.unpacked(path) as stream,
        pytest.raises(UnreadableFileError, match="200 times its size"),
    ):
        ways[how](stream)


def test_a_log_that_packs_well_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "LARGE_UNPACKED", 1 << 20)
    lines = b"".join(b"p%d,call,2026-03-01 10:00:00\n" % n for n in range(60_000))
    path = written(tmp_path, gzip.compress(lines), "log.csv.gz")

    with contents.unpacked(path) as stream:
        assert stream.read() == lines
