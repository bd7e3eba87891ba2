"""Take the pictures of the workspace that README and the guide show.

    python tools/take_workspace_pictures.py demo/workspace

The folder is one that `tools/fill_demo.py` has filled. Needs `chromium` on the path, and
the development requirements.
"""

import shutil
import socket
import sys
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from footlights.usecases.workspace.workspace import open_workspace
from footlights.web.serving import SiteServer
from footlights.web.site import Site, right_now

IMAGES = Path(__file__).parents[1] / "docs" / "images"
MEASURED = 120_000
"""So many milliseconds measuring may take."""

SETTLED = 1_500
"""So many milliseconds a page has to draw what it draws late."""

PAGES = {
    "workspace": ("/maps/dinner", (1440, 900)),
    "workspace-home": ("/", (1280, 820)),
    "workspace-panel": ("/maps/dinner", (1280, 820)),
    "workspace-touchpoint": ("/maps/dinner/touchpoints/table-wait", (1280, 820)),
    "workspace-explore": ("/maps/dinner/explore/transitions", (1280, 820)),
    "workspace-present": ("/maps/dinner/present?no=2", (1280, 820)),
    "workspace-export": ("/maps/dinner/export", (1280, 760)),
}
"""Each picture: the page, and how wide and high it is."""


def prepare(page: Page, name: str) -> None:
    """Do on a page what its picture is to show."""
    if name == "workspace":
        page.locator("#map tr[data-lane=doing] td").nth(3).click()
    if name == "workspace-panel":
        page.locator("#map [data-touchpoint=greeting] svg").first.click()
        page.keyboard.press("Alt+Enter")
        page.locator("#panel form").wait_for()


def take_all(base: str) -> None:
    """Write every picture, light, once the restaurant is measured."""
    binary = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=binary, args=["--no-sandbox", "--hide-scrollbars"]
        )
        page = browser.new_page(color_scheme="light")
        page.goto(f"{base}/maps/dinner")
        page.locator("#map tr.numbers").first.wait_for(timeout=MEASURED)
        for name, (path, (width, height)) in PAGES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(base + path)
            # A page of a map stays connected, so that it is never idle.
            page.wait_for_timeout(SETTLED)
            prepare(page, name)
            picture = IMAGES / f"{name}.png"
            page.screenshot(path=picture)
            print(f"{picture.name}: {picture.stat().st_size:,} bytes")
        browser.close()


def main() -> None:
    """Serve the folder that is named on a free port, and look at it."""
    with open_workspace(Path(sys.argv[1]), now=right_now()) as workspace:
        listener = socket.create_server(("127.0.0.1", 0))
        server = SiteServer(Site(workspace))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            take_all(f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join(10)
            listener.close()


if __name__ == "__main__":
    main()
