import re
from pathlib import Path

import pytest

from footlights.errors import FootlightsError
from footlights.model.rules import RULES
from footlights.model.rules.between_maps import RULES_BETWEEN_MAPS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "errors.md"
ERRORS, RULES_TEXT = PAGE.read_text(encoding="utf-8").split("\n## Rules\n")


def codes_in(text):
    return re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)


def all_errors(of=FootlightsError):
    for error in of.__subclasses__():
        yield error
        yield from all_errors(error)


def test_every_error_is_on_the_page_once():
    known = sorted({error.code for error in all_errors()})

    assert sorted(codes_in(ERRORS)) == known


def test_every_rule_is_on_the_page_once():
    known = sorted(rule.code for rule in (*RULES, *RULES_BETWEEN_MAPS))

    assert sorted(codes_in(RULES_TEXT)) == known


@pytest.mark.parametrize("error", list(all_errors()), ids=lambda error: error.__name__)
def test_every_error_has_a_code_of_its_own_and_says_what_it_means(error):
    others = [other for other in all_errors() if other is not error]

    assert error.code not in {other.code for other in others}
    assert error.__doc__.splitlines()[0].endswith(".")
