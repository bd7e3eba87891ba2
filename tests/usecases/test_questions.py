"""The standard questions tell what they can be asked."""

import pytest

from footlights.usecases import views
from footlights.usecases.questions import questions

BY_NAME = {question.name: question for question in questions()}


def option(question, name):
    (found,) = [o for o in BY_NAME[question].options if o.name == name]
    return found


def test_every_view_is_a_question():
    assert [question.name for question in questions()] == views.__all__


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_and_option_says_what_it_is_about(question):
    assert question.title
    assert not question.title.endswith(".")
    assert "\n" not in question.title
    assert "Args:" not in question.about
    assert all(option.about for option in question.options)


def test_options_know_what_they_take():
    assert option("stage_funnel", "within").kind == "time"
    assert option("stage_funnel", "steps").kind == "list"
    assert option("trends", "period").choices == ("day", "week", "month")
    assert option("trends", "period").default == "week"
    assert option("flow", "around").is_required
    assert option("flow", "levels").kind == "whole"
    assert option("exemplars", "unmasked").kind == "yes"
