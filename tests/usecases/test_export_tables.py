import json
from zipfile import ZipFile

import altair as alt
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq
import pytest

from footlights.errors import (
    ExportNeedsEventsError,
    FolderNotEmptyError,
    MissingFolderError,
)
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.examples import copy_example
from footlights.usecases.export import export
from footlights.usecases.export_kinds import KINDS
from footlights.usecases.export_source import Source
from footlights.usecases.generate import generate
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dinner")
    found = read_map_document(copy_example("dinner", folder))
    generate(found.map, 60, 1, folder / "events.parquet")
    return found


@pytest.fixture(scope="module")
def log(document):
    with read_events(document.path.with_name("events.parquet")) as opened:
        yield opened


@pytest.fixture(scope="module")
def measured(document, log):
    return measure(document.map, log)


def read_arrow(path):
    with pa_ipc.open_file(path) as reader:
        return reader.read_all()


@pytest.mark.parametrize(
    ("kind", "read"),
    [("csv", pa_csv.read_csv), ("parquet", pq.read_table), ("arrow", read_arrow)],
)
def test_each_table_is_a_file_that_reads_back(
    kind, read, document, log, measured, tmp_path
):
    (folder,) = export(
        Source(document, log), f"tables-{kind}", tmp_path / "numbers"
    ).paths

    tables = measured.to_tables()
    assert {path.name for path in folder.iterdir()} == {f"{t}.{kind}" for t in tables}
    for name, table in tables.items():
        found = read(folder / f"{name}.{kind}")
        assert found.column_names == table.column_names
        assert found.num_rows == table.num_rows


def test_a_name_that_ends_in_zip_gets_a_zip_and_the_same_bytes_again(
    measured, tmp_path
):
    first = measured.to_csv(tmp_path / "one.zip").read_bytes()
    second = measured.to_csv(tmp_path / "two.zip").read_bytes()

    assert first == second
    with ZipFile(tmp_path / "one.zip") as bundle:
        assert bundle.testzip() is None
        assert "dictionary.csv" in bundle.namelist()


def test_tables_come_in_every_form_from_python(measured, tmp_path):
    measured.to_parquet(tmp_path / "p")
    measured.to_arrow(tmp_path / "a")

    for name, table in measured.to_tables().items():
        assert isinstance(table, pa.Table)
        assert pq.read_table(tmp_path / "p" / f"{name}.parquet") == table
        assert read_arrow(tmp_path / "a" / f"{name}.arrow") == table


@pytest.mark.parametrize(
    "kind", [name for name, kind in KINDS.items() if kind.is_several]
)
def test_several_files_need_events_and_an_empty_place(kind, document, log, tmp_path):
    (tmp_path / "mine").write_text("mine")

    with pytest.raises(ExportNeedsEventsError, match=kind):
        export(Source(document), kind, tmp_path / "numbers")
    with pytest.raises(FolderNotEmptyError, match="new or empty"):
        export(Source(document, log), kind, tmp_path)
    with pytest.raises(FolderNotEmptyError, match="a file"):
        export(Source(document, log), kind, tmp_path / "mine")
    with pytest.raises(MissingFolderError):
        export(Source(document, log), kind, tmp_path / "none" / "numbers")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_every_picture_is_vega_lite_and_listed_with_what_it_shows(
    document, log, tmp_path
):
    (folder,) = export(Source(document, log), "vega-lite", tmp_path / "pictures").paths

    listed = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    drawn = {each["file"] for each in listed if each["file"]}
    assert {path.name for path in folder.iterdir()} == drawn | {"pictures.json"}
    assert {
        "feelings.vl.json",
        "hours.vl.json",
        "weeks.vl.json",
        "stage_funnel.vl.json",
    } <= drawn
    assert all(each["shows"] for each in listed)
    for name in drawn:
        spec = json.loads((folder / name).read_text(encoding="utf-8"))
        assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
        alt.Chart.from_dict(spec, validate=True)
