"""Maps, logs, measures, findings and answers show themselves in marimo."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import marimo
import pytest

import footlights as fl
from support.browsers import chromium

APP = """{head}import marimo

app = marimo.App(width="full")


@app.cell
def _():
    import footlights as fl

    tea = fl.read_example("helpline")
    tea
    return fl, tea


@app.cell
def _(fl):
    log = fl.read_events("calls.csv")
    log
    return (log,)


@app.cell
def _(fl, log, tea):
    measured = fl.measure(tea, log)
    measured
    return (measured,)


@app.cell
def _(measured):
    measured.coverage
    return


@app.cell
def _(measured):
    measured.findings
    return


@app.cell
def _(fl, log, tea):
    fl.views.stage_funnel(fl.prepare(tea, log))
    return


if __name__ == "__main__":
    app.run()
"""
DARK = """# /// script
# [tool.marimo.display]
# theme = "dark"
# ///
"""
NO_WAY_OUT = "http://127.0.0.1:9"
"""A proxy that is not there: whoever asks for something outside gets nothing."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """A folder with a log of a hundred calls."""
    folder = tmp_path_factory.mktemp("marimo")
    fl.generate(fl.read_example("helpline"), 300, 7, folder / "calls.csv")
    return folder


def surroundings(folder):
    home = folder / "home"
    home.mkdir(exist_ok=True)
    proxies = {"HTTP_PROXY": NO_WAY_OUT, "HTTPS_PROXY": NO_WAY_OUT}
    return os.environ | proxies | {"NO_PROXY": "127.0.0.1", "HOME": str(home)}


@pytest.fixture(scope="module")
def exported(calls):
    """An app as one HTML file, as marimo writes it without a window."""
    (calls / "app.py").write_text(APP.format(head=""), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "marimo", "export", "html", "app.py", "-o", "app.html"],
        cwd=calls,
        env=surroundings(calls),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (calls / "app.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        "Waits in the queue",
        "queue_entered",
        "share of 300 journeys",
        "What the map explains",
        "What hurts most",
        "Stage funnel",
    ],
)
def test_an_exported_app_shows_each_of_them(exported, words):
    assert words in exported


def test_an_exported_app_holds_html_and_no_dump_of_data(exported):
    assert len(re.findall(r"footlights notebook", exported)) >= 6
    assert "Finding(" not in exported
    assert "Traceback" not in exported


def test_marimo_takes_the_html_that_each_gives(calls):
    map_ = fl.read_example("helpline")
    with fl.read_events(calls / "calls.csv") as log:
        measured = fl.measure(map_, log)
        funnel = fl.views.stage_funnel(fl.prepare(map_, log))
        shown = (map_, log, measured, measured.coverage, measured.findings, funnel)

        for each in shown:
            # Clips of pictures are numbered on, each time one is drawn.
            taken, given = (
                re.sub(r"clip\d+", "clip", html)
                for html in (marimo.as_html(each).text, each._repr_html_())
            )
            assert taken == given


@contextmanager
def served(folder, head):
    """The address of an app that is served on this machine alone."""
    name = "dark.py" if head else "light.py"
    (folder / name).write_text(APP.format(head=head), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    words = ["run", name, "--headless", "--no-token", "--host", "127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "marimo", *words, "--port", str(port)],
        cwd=folder,
        env=surroundings(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None, "marimo ended"
                assert time.monotonic() < until, "marimo does not answer"
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


SHARED_COLUMNS = """() => {
  const grid = document.querySelector('.footlights table.grid');
  const lefts = row => [...grid.querySelectorAll(row)].map(
    cell => Math.round(cell.getBoundingClientRect().left));
  return [lefts('thead .names th'), lefts('tbody .doing td')];
}"""
PAPER = "getComputedStyle(document.querySelector('.footlights')).backgroundColor"


@pytest.mark.parametrize(
    ("head", "system", "paper"),
    [("", "dark", "rgb(251, 250, 247)"), (DARK, "light", "rgb(20, 18, 27)")],
    ids=["light", "dark"],
)
def test_in_a_browser_the_map_stands_in_columns_in_the_theme_of_the_notebook(
    calls, head, system, paper
):
    with served(calls, head) as address, chromium() as browser:
        page = browser.new_page(color_scheme=system)
        page.route(
            "**/*",
            lambda route: (
                route.continue_()
                if route.request.url.startswith((address, "data:", "blob:"))
                else route.abort()
            ),
        )
        page.goto(address)
        page.get_by_text("Stage funnel").wait_for(timeout=90_000)
        heads, cells = page.evaluate(SHARED_COLUMNS)

        assert heads == cells
        assert len(heads) == 11
        assert page.evaluate(PAPER) == paper
