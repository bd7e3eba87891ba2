"""Files that appear whole, or not at all."""

import errno
import os

import pytest

from footlights.errors import FolderInTheWayError, MissingFolderError, NotAFileError
from footlights.usecases.whole_file import whole_file


def test_an_earlier_file_is_replaced_when_all_is_written(tmp_path):
    path = tmp_path / "map.pdf"
    path.write_text("old", encoding="utf-8")

    with whole_file(path) as unfinished:
        unfinished.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"

    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_names_the_file_and_leaves_the_earlier_one(tmp_path):
    path = tmp_path / "map.pdf"
    path.write_text("old", encoding="utf-8")

    def half_of_it(file):
        file.write_text("ne", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as raised, whole_file(path) as f:
        half_of_it(f)

    assert raised.value.filename == str(path)
    assert raised.value.errno == errno.ENOSPC
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path):
    path = tmp_path / ("n" * 250)

    with pytest.raises(OSError, match="too long") as raised, whole_file(path) as f:
        f.write_text("new", encoding="utf-8")

    assert raised.value.filename == str(path)


def test_what_cannot_be_read_meanwhile_keeps_its_own_name(tmp_path):
    gone = tmp_path / "events.csv"

    with pytest.raises(FileNotFoundError) as raised, whole_file(tmp_path / "x.pdf"):
        gone.read_bytes()

    assert raised.value.filename == str(gone)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(NotAFileError), whole_file(pipe):
        pytest.fail("nothing is to be written")

    assert pipe.is_fifo()


def test_a_link_goes_on_leading_to_the_file(tmp_path):
    (tmp_path / "shared").mkdir()
    there, link = tmp_path / "shared" / "map.pdf", tmp_path / "map.pdf"
    there.write_text("old", encoding="utf-8")
    link.symlink_to(there)

    with whole_file(link) as unfinished:
        unfinished.write_text("new", encoding="utf-8")

    assert link.is_symlink()
    assert there.read_text(encoding="utf-8") == "new"


def test_a_folder_in_the_way_and_one_that_is_missing_are_told(tmp_path):
    with pytest.raises(FolderInTheWayError), whole_file(tmp_path):
        pytest.fail("nothing is to be written")
    with pytest.raises(MissingFolderError), whole_file(tmp_path / "none" / "x"):
        pytest.fail("nothing is to be written")
