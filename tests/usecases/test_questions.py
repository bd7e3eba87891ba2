"""The standard questions tell what they can be asked."""

from datetime import timedelta

import pytest

from footlights.errors import (
    MissingOptionError,
    UnknownQuestionError,
    UnreadableOptionError,
)
from footlights.usecases import views
from footlights.usecases.questions import question, questions, value_of

BY_NAME = {question.name: question for question in questions()}


def option(of, name):
    (found,) = [o for o in BY_NAME[of].options if o.name == name]
    return found


def test_every_view_is_a_question():
    assert [question.name for question in questions()] == views.__all__


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_question_and_option_says_what_it_is_about(asked):
    assert asked.title
    assert not asked.title.endswith(".")
    assert "\n" not in asked.title
    assert "Args:" not in asked.about
    assert all(option.about for option in asked.options)


def test_options_know_what_they_take():
    assert option("stage_funnel", "within").kind == "time"
    assert option("stage_funnel", "steps").kind == "list"
    assert option("trends", "period").choices == ("day", "week", "month")
    assert option("trends", "period").default == "week"
    assert option("flow", "around").is_required
    assert option("flow", "levels").kind == "whole"
    assert option("exemplars", "unmasked").kind == "yes"


@pytest.mark.parametrize(
    ("of", "name", "said", "value"),
    [
        ("stage_funnel", "within", ["1h 30m"], timedelta(minutes=90)),
        ("stage_funnel", "within", [" "], None),
        ("stage_funnel", "steps", ["a", "", "b"], ("a", "b")),
        ("stage_funnel", "steps", [], None),
        ("trends", "period", ["day"], "day"),
        ("trends", "period", [], "week"),
        ("flow", "levels", ["2"], 2),
        ("exemplars", "unmasked", ["yes"], True),
        ("exemplars", "unmasked", [], False),
    ],
)
def test_what_a_form_says_is_read(of, name, said, value):
    assert value_of(option(of, name), said) == value


@pytest.mark.parametrize(
    ("of", "name", "said"),
    [
        ("stage_funnel", "within", "7"),
        ("trends", "period", "year"),
        ("flow", "levels", "two"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_is_wanted(of, name, said):
    with pytest.raises(UnreadableOptionError, match=said):
        value_of(option(of, name), [said])


def test_what_must_be_said_is_asked_for():
    with pytest.raises(MissingOptionError, match="around"):
        value_of(option("flow", "around"), [])


def test_an_unknown_question_is_told_with_the_nearest():
    with pytest.raises(UnknownQuestionError, match="Did you mean 'trends'"):
        question("trend")
