import math
from pathlib import Path

import pytest
from hypothesis import given, settings

from footlights.errors import (
    BrokenMermaidError,
    BrokenYamlError,
    FootlightsError,
    InvalidMapError,
    NotAMapError,
)
from footlights.formats.map_yaml import read_map_document
from footlights.formats.mermaid import read_mermaid, to_mermaid
from footlights.formats.mermaid_grammar import read_diagram
from footlights.model.activity import Activity, Team
from footlights.model.map import Map, Persona, Stage
from footlights.model.touchpoint import Feeling, Touchpoint
from footlights.usecases.examples import EXAMPLES, read_example
from support.drawn_maps import AWKWARD, maps
from support.real_mermaid import install_mermaid

WORKING_DAY = """\
journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Do work: 1: Me, Cat
    section Go home
      Sit down: 3: Cat
"""

OFFICIAL = {
    "cypress_00": (0, []),
    "cypress_01": (5, ["Go to work", "Go home"]),
    "cypress_02": (2, ["Order from website", "Checkout from website"]),
    "cypress_03": (2, ["Order from website", "Checkout from website"]),
    "cypress_04": (5, ["Onboarding", "Engagement"]),
    "cypress_05": (8, ["Darkoob", "External Service", "Darkoob"]),
    "cypress_06": (1, ["Test"]),
    "cypress_07": (1, ["Test"]),
    "cypress_08": (5, ["Onboarding", "Engagement"]),
    "cypress_09": (7, ["Onboarding", "Engagement", "Retention"]),
    "demo_00": (5, ["Go to work", "Go home"]),
    "docs_00": (5, ["Go to work", "Go home"]),
    "example_00": (5, ["Go to work", "Go home"]),
    "parser_00": (0, []),
    "parser_01": (0, []),
    "parser_02": (0, []),
    "parser_03": (0, []),
    "parser_04": (0, []),
    "parser_05": (0, []),
    "parser_06": (8, ["Documentation", "Another section"]),
}
"""Touchpoints and stages of each official sample; 0 is a diagram without tasks."""

ODD = {
    "two statements on one line": ("journey a: 5: Me\n", 1),
    "numbers as JavaScript reads them": (
        "journey\n a: 0x10: Me: more: x\n b: 1e2: , Me,\n c: : Me\n d: x\n e: 1_0\n",
        5,
    ),
    "words that begin as keywords": ("journey\n sectional: 4: Me\n titles: 4\n", 2),
    "comments": ("%% hi\njourney # no\n  %% b: 4\n #c\n a: 5: Me %% d\n % e\n", 1),
    "directive": ('%%{init: {"theme":\n"dark"}}%%\njourney\n a: 5\n', 1),
    "entities": ("journey\n section a#58;b\n a#59;b: -2: #35;1, x<y\n", 1),
    "line ends of Windows": ("journey\r\n a: 5: Me\r\n b: 5\r\n", 2),
    "several lines of description": ("journey\naccDescr {\n a: 1\n b }\n c: 2.5\n", 1),
    "text up to the line end": ("journey\naccTitle:x; b: 3\naccDescr: y # z\na: 1", 1),
    "front matter": ("---\ntitle: 'My: day'\n---\njourney\n a: 5\n", 1),
    "semicolon": ("journey\n title A;title B\n a: 3: Me\n", None),
    "section with a colon": ("journey\n section S: more\n a: 3\n", None),
    "no score": ("journey\n just words\n", None),
    "no name": ("journey\n : 5: Me\n", None),
    "empty score": ("journey\n a:\n", None),
    "task that begins with journey": ("journey\n Journey to work: 3: Me\n", None),
    "no such keyword": ("journeys\n a: 5: Me\n", None),
    "capitals": ("JOURNEY\n a: 3: Me\n", None),
    "no diagram": ("hello world", None),
    "nothing": ("", None),
}
"""A diagram and its number of tasks; None where Mermaid refuses it."""


@pytest.fixture(scope="session")
def mermaid():
    """Mermaid itself."""
    return install_mermaid()


def read(text):
    return read_mermaid(text, Path("day.mmd"))[0]


def tasks_of(diagram):
    return [
        [t.section, t.name, None if math.isnan(t.score) else t.score, [*t.people]]
        for t in diagram.tasks
    ]


def stripped(tasks):
    return [[section.strip(), name.strip(), *rest] for section, name, *rest in tasks]


def one_touchpoint(**fields):
    touchpoint = Touchpoint(id="tea", **{"name": "Tea", **fields})
    stage = Stage(id="drink", name="Drink", touchpoints=(touchpoint,))
    return Map(footlights=1, id="day", name="Day", stages=(stage,))


def test_sections_tasks_scores_and_people_become_a_map():
    map_ = read(WORKING_DAY)

    assert (map_.id, map_.name) == ("my-working-day", "My working day")
    assert [stage.id for stage in map_.stages] == ["go-to-work", "go-home"]
    assert [t.name for t in map_.touchpoints] == ["Make tea", "Do work", "Sit down"]
    assert [p.id for p in map_.personas] == ["me", "cat"]
    work = map_.touchpoint("do-work")
    assert work.feeling == Feeling(word="displeased", valence=-2)
    assert map_.touchpoint("make-tea").feelings == {
        "me": Feeling(word="pleased", valence=2)
    }


def test_a_score_beyond_the_scale_counts_as_its_end():
    map_ = read("journey\n a: 9\n b: -4\n c: what\n")

    assert [t.feeling and t.feeling.valence for t in map_.touchpoints] == [2, -2, None]


def test_tasks_before_any_section_get_a_stage_of_the_title():
    map_ = read("journey\n a: 3\n title Day\n section Late\n b: 3\n")

    assert [stage.name for stage in map_.stages] == ["Day", "Late"]


def test_a_diagram_without_a_title_is_named_as_its_file():
    assert read("journey\n a: 3\n").name == "day"


def test_long_names_are_cut_to_what_a_map_takes():
    map_ = read(f"journey\n {'tea ' * 50}: 3: {'Ann ' * 50}\n")

    assert len(map_.touchpoints[0].name) == 120
    assert map_.personas[0].name.endswith("…")


@pytest.mark.parametrize("name", OFFICIAL)
def test_every_official_sample_reads_as_expected(name, shared_data):
    path = shared_data / f"format_samples/mermaid_journey/official_{name}.mmd"
    touchpoints, stages = OFFICIAL[name]

    if not touchpoints:
        with pytest.raises(NotAMapError, match="the diagram has no task"):
            read_map_document(path)
        return
    map_ = read_map_document(path).map
    assert len(map_.touchpoints) == touchpoints
    assert [stage.name for stage in map_.stages] == stages
    assert read(to_mermaid(map_)) == map_


def test_the_table_lists_every_official_sample(shared_data):
    folder = shared_data / "format_samples" / "mermaid_journey"

    names = {path.stem.removeprefix("official_") for path in folder.glob("*.mmd")}
    assert names == OFFICIAL.keys()


def test_official_samples_hold_what_mermaid_itself_finds_in_them(mermaid, shared_data):
    folder = shared_data / "format_samples" / "mermaid_journey"
    paths = sorted(folder.glob("*.mmd"))

    for path, theirs in zip(paths, mermaid.read(*paths), strict=True):
        ours = read_diagram(path.read_text(encoding="utf-8"), path)
        assert tasks_of(ours) == stripped(theirs["tasks"]), path.name
        assert ours.acc_descr == theirs["acc_descr"]


def test_odd_diagrams_are_read_or_refused_as_mermaid_does(mermaid, tmp_path):
    paths = [tmp_path / f"{no}.mmd" for no in range(len(ODD))]
    for path, (text, _) in zip(paths, ODD.values(), strict=True):
        path.write_bytes(text.encode())

    found = mermaid.read(*paths)

    for (name, (text, count)), theirs in zip(ODD.items(), found, strict=True):
        assert ("error" in theirs) == (count is None), name
        if count is None:
            with pytest.raises(FootlightsError):
                read_diagram(text, Path("x.mmd"))
        else:
            ours = tasks_of(read_diagram(text, Path("x.mmd")))
            assert (len(ours), ours) == (count, stripped(theirs["tasks"])), name


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("journey\n\n a: 3\n just words\n", 4, "'just words' cannot stand here"),
        ("---\na: 1\n---\njourney\n a; b: 3\n", 5, "'a' cannot stand here"),
        ("journey\n %% footlights stage {oh\n section A\n a: 3\n", 2, "put it back"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, line, says):
    with pytest.raises(BrokenMermaidError, match=says) as told:
        read(text)

    assert told.value.line == line


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("graph TD\n A-->B\n", "it is a Mermaid flowchart"),
        ("%% x\nsequenceDiagram\n A->>B: hi\n", "it is a Mermaid sequence diagram"),
        ("", "it is empty"),
        ("<html>", "it begins with '<html>'"),
    ],
)
def test_another_kind_of_diagram_is_one_clear_error(text, says):
    with pytest.raises(NotAMapError, match=says):
        read(text)


def test_front_matter_that_is_no_yaml_is_told_with_its_line():
    with pytest.raises(BrokenYamlError, match=r"day\.mmd:2"):
        read("---\ntitle: [x\n---\njourney\n a: 3\n")


def test_a_mistake_in_a_comment_is_told_with_the_line_of_its_touchpoint():
    text = to_mermaid(one_touchpoint(channel="web")).replace("channel", "chanel")

    with pytest.raises(InvalidMapError) as told:
        read(text)
    assert [mistake.line for mistake in told.value.mistakes] == [7]


@settings(deadline=None, max_examples=60)
@given(maps)
def test_every_map_reads_back_as_it_was(map_):
    assert read(to_mermaid(map_)) == map_


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_reads_back_as_it_was(name):
    example = Map.model_validate(dict(read_example(name)))

    assert read(to_mermaid(example)) == example


def test_mermaid_itself_reads_what_is_written(mermaid, tmp_path):
    written = {
        **{name: read_example(name) for name in EXAMPLES},
        **{
            f"awkward_{no}": one_touchpoint(name=text[:120], doing=text)
            for no, text in enumerate(
                [*AWKWARD, "Journey", "title x", "%%{init", "a%%"]
            )
        },
    }
    paths = [tmp_path / f"{name}.mmd" for name in written]
    for path, map_ in zip(paths, written.values(), strict=True):
        path.write_text(to_mermaid(map_), encoding="utf-8")

    for map_, path, found in zip(
        written.values(), paths, mermaid.read(*paths), strict=True
    ):
        ours = read_diagram(path.read_text(encoding="utf-8"), path)
        assert "error" not in found, (path.name, found)
        assert tasks_of(ours) == stripped(found["tasks"])
        assert len(found["tasks"]) == len(map_.touchpoints)


def test_personas_and_busy_teams_are_the_people_of_a_task():
    map_ = one_touchpoint(
        feeling=Feeling(word="glad", valence=1.5),
        activities=(Activity(id="a", line="support", does="Boils", team="bar"),),
    ).model_copy(
        update={
            "personas": (Persona(id="ann", name="Ann, 40"),),
            "teams": (Team(id="bar", name="Bar"), Team(id="door", name="Door")),
        }
    )

    assert "      Tea: 4.5: Ann#44; 40, Bar\n" in to_mermaid(map_)


def test_what_is_changed_in_mermaid_changes_the_map_and_the_rest_stays():
    map_ = one_touchpoint(needs=("Warmth",), feeling=Feeling(word="glad", valence=1.5))
    text = to_mermaid(map_).replace("Tea: 4.5", "Green tea: 2: Zoe")

    changed = read(text)

    tea = changed.touchpoints[0]
    assert (tea.id, tea.name, tea.needs) == ("tea", "Green tea", ("Warmth",))
    assert tea.feeling == Feeling(word="glad", valence=-1)
    assert changed.personas == (Persona(id="zoe", name="Zoe"),)


def test_a_touchpoint_added_in_mermaid_gets_an_id_that_is_free():
    text = to_mermaid(one_touchpoint()) + "      Tea: 5\n"

    assert [t.id for t in read(text).touchpoints] == ["tea", "tea-2"]


def test_a_diagram_is_known_by_what_it_holds(tmp_path):
    path = tmp_path / "day.txt"
    path.write_text(WORKING_DAY, encoding="utf-8")

    document = read_map_document(path)

    assert document.map == read(WORKING_DAY)
    assert document.line_of(("stages", 1, "touchpoints", 0, "feeling")) == 7
