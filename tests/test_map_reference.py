import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from footlights.usecases.check_maps import check_maps
from footlights.usecases.schema import map_schema

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


@pytest.fixture(scope="module")
def page():
    return (REFERENCE / "map.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(page):
    """The map that the page shows."""
    return re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]


def test_the_map_on_the_page_has_no_problem(example, tmp_path):
    path = tmp_path / "haircut.yaml"
    path.write_text(example, encoding="utf-8")

    assert check_maps([path], date(2026, 10, 1)) == ()


def test_the_map_on_the_page_fits_the_published_schema(example):
    schema = json.loads((REFERENCE / "map.schema.json").read_text(encoding="utf-8"))

    errors = Draft202012Validator(schema).iter_errors(YAML(typ="safe").load(example))

    assert [error.message for error in errors] == []


def test_every_key_of_every_part_of_a_map_is_on_the_page(page):
    for part in (map_schema(), *map_schema()["$defs"].values()):
        for key, field in part["properties"].items():
            meaning = " ".join(field["description"].split())
            assert f"| `{key}` | {meaning} |" in page
