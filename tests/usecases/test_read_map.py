import sys
import types

import pytest

from footlights.errors import MissingFileError
from footlights.model.map import Map
from footlights.usecases.read_map import drawn, read_map

TEA = """\
footlights: 1
id: tea
name: Tea
zone: Europe/Rome
personas: [regular]
stages:
  - id: drink
    name: Drink
    touchpoints:
      - id: cup
        name: Cup
        expects: [{what: time, at_most: 1h 30m, for: 80%}]
"""


@pytest.fixture
def tea(tmp_path):
    path = tmp_path / "tea.yaml"
    path.write_text(TEA, encoding="utf-8")
    return path


def test_a_map_is_read_by_path_or_by_name(tea):
    assert read_map(tea) == read_map(str(tea))
    assert read_map(tea).touchpoint("cup").expects[0].for_ == 0.8


def test_a_map_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MissingFileError, match=r"tea\.yaml"):
        read_map(tmp_path / "tea.yaml")


def test_a_notebook_shows_the_map_as_it_is_rendered(tea, monkeypatch):
    notebook = types.ModuleType("footlights.render.notebook")
    notebook.map_html = lambda map_: f"<p>{map_.name}</p>"
    monkeypatch.setitem(sys.modules, "footlights.render.notebook", notebook)

    assert read_map(tea)._repr_html_() == "<p>Tea</p>"


def test_any_map_can_be_drawn_and_stays_the_same(tea):
    map_ = Map.model_validate(read_map(tea).model_dump(by_alias=True))

    assert drawn(map_).model_dump() == map_.model_dump()
