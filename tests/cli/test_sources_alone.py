"""A sources.yaml that names the files is enough of a log for every command."""

import json

import pytest

SOURCES = """\
sources:
  - file: tea.csv
"""


@pytest.fixture
def sources(tea, tmp_path):
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return "--sources", "sources.yaml"


def test_measures_are_those_of_the_files_it_names(footlights, sources):
    alone = footlights("measure", "tea.yaml", *sources, "--json")
    named = footlights("measure", "tea.yaml", "tea.csv", "--json")

    assert alone.exit_code == 0
    assert (
        json.loads(alone.stdout)["touchpoints"]
        == (json.loads(named.stdout)["touchpoints"])
    )


def test_events_discover_and_explore_take_it_too(footlights, sources):
    for words in (
        ("events", *sources),
        ("discover", *sources),
        ("explore", "variants", "tea.yaml", *sources),
    ):
        assert footlights(*words).exit_code == 0, words


def test_the_report_is_measured(footlights, sources, tmp_path):
    footlights("report", "tea.yaml", *sources, "-o", "tea.html")

    page = (tmp_path / "tea.html").read_text(encoding="utf-8")
    assert "not measured yet" not in page
    assert "How people really move" in page


@pytest.mark.parametrize(
    "command", [("events",), ("discover",), ("measure", "tea.yaml")]
)
def test_without_files_and_sources_the_log_is_asked_for(footlights, tea, command):
    result = footlights(*command)

    assert result.exit_code == 2
    assert "Missing argument 'FILE...'" in result.stderr
