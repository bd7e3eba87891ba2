import resource
import subprocess
import sys
from datetime import date
from time import perf_counter

import pytest
from openpyxl import load_workbook

from footlights.errors import MissingFolderError
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.check_maps import check_maps
from footlights.usecases.examples import copy_example, read_example
from footlights.usecases.export import export
from footlights.usecases.export_source import Source
from footlights.usecases.generate import generate
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from footlights.usecases.read_map import read_map
from footlights.usecases.workbook import write_workbook
from support.workbooks import LANES, changed, tea, written


def test_a_map_writes_itself_and_reads_back(tmp_path):
    map_ = read_example("dinner")

    path = map_.to_xlsx(tmp_path / "dinner.xlsx")

    assert read_map(path) == map_


def test_measures_are_written_where_there_are_events(tmp_path):
    map_file = copy_example("helpline", tmp_path)
    document = read_map_document(map_file)
    events = generate(document.map, 60, 1, tmp_path / "events.parquet").path

    with read_events(events) as log:
        export(Source(document, log), "xlsx", tmp_path / "exported.xlsx")
        measured = measure(document.map, log)
    measured.to_xlsx(tmp_path / "measured.xlsx")

    for name in ("exported.xlsx", "measured.xlsx"):
        book = load_workbook(tmp_path / name)
        assert "Measured touchpoints" in book.sheetnames
        assert read_map_document(tmp_path / name).map == document.map


def test_an_earlier_workbook_stays_where_the_new_one_cannot_be_written(tmp_path):
    with pytest.raises(MissingFolderError):
        write_workbook(tea, None, tmp_path / "none" / "tea.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_check_names_the_cells_of_problems_and_mistakes(tmp_path):
    path = written(tmp_path)
    with changed(path) as book:
        book["Journey map"].cell(LANES["Channel"], 2, "carrier-pigeon")

    problems = check_maps([path], date(2026, 11, 1))

    cells = {problem.code: problem.cell for problem in problems}
    assert cells["undeclared-channel"] == "Journey map!B4"


def test_a_map_of_twenty_touchpoints_is_written_within_two_seconds(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    map_ = read_map(map_file)
    stages = [
        stage.model_copy(update={"touchpoints": (stage.touchpoints * 2)[:5]})
        for stage in map_.stages
    ]
    large = map_.model_copy(update={"stages": tuple(stages)})
    begun = perf_counter()

    large.to_xlsx(tmp_path / "large.xlsx")

    assert perf_counter() - begun < 2


def test_the_whole_command_takes_little_time(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    command = [sys.executable, "-m", "footlights", "export", str(map_file)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    subprocess.run(
        [*command, "--to", "xlsx", "-o", str(tmp_path / "out.xlsx")],
        check=True,
        capture_output=True,
    )

    # Work, not waiting: other tests run at the same time.
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert worked < 4
    assert read_map(tmp_path / "out.xlsx") == read_map(map_file)
