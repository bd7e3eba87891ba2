"""The notebook in the guide: it runs, it shows numbers, and it is kept without them."""

import re
import sys
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

PAGE = Path(__file__).resolve().parents[1] / "docs" / "tour.ipynb"
INTERPRETER = "import sys; sys.executable"


def read_tour():
    return nbformat.read(PAGE, as_version=4)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The tour as it is after running, in a folder of its own."""
    notebook = read_tour()
    notebook.cells.append(nbformat.v4.new_code_cell(INTERPRETER))
    folder = tmp_path_factory.mktemp("tour")
    # Sockets in a folder: no port is opened, not even on this machine.
    place = tmp_path_factory.mktemp("kernel")
    settings = Config({"KernelManager": {"transport": "ipc", "ip": str(place / "ipc")}})
    client = NotebookClient(
        notebook,
        config=settings,
        timeout=300,
        resources={"metadata": {"path": str(folder)}},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(place))
        started = []
        client.on_cell_start = lambda **_: started.append(client.km.provisioner.process)
        client.execute()
    assert started[0].poll() is not None
    return notebook, folder


def shown_by(ran, source):
    """Give what the cell with these words shows, by kind."""
    notebook, _ = ran
    (cell,) = (
        c for c in notebook.cells if c.cell_type == "code" and source in c.source
    )
    (output,) = cell.outputs
    return output.data


def words_of(html):
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def test_the_tour_is_kept_without_outputs():
    code = [cell for cell in read_tour().cells if cell.cell_type == "code"]

    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert {cell.execution_count for cell in code} == {None}


def test_the_tour_runs_on_this_interpreter_without_a_word_of_complaint(ran):
    notebook, _ = ran
    outputs = [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]

    # No error, nothing on the error output, nothing printed.
    assert {output.output_type for output in outputs} == {"execute_result"}
    assert shown_by(ran, INTERPRETER)["text/plain"] == repr(sys.executable)


def test_the_map_is_drawn_and_has_no_problems(ran):
    drawn = words_of(shown_by(ran, "\nhelpline")["text/html"])

    assert "A telephone helpline with an IVR" in drawn
    assert "Waits in the queue" in drawn
    assert shown_by(ran, "fl.check_map")["text/plain"] == "[]"


def test_the_log_shows_what_is_in_it(ran):
    log = words_of(shown_by(ran, "fl.read_events")["text/html"])

    assert "calls.csv" in log
    assert re.search(r"Events [\d,]{6} Persons [\d,]{5} Names of events \d+", log)
    assert re.search(r"queue_entered [\d,]{5} [\d,]{5} \d+ %", log)


def test_the_measured_map_shows_numbers_with_interval_and_n(ran):
    measured = shown_by(ran, "fl.measure")

    assert "share of 2,000 journeys" in words_of(measured["text/html"])
    assert re.search(r"\d\.\d\d \(\d\.\d\d to \d\.\d\d\), n \d+", measured["text/html"])
    assert measured["text/plain"].startswith("<MeasuredMap 'helpline': 2,000 journeys")


def test_coverage_and_findings_show_numbers_with_interval_and_n(ran):
    coverage = words_of(shown_by(ran, "measured.coverage")["text/html"])
    findings = words_of(shown_by(ran, "measured.findings")["text/html"])

    assert re.search(r"100 % \(>99.9 to 100\) n [\d,]{6} of all events", coverage)
    assert re.search(
        r"1 .* hurts Scored \d\.\d\d \(\d\.\d\d to \d\.\d\d\), n ", findings
    )
    # The effects that the example plants: a menu that fails, a queue that is slow.
    assert "Phone menu a channel fails" in findings
    assert "Waits in the queue slower than expected" in findings


def test_questions_and_comparisons_show_a_picture_and_a_table(ran):
    for source in ("fl.views.stage_funnel(prepared)", "fl.compare"):
        html = shown_by(ran, source)["text/html"]

        assert "<svg" in html
        assert re.search(r"<b>\S+ %</b> <small>\(.+? to .+?\)", html)


def test_what_is_taken_along_is_there(ran):
    _, folder = ran

    assert "</html>" in (folder / "tour" / "report.html").read_text(encoding="utf-8")
    rows = (folder / "tour" / "funnel.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith('"step_no","step","journeys","lost","share_of_journeys"')
    assert len(rows) == 5
