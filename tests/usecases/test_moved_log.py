"""A kept log that went through Parquet is the same log."""

import pyarrow.parquet as pq
import pytest

from footlights.errors import DamagedLogError, NewerLogError, UnreadableFileError
from footlights.usecases.kept_log import FILE_NAME, open_log
from footlights.usecases.moved_log import read_log, write_log
from support.kept_logs import drawn_map, everything, table, visits

MAP = drawn_map({"by": "person"})


@pytest.fixture
def written(tmp_path):
    with open_log(tmp_path / "log") as log:
        log.append(table(visits([1, 2, 3])))
        log.prepared(MAP)
    (tmp_path / "out").mkdir()
    write_log(tmp_path / "log", tmp_path / "out")
    return tmp_path / "out"


def test_a_log_comes_back_and_goes_on(written, tmp_path):
    read_log(sorted(written.glob("*")), tmp_path / "again")

    with open_log(tmp_path / "log") as log, open_log(tmp_path / "again") as again:
        assert again.preparation(MAP) == "missing"
        assert everything(again, MAP) == everything(log, MAP)
        assert again.report == log.report
        for each in (log, again):
            each.append(table(visits([4, 5])))
        assert everything(again, MAP) == everything(log, MAP)


def test_an_empty_log_comes_back(tmp_path):
    open_log(tmp_path / "log").close()
    (tmp_path / "out").mkdir()
    write_log(tmp_path / "log", tmp_path / "out")
    read_log((tmp_path / "out").glob("*"), tmp_path / "again")

    with open_log(tmp_path / "again") as again:
        assert again.is_empty


def test_only_parquet_is_written(written):
    assert {path.suffix for path in written.iterdir()} == {".parquet"}


def test_files_that_are_no_log_leave_nothing_behind(written, tmp_path):
    (written / "state.parquet").write_bytes(b"PAR1")

    with pytest.raises(UnreadableFileError):
        read_log(sorted(written.glob("*")), tmp_path / "again")
    assert not (tmp_path / "again" / FILE_NAME).exists()


def test_a_log_without_its_state_is_none(written, tmp_path):
    (written / "state.parquet").unlink()

    with pytest.raises(DamagedLogError):
        read_log(sorted(written.glob("*")), tmp_path / "again")


def test_a_log_of_a_later_version_is_told(written, tmp_path):
    path = written / "state.parquet"
    rows = pq.read_table(path)
    (document,) = rows["document"].to_pylist()
    later = document.replace('"format":1', '"format":99')
    pq.write_table(rows.set_column(0, "document", [[later]]), path)

    with pytest.raises(NewerLogError):
        read_log(sorted(written.glob("*")), tmp_path / "again")
    assert not list((tmp_path / "again").iterdir())
