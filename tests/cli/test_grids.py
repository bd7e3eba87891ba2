import json

import pytest
from click.testing import CliRunner

from footlights.cli import main
from footlights.cli.grids import _SHAPES, SHAPES
from footlights.usecases.read_map import read_map

GRID = """\
Phase,Step,Emotion,Pain points,Votes
Dine,Orders,happy,Slow,A bell
,Eats,meh-ish,,
"""


@pytest.fixture
def grid(tmp_path):
    path = tmp_path / "board.csv"
    path.write_text(GRID, encoding="utf-8")
    return path


def run(*words):
    return CliRunner().invoke(main, ["import", *map(str, words)])


def test_without_a_name_for_the_map_the_guess_is_shown_and_nothing_written(grid):
    result = run(grid)

    assert result.exit_code == 0
    assert "a row to each touchpoint" in result.stdout
    assert "Dine: Orders → Eats" in result.stdout
    assert "Not used: 'Votes' (1 cell)." in result.stderr
    assert "board.csv!C3: 'meh-ish' is not in the map" in result.stderr
    assert "Nothing is written yet." in result.stderr
    assert list(grid.parent.iterdir()) == [grid]


def test_a_map_is_written_and_reads(grid, tmp_path):
    path = tmp_path / "map.yaml"

    result = run(grid, "-o", path, "--column", "needs=Votes")

    assert result.exit_code == 0
    assert f"Wrote {path}." in result.stderr
    assert read_map(path).touchpoints[0].needs == ("A bell",)


def test_the_map_can_go_to_standard_output(grid):
    result = run(grid, "-o", "-")

    assert result.stdout.startswith("footlights: 1\n")


def test_the_guess_is_had_as_json(grid):
    result = run(grid, "--json")

    told = json.loads(result.stdout)
    assert told["shape"] == "touchpoints"
    assert [column["field"] for column in told["columns"]] == [
        "stage",
        "touchpoint",
        "feeling",
        "pains",
        None,
    ]


def test_a_map_that_is_there_stays_unless_forced(grid, tmp_path):
    path = tmp_path / "map.yaml"
    path.write_text("mine", encoding="utf-8")

    assert "[file-in-the-way]" in run(grid, "-o", path).stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert run(grid, "-o", path, "--force").exit_code == 0


def test_errors_are_one_line(grid):
    result = run(grid, "--column", "stage=Fase")

    assert result.exit_code == 2
    assert "[unknown-column]" in result.stderr
    assert result.stderr.count("\n") == 1


def test_every_shape_is_said_in_words():
    assert tuple(_SHAPES) == SHAPES
