"""What the tests of the command line share."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from footlights.cli import main

RENDER = Path(__file__).resolve().parents[1] / "render"


@pytest.fixture
def footlights(tmp_path, monkeypatch):
    """Run a command in an empty folder; give its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words, stdin=None):
        arguments = [str(word) for word in words]
        return CliRunner().invoke(
            main, arguments, input=stdin, prog_name="footlights", catch_exceptions=False
        )

    return run


@pytest.fixture(scope="session")
def sample():
    """The maps and results made by hand for the tests of the report."""
    found = {}
    for name in ("sample_maps", "sample_results"):
        spec = importlib.util.spec_from_file_location(name, RENDER / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found |= vars(module)
    return SimpleNamespace(**found)


TEA_MAP = """\
footlights: 1
id: tea
name: Tea for two
objective: Guests ask for a second pot
journeys: {by: person}
channels: [{id: table, form: human}]
stages:
  - id: order
    name: Order
    touchpoints:
      - id: asked
        name: Asked what they like
        channel: table
        doing: Chooses a tea
        feeling: {word: curious, valence: 1}
        matches: [asked]
  - id: drink
    name: Drink
    touchpoints:
      - id: poured
        name: Tea is poured
        channel: table
        doing: Holds out the cup
        feeling: {word: warm, valence: 2}
        matches: [poured]
"""

TEA_LOG = """\
person,event,at,score
ann,asked,2026-03-02T15:00:00Z,5
ann,poured,2026-03-02T15:04:00Z,
bob,asked,2026-03-02T15:10:00Z,2
bob,poured,2026-03-02T15:30:00Z,1
cat,asked,2026-03-02T15:12:00Z,4
cat,spilt,2026-03-02T15:13:00Z,
"""


@pytest.fixture
def tea(tmp_path):
    """A map and a log one can read, as tea.yaml and tea.csv in the folder."""
    (tmp_path / "tea.yaml").write_text(TEA_MAP, encoding="utf-8")
    (tmp_path / "tea.csv").write_text(TEA_LOG, encoding="utf-8")
    return tmp_path
