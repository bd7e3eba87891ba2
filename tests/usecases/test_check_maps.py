from datetime import date

import pytest

from footlights.usecases.check_maps import check_maps

TODAY = date(2026, 10, 1)

TEA = """\
footlights: 1
id: tea
name: Tea
objective: Guests come back
channels: [{id: in-person, form: human}]
stages:
  - id: drink
    name: Drink
    touchpoints:
      - id: cup
        name: Cup
        channel: in-person
        doing: Drinks
        feeling: {word: calm, valence: 1}
"""


@pytest.fixture
def write(tmp_path):
    """Write a file; give its path."""

    def write_it(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_it


def listed(problems):
    return [(p.path.name, p.line, p.code) for p in problems]


def test_a_map_in_order_has_no_problem(write):
    assert check_maps([write("tea.yaml", TEA)], TODAY) == ()


def test_a_problem_has_the_line_of_its_place(write):
    path = write("tea.yaml", TEA.replace("channel: in-person", "channel: phone"))

    [problem] = check_maps([path], TODAY)

    assert (problem.path, problem.line) == (path, 12)
    assert problem.where == ("stages", 0, "touchpoints", 0, "channel")
    assert problem.message.startswith("The channel 'phone' is not declared.")
    assert not problem.is_no_map


def test_problems_come_file_by_file_and_line_by_line(write):
    tea = write(
        "tea.yaml",
        TEA.replace("in-person\n", "phone\n").replace("objective: Guests", "zone: X #"),
    )
    ale = write(
        "ale.yaml", TEA.replace("id: tea", "id: ale").replace("id: cup", "id: c")
    )
    gin = write("gin.yaml", TEA.replace("        doing: Drinks\n", ""))

    assert listed(check_maps([tea, ale, gin], TODAY)) == [
        ("tea.yaml", 1, "no-objective"),
        ("tea.yaml", 4, "unknown-zone"),
        ("tea.yaml", 12, "undeclared-channel"),
        ("gin.yaml", 2, "map-id-twice"),
        ("gin.yaml", 10, "no-doing"),
    ]


def test_files_that_are_no_maps_do_not_keep_others_from_being_checked(write, tmp_path):
    paths = [
        tmp_path / "gone.yaml",
        tmp_path,
        write("broken.yaml", "stages: ["),
        write("list.yaml", "- a\n"),
        write("tea.yaml", TEA.replace("valence: 1", "valence: 9")),
        write("gin.yaml", TEA.replace("objective", "zone: X #")),
    ]

    problems = check_maps(paths, TODAY)

    assert listed(problems) == [
        ("gone.yaml", 1, "missing-file"),
        (tmp_path.name, 1, "unreadable-file"),
        ("broken.yaml", 1, "broken-yaml"),
        ("list.yaml", 1, "not-a-map"),
        ("tea.yaml", 14, "invalid-map"),
        ("gin.yaml", 1, "no-objective"),
        ("gin.yaml", 4, "unknown-zone"),
    ]
    assert [p.is_no_map for p in problems] == [True] * 4 + [False] * 3


def test_every_mistake_of_a_map_is_a_problem_of_its_own(write):
    path = write("tea.yaml", TEA.replace("word: calm, valence: 1", "wort: calm"))

    problems = check_maps([path], TODAY)

    assert [p.message.split(".")[0:2] for p in problems] == [
        ["cup", "feeling"],
        ["cup", "feeling"],
        ["cup", "feeling"],
    ]
    assert {p.line for p in problems} == {14}


def test_a_file_named_twice_is_checked_once(write):
    path = write("tea.yaml", TEA.replace("objective: Guests", "zone: Europe/Rome #"))

    assert len(check_maps([path, path], TODAY)) == 1


def test_no_file_has_no_problem():
    assert check_maps([], TODAY) == ()
