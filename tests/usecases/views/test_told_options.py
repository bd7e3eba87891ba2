"""Options of the wrong kind are refused before anything is asked."""

from datetime import timedelta

import pytest

from footlights.errors import UnknownChoiceError, UnreadableOptionError
from footlights.usecases import views
from support.small_logs import map_of
from support.views import log_of


@pytest.fixture
def log(engine):
    return log_of(engine, map_of("AB"), {"ann": "AB"})


@pytest.mark.parametrize(
    ("view", "told", "near"),
    [
        (views.trends, {"period": "year"}, "day, week, month"),
        (views.trends, {"over": "stages"}, "all, touchpoint"),
        (views.cohorts, {"period": "weeks"}, "Did you mean 'week'"),
        (views.retention, {"over": "persons"}, "cohort, all"),
        (views.hour_heat, {"over": "touchpoints"}, "Did you mean 'touchpoint'"),
        (views.value_heat, {"by": "channel", "over": "x"}, "all, touchpoint"),
        (views.stage_funnel, {"order": "any"}, "loose, strict"),
        (views.variants, {"fold": "all"}, "nothing, repeats, loops"),
    ],
)
def test_a_word_that_is_no_choice_names_the_choices(log, view, told, near):
    with pytest.raises(UnknownChoiceError, match=near):
        view(log, **told)


@pytest.mark.parametrize(
    ("view", "told", "wanted"),
    [
        (views.stage_funnel, {"within": "7d"}, "give a timedelta"),
        (views.repeat_contacts, {"within": 7}, "give a timedelta"),
        (views.variants, {"most": "3"}, "give a whole number"),
        (views.variants, {"most": True}, "give a whole number"),
        (views.stage_funnel, {"steps": "a"}, r"give a list, such as \['a'\]"),
        (views.flow, {"around": 1}, "give a text"),
    ],
)
def test_an_option_of_another_kind_says_what_to_give(log, view, told, wanted):
    with pytest.raises(UnreadableOptionError, match=wanted):
        view(log, **told)


def test_an_option_that_no_view_has_is_a_mistake_of_the_program(log):
    with pytest.raises(TypeError, match="weeks"):
        views.trends(log, weeks=3)


def test_what_is_left_out_or_none_is_as_usual(log):
    assert views.stage_funnel(log, steps=None, within=None).rows
    assert views.stage_funnel(log, within=timedelta(days=1)).rows
