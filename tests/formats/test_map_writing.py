import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from footlights.formats.map_writing import WIDTH, to_json, to_yaml
from footlights.formats.plain_yaml import parse_plain_yaml
from footlights.model.activity import Activity
from footlights.model.map import Map, Stage
from footlights.model.matching import Match
from footlights.model.touchpoint import Feeling, Source, Touchpoint
from support.drawn_maps import AWKWARD, maps


def read_back(text):
    document = parse_plain_yaml(text, Path("map.yaml"))
    assert document.repeated == ()
    return Map.model_validate(document.value)


def small(**fields):
    cup = Touchpoint(id="cup", name="Cup", **fields)
    stage = Stage(id="drink", name="Drink", touchpoints=(cup,))
    return Map(footlights=1, id="tea", name="Tea", stages=(stage,))


@settings(deadline=None, max_examples=40)
@given(maps)
def test_every_map_reads_back_as_it_was(map_):
    assert read_back(to_yaml(map_)) == map_


@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_reads_back_in_every_place(text):
    map_ = small(
        doing=text,
        needs=(text, text),
        matches=(Match(event=text, where={text: (text,)}), Match(event=text)),
        activities=(Activity(id="a", line="support", does=text),),
    )

    assert read_back(to_yaml(map_)) == map_


@settings(deadline=None, max_examples=10)
@given(st.dates())
@example(date(2026, 10, 1))
def test_days_are_written_as_days(day):
    map_ = small(source=Source(kind="survey", on=day))

    assert f"on: {day.isoformat()}" in to_yaml(map_)
    assert read_back(to_yaml(map_)) == map_


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Greets the guest", "Greets the guest"),
        ("90d", "90d"),
        ("What now?", "What now?"),
        ("12 o'clock", "12 o'clock"),
        ("a:b", "a:b"),
        ("no", "'no'"),
        ("12:30", "'12:30'"),
        ("it's: here", "'it''s: here'"),
        ("tab\there", '"tab\\there"'),
        ("next\x85line", '"next\\u0085line"'),
    ],
)
def test_a_text_has_quotes_only_where_somebody_could_misread_it(text, written):
    assert f"doing: {written}\n" in to_yaml(small(doing=text))


def test_a_text_of_several_lines_stands_below_its_key():
    text = to_yaml(small(doing="Sits down.\n\n  Orders."))

    assert "        doing: |-\n          Sits down.\n\n            Orders.\n" in text


def test_parts_stand_on_one_line_as_long_as_they_fit():
    fits = to_yaml(small(feeling=Feeling(word="x" * 48, valence=-1.5)))
    over = to_yaml(small(feeling=Feeling(word="x" * 49, valence=-1.5)))

    line = f"        feeling: {{word: {'x' * 48}, valence: -1.5}}"
    assert len(line) == WIDTH
    assert line in fits.splitlines()
    assert f"        feeling:\n          word: {'x' * 49}\n" in over


def test_a_map_with_goals_reviews_and_effects_reads_back():
    text = """\
footlights: 1
id: dinner-to-be
name: Dinner
state: future
of: dinner
goals:
  - {measure: wait.p90, at_most: 4m, by: 2026-12-31}
  - {measure: score.mean, at_least: 4.5, owner: Ann}
  - {measure: completion, at_least: 0.9}
review: {every: 90d, last: 2026-10-01}
journeys: {by: column, column: order_id, completed_by: [pay]}
channels: [{id: web, form: digital, said_as: [www, 'no']}]
teams: [{id: floor, name: Floor, rate: 24.5 EUR/h}]
stages:
  - id: leave
    name: Leave
    touchpoints:
      - id: pay
        name: Pay
        matches: [{event: paid, where: {tip: true, table: [4, '04', 4.5]}}]
simulation:
  starts: 2026-02-01
  lasts: 30d
  answers: 12.5%
  shares: {late: 20%}
  effects:
    - {id: gone, why: 'Too slow: they go', kind: stage-loses, stage: leave, share: 20%}
    - {id: down, kind: channel-broken, channel: web}
"""
    map_ = read_back(text)

    assert to_yaml(map_) == text


@settings(deadline=None, max_examples=40)
@given(maps)
def test_every_map_reads_back_from_json(map_):
    assert read_back(to_json(map_)) == map_
    assert Map.model_validate(json.loads(to_json(map_))) == map_


@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_reads_back_from_json(text):
    map_ = small(doing=text, needs=(text,))

    assert read_back(to_json(map_)) == map_
