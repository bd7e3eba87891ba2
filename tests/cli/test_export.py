from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation

from footlights.cli import main
from footlights.cli.export import KINDS
from footlights.usecases.examples import copy_example
from footlights.usecases.export import KINDS as WRITTEN


def run(*words):
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_a_map_becomes_a_diagram(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "dinner.mmd"

    result = run(map_file, "--to", "mermaid", "-o", path)

    assert result.exit_code == 0
    assert result.stderr == f"Wrote {path}.\n"
    assert path.read_text(encoding="utf-8").startswith("journey\n")


def test_events_become_a_log_of_objects(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    calls = tmp_path / "calls.csv"
    calls.write_text("person,event,at\nann,call,2026-01-01\n", encoding="utf-8")

    result = run(map_file, calls, "--to", "ocel-json", "-o", tmp_path / "out")

    assert result.exit_code == 0
    assert '"id": "ann"' in (tmp_path / "out").read_text(encoding="utf-8")


def test_an_error_leaves_the_earlier_file_as_it_was(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "out.xes"
    path.write_text("mine", encoding="utf-8")

    result = run(map_file, "--to", "xes", "-o", path)

    assert result.exit_code == 2
    assert "[export-needs-events]" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_kinds_offered_are_those_that_are_written():
    assert set(KINDS) == WRITTEN.keys()


def test_a_map_becomes_slides_through_one_lens(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "dinner.pptx"

    result = run(map_file, "--to", "pptx", "--lens", "customer", "-o", path)

    assert result.exit_code == 0
    titles = [slide.shapes.title.text for slide in Presentation(str(path)).slides]
    assert "Journey map: Before the visit, Arrive (1 of 2)" in titles
    assert not any("Touchpoint map" in title for title in titles)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_a_place_where_nothing_can_be_written_is_one_line_and_no_traceback(tmp_path):
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, "--to", "pptx", "-o", "/proc/dinner.pptx")

    assert result.exit_code == 2
    assert result.stderr.startswith("footlights: /proc/")
    assert result.stderr.endswith("[system]\n")
    assert result.stderr.count("\n") == 1
