import json


def test_a_map_without_problems_gets_exit_0(footlights, tea):
    result = footlights("check", "tea.yaml")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "No problems in the map.\n"


def test_each_problem_has_file_line_words_and_code_and_exit_1(footlights, tea):
    drawn = (tea / "tea.yaml").read_text()
    (tea / "tea.yaml").write_text(drawn.replace("id: poured", "id: asked"))

    result = footlights("check", "tea.yaml")

    assert result.exit_code == 1
    line = result.stdout.splitlines()[0]
    assert line.startswith("tea.yaml:")
    assert line.split(":")[1].isdigit()
    assert line.endswith("]")
    assert "problem" in result.stderr


def test_problems_as_json_are_nothing_but_json(footlights, tea):
    drawn = (tea / "tea.yaml").read_text()
    (tea / "tea.yaml").write_text(drawn.replace("id: poured", "id: asked"))

    result = footlights("check", "tea.yaml", "--json")

    problems = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"code", "line", "message", "path"} <= problems[0].keys()
    assert problems[0]["path"] == "tea.yaml"


def test_no_problems_as_json_are_an_empty_list(footlights, tea):
    assert json.loads(footlights("check", "tea.yaml", "--json").stdout) == []


def test_a_review_is_overdue_by_the_day_that_was_said(footlights, tea):
    drawn = (tea / "tea.yaml").read_text()
    review = "review: {every: 90d, last: 2026-01-01}\njourneys"
    (tea / "tea.yaml").write_text(drawn.replace("journeys", review))

    assert footlights("check", "tea.yaml", "--on", "2026-02-01").exit_code == 0
    assert footlights("check", "tea.yaml", "--on", "2026-08-01").exit_code == 1


def test_a_day_that_is_none_is_named(footlights, tea):
    result = footlights("check", "tea.yaml", "--on", "yesterday")

    assert result.exit_code == 2
    assert "'yesterday' is not a day such as 2026-10-01." in result.stderr


def test_a_map_that_is_not_there_gets_exit_2_and_the_others_are_checked(
    footlights, tea
):
    drawn = (tea / "tea.yaml").read_text()
    (tea / "tea.yaml").write_text(drawn.replace("id: poured", "id: asked"))

    result = footlights("check", "teas.yaml", "tea.yaml")

    lines = result.stdout.splitlines()
    assert result.exit_code == 2
    assert "Did you mean 'tea.yaml'?" in lines[0]
    assert lines[0].endswith("[missing-file]")
    assert lines[1].startswith("tea.yaml:")


def test_a_file_that_is_no_yaml_gets_exit_2(footlights, tea):
    (tea / "broken.yaml").write_text("stages: [")

    result = footlights("check", "broken.yaml")

    assert result.exit_code == 2
    assert result.stdout.startswith("broken.yaml:1: ")
