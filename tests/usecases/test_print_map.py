import os
from pathlib import Path

import pytest

from footlights.errors import (
    FolderInTheWayError,
    MissingFolderError,
    SheetTooSmallError,
    UnknownLensError,
    UnknownPaperError,
    UnprintableResolutionError,
)
from footlights.usecases.examples import read_example
from footlights.usecases.print_map import print_map
from footlights.usecases.printing import Printing


@pytest.fixture(scope="module")
def dinner():
    """An example's map."""
    return read_example("dinner")


@pytest.mark.parametrize(
    ("kind", "begin"),
    [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<svg"), ("report-pdf", b"%PDF")],
)
def test_each_kind_is_one_file(kind, begin, dinner, tmp_path):
    target = tmp_path / "out"

    printed = print_map(dinner, None, kind, target, Printing(ppi=30))

    assert printed.paths == (target,)
    assert target.read_bytes().startswith(begin)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_pages_as_pictures_are_numbered_files(dinner, tmp_path):
    printing = Printing(paged=True, ppi=30)

    printed = print_map(dinner, None, "png", tmp_path / "map.png", printing)

    names = [path.name for path in printed.paths]
    assert names == [f"map-{no}.png" for no in range(1, len(names) + 1)]
    assert len(names) > 2
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_the_paper_that_was_chosen_is_said(dinner, tmp_path):
    printed = print_map(dinner, None, "pdf", tmp_path / "map.pdf")

    assert "the smallest type is" in printed.notes[0]


def test_what_was_written_stands_for_its_file(dinner, tmp_path):
    printed = print_map(dinner, None, "pdf", tmp_path / "map.pdf")

    assert os.fspath(printed) == str(tmp_path / "map.pdf")


@pytest.mark.parametrize(
    ("printing", "error", "words"),
    [
        (Printing(lens="busines"), UnknownLensError, "Did you mean 'business'"),
        (Printing(paper="a5"), UnknownPaperError, "There are: a4, a3, a2, a1, a0"),
        (Printing(ppi=5), UnprintableResolutionError, "from 20 to 1200"),
        (Printing(ppi=float("nan")), UnprintableResolutionError, "nan pixels"),
        (Printing(paper="A4"), SheetTooSmallError, "sheet of A4"),
    ],
)
def test_what_cannot_be_printed_is_said_and_leaves_the_old_file(
    printing, error, words, dinner, tmp_path
):
    old = tmp_path / "map.pdf"
    old.write_text("old", encoding="utf-8")

    with pytest.raises(error, match=words):
        print_map(dinner, None, "pdf", old, printing)

    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.pdf"]


def test_a_file_is_written_into_a_folder_and_over_none(dinner, tmp_path):
    with pytest.raises(FolderInTheWayError):
        print_map(dinner, None, "pdf", tmp_path)
    with pytest.raises(MissingFolderError):
        print_map(dinner, None, "pdf", tmp_path / "none" / "map.pdf")


def test_a_full_disk_leaves_no_half_written_page(dinner, tmp_path, monkeypatch):
    write, written = Path.write_bytes, []

    def fails_at_the_second(path, data):
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fails_at_the_second)

    with pytest.raises(OSError, match="No space left"):
        print_map(dinner, None, "svg", tmp_path / "map.svg", Printing(paged=True))

    assert list(tmp_path.iterdir()) == []
