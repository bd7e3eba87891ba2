"""A real browser, and the workspace that it looks at, both on this machine alone."""

import shutil
import socket
from contextlib import contextmanager
from threading import Thread

from footlights.usecases.workspace.maps import open_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.workspace import open_workspace
from footlights.web.serving import SiteServer
from footlights.web.site import Site, right_now
from support.parts import left_out

ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-sync")


@contextmanager
def chromium():
    """Chromium without a window; skips where there is none, fails under CI=true."""
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    if not binary:
        left_out("chromium is not on this machine (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where used

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=binary, args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


@contextmanager
def workspace_at(folder):
    """A workspace that is answered on a free port; gives the site and its address."""
    with open_workspace(folder, now=right_now()) as workspace:
        site = Site(workspace)
        listener = socket.create_server(("127.0.0.1", 0))
        server = SiteServer(site)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield site, f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
            listener.close()


@contextmanager
def open_to_be_edited(engine, address):
    """A page of a map in a real browser, as soon as it can be worked on."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only where used

    page = engine.new_page(viewport={"width": 1400, "height": 950})
    page.goto(address)
    expect(page.locator("#undo")).to_be_enabled()
    yield page
    page.close()


def cell(page, lane, column):
    """Find a cell of the map by its lane and the place of its touchpoint, from 0."""
    return page.locator(f"#map tr[data-lane={lane}] td").nth(column)


def saved(page):
    """Wait until a map page says that nothing is left to save."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only where used

    expect(page.locator("#saving")).to_have_text("All saved")


def map_now(served, map_id="dinner"):
    """Give a map as the workspace has it."""
    return open_map(served[0].workspace, OPERATOR, map_id).map
