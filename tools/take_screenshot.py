"""Take the picture that README shows: a report in Chromium.

    python tools/take_screenshot.py demo/report.html docs/images/report.png

Needs `chromium` and `chromedriver` on the path, and the development requirements.
"""

import shutil
import sys
import time
from pathlib import Path

from selenium import webdriver

WIDTH, HEIGHT = 1720, 1200
MOST_BYTES = 400_000


def take(page: Path, picture: Path) -> int:
    """Write the picture of a page and give its size in bytes."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--blink-settings=preferredColorScheme=1",
    ):
        options.add_argument(argument)
    driver = shutil.which("chromedriver")
    browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        # Emulated, as a window's own frame would take from its size.
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": WIDTH,
                "height": HEIGHT,
                "deviceScaleFactor": 1,
                "mobile": False,
            },
        )
        browser.get(page.resolve().as_uri())
        time.sleep(1)  # what the page draws after it was loaded
        picture.parent.mkdir(parents=True, exist_ok=True)
        browser.get_screenshot_as_file(str(picture))
    finally:
        browser.quit()
    return picture.stat().st_size


if __name__ == "__main__":
    size = take(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{sys.argv[2]}: {size:,} bytes")
    sys.exit(size > MOST_BYTES)
