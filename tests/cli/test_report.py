def test_a_measured_map_becomes_one_page(footlights, tea):
    result = footlights("report", "tea.yaml", "tea.csv", "-o", "report.html")

    page = (tea / "report.html").read_text(encoding="utf-8")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == "Wrote report.html."
    assert "Tea for two" in page


def test_a_map_without_a_log_is_drawn_as_planned(footlights, tea):
    result = footlights("report", "tea.yaml", "-o", "map.html")

    assert result.exit_code == 0, result.stderr
    assert "Tea is poured" in (tea / "map.html").read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_named(footlights, tea):
    result = footlights("report", "tea.yaml", "-o", "attic/map.html")

    assert result.exit_code == 2
    assert result.stderr.startswith("footlights: There is no folder 'attic'")
    assert result.stderr.endswith("[missing-folder]\n")


def test_a_page_is_not_written_under_the_name_of_a_pdf(footlights, tea):
    result = footlights("report", "tea.yaml", "-o", "report.pdf")

    assert result.exit_code == 2
    assert result.stderr.endswith("[wrong-ending]\n")
    assert not (tea / "report.pdf").exists()
