import pytest
from click.testing import CliRunner
from pptx import Presentation

from footlights.cli import main
from footlights.cli.export import KINDS
from footlights.measures.measured_log import Identity
from footlights.usecases.examples import copy_example
from footlights.usecases.export_kinds import KINDS as WRITTEN


def run(*words):
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_a_map_becomes_a_diagram(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "dinner.mmd"

    result = run(map_file, "--to", "mermaid", "-o", path)

    assert result.exit_code == 0
    assert result.stderr == f"Wrote {path}.\n"
    assert path.read_text(encoding="utf-8").startswith("journey\n")


def test_events_become_a_log_of_objects(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    calls = tmp_path / "calls.csv"
    calls.write_text("person,event,at\nann,call,2026-01-01\n", encoding="utf-8")

    result = run(map_file, calls, "--to", "ocel-json", "-o", tmp_path / "out")

    assert result.exit_code == 0
    assert '"id": "ann"' in (tmp_path / "out").read_text(encoding="utf-8")


def test_an_error_leaves_the_earlier_file_as_it_was(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "out.xes"
    path.write_text("mine", encoding="utf-8")

    result = run(map_file, "--to", "xes", "-o", path)

    assert result.exit_code == 2
    assert "[export-needs-events]" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_kinds_offered_are_those_that_are_written():
    assert list(KINDS) == list(WRITTEN)


def test_a_map_becomes_a_sheet_and_its_paper_is_said(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "dinner.pdf"

    result = run(map_file, "--to", "pdf", "--lens", "customer", "-o", path)

    assert result.exit_code == 0, result.stderr
    first, note = result.stderr.splitlines()
    assert first == f"Wrote {path}."
    assert note.startswith("Note: A")
    assert path.read_bytes().startswith(b"%PDF")


def test_pages_of_a_measured_map_are_numbered_pictures(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    log = tmp_path / "log.csv"
    log.write_text(
        "person,event,at\nann,guest_greeted,2026-01-01T10:00:00Z\n", encoding="utf-8"
    )
    out = tmp_path / "map.svg"

    result = run(map_file, log, "--to", "svg", "--paged", "--paper", "A3", "-o", out)

    assert result.exit_code == 0, result.stderr
    assert f"Wrote {tmp_path / 'map-1.svg'} to {tmp_path}" in result.stderr
    assert (tmp_path / "map-1.svg").read_bytes().startswith(b"<svg")


def test_a_sum_that_does_not_come_out_is_said_and_shows_in_the_exit_status(
    tmp_path, monkeypatch
):
    broken = Identity(name="touches", left=5, right=4, holds=False)
    monkeypatch.setattr(
        "footlights.usecases.measure.identities_of", lambda *_: (broken,)
    )
    map_file = copy_example("dinner", tmp_path)
    log = tmp_path / "log.csv"
    log.write_text(
        "person,event,at\nann,guest_greeted,2026-01-01T10:00:00Z\n", encoding="utf-8"
    )

    result = run(map_file, log, "--to", "pdf", "--paged", "-o", tmp_path / "map.pdf")

    assert result.exit_code == 1
    assert "touches does not hold" in result.stderr
    assert (tmp_path / "map.pdf").exists()


def test_the_report_is_printed(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "report.pdf"

    result = run(map_file, "--to", "report-pdf", "-o", path)

    assert result.exit_code == 0, result.stderr
    assert path.read_bytes().startswith(b"%PDF")


def test_a_sheet_too_small_is_an_error_that_names_another(tmp_path):
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, "--to", "pdf", "--paper", "a4", "-o", tmp_path / "map.pdf")

    assert result.exit_code == 2
    assert "[sheet-too-small]" in result.stderr
    assert not (tmp_path / "map.pdf").exists()


def test_letters_without_a_font_are_named(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    text = map_file.read_text(encoding="utf-8")
    map_file.write_text(
        text.replace("Finds the menu", "Finds the menu \U000f1234"), encoding="utf-8"
    )

    result = run(map_file, "--to", "pdf", "-o", tmp_path / "map.pdf")

    assert result.exit_code == 0, result.stderr
    assert "U+F1234" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "pdf", "--lens", "both ends"), "'both ends' is not one of"),
        (("--to", "pdf", "--paper", "a9"), "'a9' is not one of"),
        (("--to", "png", "--ppi", "9000"), "20<=x<=1200"),
        (("--to", "json", "--paged"), "json does without it"),
    ],
)
def test_what_cannot_be_asked_for_is_said(words, said, tmp_path):
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, *words, "-o", tmp_path / "out")

    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_takes_no_file_is_one_clear_line(tmp_path):
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, "--to", "pdf", "-o", "/proc/map.pdf")

    assert result.exit_code == 2
    assert "[system]" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_map_becomes_slides_through_one_lens(tmp_path):
    map_file = copy_example("dinner", tmp_path)
    path = tmp_path / "dinner.pptx"

    result = run(map_file, "--to", "pptx", "--lens", "customer", "-o", path)

    assert result.exit_code == 0
    titles = [slide.shapes.title.text for slide in Presentation(str(path)).slides]
    assert "Journey map: Before the visit, Arrive (1 of 2)" in titles
    assert not any("Touchpoint map" in title for title in titles)


@pytest.mark.parametrize(
    ("kind", "name", "better"),
    [
        ("pdf", "board.pptx", "board.pdf"),
        ("pptx", "board.pdf", "board.pptx"),
        ("xlsx", "board.CSV", "board.xlsx"),
        ("html", "board.docx", "board.html"),
    ],
)
def test_a_name_of_another_kind_of_file_is_refused(tmp_path, kind, name, better):
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, "--to", kind, "-o", tmp_path / name)

    assert result.exit_code == 2
    assert f"'{better}'" in result.stderr
    assert "[wrong-ending]" in result.stderr
    assert not (tmp_path / name).exists()


def test_a_dash_writes_to_the_output(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, "--to", "mermaid", "-o", "-")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("journey\n")
    assert result.stderr == ""
    assert not (tmp_path / "-").exists()


def test_pages_of_pictures_need_a_name(tmp_path):
    map_file = copy_example("dinner", tmp_path)

    result = run(map_file, "--to", "svg", "--paged", "-o", "-")

    assert result.exit_code == 2
    assert "name a file for them" in result.stderr
    assert result.stdout_bytes == b""
