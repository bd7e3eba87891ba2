import re
from pathlib import Path

import pytest

from footlights.errors import FootlightsError
from footlights.usecases.examples import read_example
from footlights.usecases.generate import generate
from footlights.usecases.prepare import prepare
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.read_events import read_events
from footlights.usecases.views.pattern import pattern

PAGE = Path(__file__).resolve().parents[1] / "docs" / "patterns.md"
ANSWERED, REFUSED = (
    PAGE.read_text(encoding="utf-8")
    .split("\n## Examples\n")[1]
    .split("\n## ")[0]
    .split("\nAnd some that are refused:\n")
)


@pytest.fixture(scope="module")
def dinners(tmp_path_factory):
    map_ = read_example("dinner")
    path = tmp_path_factory.mktemp("dinner") / "events.parquet"
    generate(map_, 400, 1, path)
    log = read_events(path)
    prepared = prepare(log.engine, log.events, map_)
    yield PreparedLog(log.engine, log.events, prepared, map_)
    log.close()


def test_there_are_examples_enough():
    assert len(re.findall(r"^- `", ANSWERED, re.MULTILINE)) >= 8


@pytest.mark.parametrize("text", re.findall(r"^- `(.+?)`: ", ANSWERED, re.MULTILINE))
def test_every_example_is_answered_for_some_and_not_for_all(dinners, text):
    (row,) = pattern(dinners, text).rows

    assert 0 < row["journeys"] < row["all_journeys"] == 400


@pytest.mark.parametrize(
    ("text", "code"), re.findall(r"^- `(.+?)`: `(.+?)`", REFUSED, re.MULTILINE)
)
def test_every_refusal_has_the_code_on_the_page(dinners, text, code):
    with pytest.raises(FootlightsError) as error:
        pattern(dinners, text)

    assert error.value.code == code
