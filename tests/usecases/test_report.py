import pytest

from footlights.errors import MissingFolderError
from footlights.model.map import Map
from footlights.usecases import report
from footlights.usecases.report import write_report

TEA = Map.model_validate(
    {
        "footlights": 1,
        "id": "tea",
        "name": "Tea for two",
        "stages": [
            {
                "id": "pour",
                "name": "Pour",
                "touchpoints": [{"id": "cup", "name": "Cup"}],
            }
        ],
    }
)


def test_the_report_of_a_map_alone_is_one_page_with_its_name(tmp_path):
    path = write_report(TEA, None, tmp_path / "tea.html")

    page = path.read_text(encoding="utf-8")
    assert "Tea for two" in page
    assert page.rstrip().endswith("</html>")
    assert [file.name for file in tmp_path.iterdir()] == ["tea.html"]


def test_the_path_may_be_a_string(tmp_path):
    assert write_report(TEA, None, f"{tmp_path}/tea.html").is_file()


def test_an_earlier_report_is_replaced(tmp_path):
    path = tmp_path / "tea.html"
    path.write_text("old")

    write_report(TEA, None, path)

    assert "Tea for two" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MissingFolderError, match=r"There is no folder '.*attic'"):
        write_report(TEA, None, tmp_path / "attic" / "tea.html")


def test_a_report_that_fails_leaves_the_earlier_one_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "tea.html"
    path.write_text("old")

    def crash(map_, measured):
        raise ZeroDivisionError

    monkeypatch.setattr(report, "report_html", crash)

    with pytest.raises(ZeroDivisionError):
        write_report(TEA, None, path)

    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["tea.html"]
