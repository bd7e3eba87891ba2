import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from footlights.errors import (
    FolderInTheWayError,
    MissingFolderError,
    UnknownEffectTargetError,
    UnknownLogFormatError,
)
from footlights.simulation import generate as generating
from footlights.usecases.generate import generate
from footlights.usecases.read_events import read_events
from support.small_logs import map_of

SUFFERS = {"id": "sad", "kind": "segment-suffers", "segment": "some", "drop": 1}
SEGMENTS = [{"id": "some", "name": "Some", "where": {"plan": "trial"}}]


@pytest.fixture
def small():
    return map_of("ABC", segments=SEGMENTS, simulation={"effects": [SUFFERS]})


def test_it_says_what_it_wrote_and_what_it_planted(small, tmp_path):
    found = generate(small, 50, 1, tmp_path / "log.parquet")

    log = pq.read_table(tmp_path / "log.parquet")
    assert found.path == tmp_path / "log.parquet"
    assert (found.events, found.journeys, found.persons) == (log.num_rows, 50, 50)
    assert found.planted == ("sad: 'Some' feel 1 lower everywhere",)


def test_without_effects_it_planted_nothing(small, tmp_path):
    found = generate(small, 5, 1, tmp_path / "log.parquet", with_effects=False)

    assert found.planted == ()


@pytest.mark.parametrize("name", ["log.parquet", "log.csv", "log.csv.gz"])
def test_the_same_seed_gives_the_same_bytes(small, tmp_path, name):
    path = tmp_path / name
    generate(small, 50, 1, path)
    first = path.read_bytes()
    generate(small, 50, 1, path)
    again = path.read_bytes()
    generate(small, 50, 2, path)

    assert first == again
    assert first != path.read_bytes()


def test_every_format_holds_the_same_rows(small, tmp_path):
    for name in ("log.parquet", "log.csv", "log.csv.gz"):
        generate(small, 20, 1, tmp_path / name)

    wanted = pq.read_table(tmp_path / "log.parquet")
    for name in ("log.csv", "log.csv.gz"):
        found = pa_csv.read_csv(tmp_path / name)
        assert found["event"].to_pylist() == wanted["event"].to_pylist()
        assert found["score"].to_pylist() == wanted["score"].to_pylist()


@pytest.mark.parametrize("name", ["log.parquet", "log.csv.gz"])
def test_what_was_written_is_read_without_a_doubt(small, tmp_path, name):
    found = generate(small, 30, 1, tmp_path / name)

    log = read_events(tmp_path / name)
    assert (log.report.events, log.report.rejected) == (found.events, 0)
    assert (log.report.scale.low, log.report.scale.high) == (1, 5)
    log.close()


def test_progress_grows_to_the_end(small, tmp_path, monkeypatch):
    monkeypatch.setattr(generating, "CHUNK", 20)
    shares = []

    generate(small, 60, 1, tmp_path / "log.parquet", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_broken_off_log_leaves_the_earlier_file_and_nothing_else(small, tmp_path):
    path = tmp_path / "log.parquet"
    path.write_text("earlier")

    def stop(_share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(small, 10, 1, path, progress=stop)
    assert path.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(small, tmp_path):
    with pytest.raises(MissingFolderError, match="attic"):
        generate(small, 10, 1, tmp_path / "attic" / "log.parquet")


def test_a_folder_is_never_replaced_by_a_file(small, tmp_path):
    (tmp_path / "log.parquet").mkdir()

    with pytest.raises(FolderInTheWayError, match="is a folder"):
        generate(small, 10, 1, tmp_path / "log.parquet")


@pytest.mark.parametrize("name", ["log.xlsx", "log", "log.gz"])
def test_a_name_that_tells_no_format_is_refused(small, tmp_path, name):
    with pytest.raises(UnknownLogFormatError, match=name):
        generate(small, 10, 1, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_when_an_effect_cannot_be_planted(tmp_path):
    effect = {"id": "x", "kind": "stage-loses", "stage": "none", "share": "9%"}
    map_ = map_of("AB", simulation={"effects": [effect]})

    with pytest.raises(UnknownEffectTargetError):
        generate(map_, 10, 1, tmp_path / "log.parquet")
    assert list(tmp_path.iterdir()) == []
