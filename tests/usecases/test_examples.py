from datetime import date

import pytest

from footlights.errors import FileInTheWayError, UnknownExampleError
from footlights.model.rules import check_map
from footlights.usecases.examples import copy_example, example_names, read_example
from footlights.usecases.read_map import read_map

NAMES = [line.name for line in example_names()]
REVIEWED_ON = date(2026, 11, 1)


@pytest.fixture(params=NAMES)
def example(request):
    return read_example(request.param)


def test_an_example_has_no_problems(example):
    assert check_map(example, REVIEWED_ON) == []


def test_every_lane_of_both_lenses_is_filled(example):
    for touchpoint in example.touchpoints:
        for lane in (
            "doing",
            "thinking",
            "feeling",
            "needs",
            "questions",
            "said",
            "evidence",
            "expects",
            "purpose",
            "source",
            "activities",
        ):
            assert getattr(touchpoint, lane), f"{touchpoint.id} has no {lane}"
        assert touchpoint.channel or touchpoint.kind == "wait"
    assert {a.line for a in example.activities} == {
        "frontstage",
        "backstage",
        "support",
    }


def test_a_comma_in_a_sentence_does_not_cut_it_in_two(example):
    sentences = [
        text for t in example.touchpoints for text in (*t.needs, *t.questions, *t.pains)
    ]

    assert [text for text in sentences if text[0].islower()] == []


def test_an_example_is_large_enough_to_be_worked_with(example):
    by_somebody = [a for a in example.activities if a.team or a.system]
    kinds = [t.kind for t in example.touchpoints]

    assert len(example.touchpoints) >= 8
    assert len(by_somebody) >= 10
    assert kinds.count("wait") >= 2
    assert len(example.personas) >= 2
    assert len(example.segments) >= 2
    assert example.outcomes
    assert example.review
    assert example.objective
    assert any(a.matches and a.within for a in example.activities)
    assert any(t.pains for t in example.touchpoints)


def test_a_rule_tells_two_touchpoints_of_one_event_apart(example):
    rules = [m for t in example.touchpoints for m in t.matches]

    assert any(rule.where for rule in rules)


def test_every_kind_of_effect_is_planted_somewhere():
    effects = [e for name in NAMES for e in read_example(name).simulation.effects]

    assert {e.kind for e in effects} == {
        "wait-hurts",
        "stage-loses",
        "segment-suffers",
        "channel-broken",
    }
    assert all(e.why for e in effects)


def test_a_copy_is_the_same_map(example, tmp_path):
    path = copy_example(example.id, tmp_path / "maps")

    assert path.name == f"{example.id}.yaml"
    assert read_map(path) == example


def test_a_copy_never_replaces_a_file(tmp_path):
    copy_example("dinner", tmp_path)

    with pytest.raises(FileInTheWayError, match=r"dinner\.yaml"):
        copy_example("dinner", tmp_path)


def test_a_name_that_is_none_gets_the_nearest():
    with pytest.raises(UnknownExampleError, match="Did you mean 'dinner'"):
        read_example("diner")
