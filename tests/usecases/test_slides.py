import os
import subprocess
import sys

import pytest
from pptx import Presentation

import footlights as fl
from footlights.errors import (
    FolderInTheWayError,
    MissingFolderError,
    UnknownLensError,
)
from footlights.usecases.generate import generate
from footlights.usecases.slides import write_slides

TEA = """\
footlights: 1
id: tea
name: Tea for two
stages:
  - {id: pour, name: Pour, touchpoints: [{id: cup, name: Cup, matches: [poured]}]}
"""


@pytest.fixture
def tea(tmp_path):
    path = tmp_path / "tea.yaml"
    path.write_text(TEA, encoding="utf-8")
    return fl.read_map(path)


def titles(path):
    return [slide.shapes.title.text for slide in Presentation(str(path)).slides]


def test_a_map_writes_itself_as_slides(tea, tmp_path):
    path = tea.to_pptx(tmp_path / "tea.pptx")

    assert titles(path)[0] == "Tea for two"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["tea.pptx", "tea.yaml"]


def test_a_measured_map_has_its_findings_in_the_deck(tea, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("person,event,at\nann,poured,2026-01-01T10:00:00Z\n")

    with fl.read_events(log) as events:
        path = fl.measure(tea, events).to_pptx(tmp_path / "tea.pptx")

    assert "What hurts most" in titles(path)
    assert "Data notes: what was read" in titles(path)


def test_a_lens_leaves_the_other_out(tea, tmp_path):
    found = titles(tea.to_pptx(tmp_path / "tea.pptx", lens="business"))

    assert "Touchpoint map: Pour" in found
    assert "Journey map: Pour" not in found


def test_an_unknown_lens_gets_the_nearest_and_leaves_no_file(tea, tmp_path):
    with pytest.raises(UnknownLensError, match="Did you mean 'customer'"):
        tea.to_pptx(tmp_path / "tea.pptx", lens="custom")

    assert [file.name for file in tmp_path.iterdir()] == ["tea.yaml"]


def test_slides_go_into_a_folder_that_is_there_and_over_none(tea, tmp_path):
    with pytest.raises(MissingFolderError):
        write_slides(tea, None, tmp_path / "none" / "tea.pptx")
    with pytest.raises(FolderInTheWayError):
        write_slides(tea, None, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_one_may_not_write_to_is_left_as_it_was(tea, tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)

    with pytest.raises(PermissionError):
        write_slides(tea, None, shut / "tea.pptx")

    assert list(shut.iterdir()) == []


def test_an_earlier_deck_stays_where_writing_fails(tea, tmp_path, monkeypatch):
    path = tmp_path / "tea.pptx"
    path.write_bytes(b"earlier")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("footlights.usecases.slides.presentation", full)

    with pytest.raises(OSError, match="No space"):
        tea.to_pptx(path)
    assert path.read_bytes() == b"earlier"


def test_what_is_planted_in_a_log_has_its_slide(tmp_path):
    dinner = fl.read_example("dinner")
    log = tmp_path / "log.parquet"
    generate(dinner, journeys=1500, seed=1, path=log)

    with fl.read_events(log) as events:
        found = titles(fl.measure(dinner, events).to_pptx(tmp_path / "dinner.pptx"))

    assert any("Waits for the table: hurts" in title for title in found)
    assert any("Large parties: a segment suffers" in title for title in found)


def test_what_writes_slides_is_loaded_only_when_slides_are_written():
    program = (
        "import sys, footlights.usecases.export, footlights.usecases.read_map\n"
        "print(sorted({'pptx', 'xlsxwriter', 'altair'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
