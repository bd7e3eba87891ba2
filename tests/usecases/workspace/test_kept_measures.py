import pyarrow as pa
import pytest

from footlights.usecases.kept_log import open_log
from footlights.usecases.measure import measure
from footlights.usecases.workspace import kept_measures
from footlights.usecases.workspace.kept_measures import FOLDER, KeptMeasures
from support.served import small_map, small_rows


@pytest.fixture
def log(tmp_path):
    with open_log(tmp_path / "log") as log:
        log.append(pa.Table.from_pylist(small_rows()))
        yield log


@pytest.fixture
def measured(log):
    return measure(small_map(), log).result


def files(log):
    return list((log.folder / FOLDER / "small").glob("*"))


def test_what_is_kept_is_what_was_measured(log, measured):
    KeptMeasures(log, "small", "rules").write(measured)

    assert KeptMeasures(log, "small", "rules").read() == measured


def test_another_map_other_events_and_other_code_are_measured_anew(
    log, measured, monkeypatch
):
    KeptMeasures(log, "small", "rules").write(measured)

    assert KeptMeasures(log, "small", "other rules").read() is None
    monkeypatch.setattr(kept_measures, "code_facts", lambda: {"source": "other"})
    assert KeptMeasures(log, "small", "rules").read() is None
    monkeypatch.undo()
    log.append(pa.Table.from_pylist(small_rows()[:1]))
    assert KeptMeasures(log, "small", "rules").read() is None


def test_preparing_the_log_for_another_map_changes_nothing(log, measured):
    KeptMeasures(log, "small", "rules").write(measured)
    log.prepared(small_map().model_copy(update={"id": "other"}))

    assert KeptMeasures(log, "small", "rules").read() == measured


def test_a_broken_file_is_measured_anew_and_replaced(log, measured):
    kept = KeptMeasures(log, "small", "rules")
    kept.write(measured)
    files(log)[0].write_text('{"footlights": ')

    assert kept.read() is None
    kept.write(measured)
    assert kept.read() == measured


def test_only_the_last_are_kept(log, measured):
    for rules in ("one", "two", "three"):
        KeptMeasures(log, "small", rules).write(measured)

    assert len(files(log)) == 1


def test_where_nothing_can_be_written_nothing_is_kept(log, measured):
    (log.folder / FOLDER).write_text("in the way")
    kept = KeptMeasures(log, "small", "rules")
    kept.write(measured)

    assert kept.read() is None
