def test_a_map_is_written_and_has_no_problems(footlights, tea):
    result = footlights("discover", "tea.csv", "-o", "map.yaml")

    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "Next: footlights check map.yaml" in result.stderr
    assert footlights("check", "map.yaml").exit_code == 0


def test_without_a_file_the_map_goes_to_standard_output(footlights, tea):
    result = footlights("discover", "tea.csv")

    assert result.stdout.startswith(("footlights: 1\n", "#"))
    assert "matches: [poured]" in result.stdout


def test_a_map_that_is_there_is_not_replaced(footlights, tea):
    before = (tea / "tea.yaml").read_text()

    result = footlights("discover", "tea.csv", "-o", "tea.yaml")

    assert result.exit_code == 2
    assert result.stderr == (
        "footlights: 'tea.yaml' is there already. Choose another name, or say --force"
        " to replace it. [file-in-the-way]\n"
    )
    assert (tea / "tea.yaml").read_text() == before


def test_a_map_that_is_there_is_replaced_by_force(footlights, tea):
    result = footlights("discover", "tea.csv", "-o", "tea.yaml", "--force")

    assert result.exit_code == 0, result.stderr
    assert "Tea for two" not in (tea / "tea.yaml").read_text()


def test_a_folder_that_is_not_there_is_said(footlights, tea):
    result = footlights("discover", "tea.csv", "-o", "nowhere/map.yaml")

    assert result.exit_code == 2
    assert result.stderr.endswith("[missing-folder]\n")
