"""Gives the sample maps and results, and a browser where there is one."""

import importlib.util
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from support.parts import left_out

FOLDER = Path(__file__).parent


def read_module(name):
    """Read a module beside this file; the folder is no package."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)


@pytest.fixture(scope="session")
def sample():
    """Everything that makes maps and results by hand."""
    return SimpleNamespace(
        **(read_module("sample_maps") | read_module("sample_results"))
    )


@pytest.fixture(scope="session")
def museum(sample):
    """A map of eleven touchpoints."""
    return sample.sample_map()


@pytest.fixture(scope="session")
def measured(sample, museum):
    """What was measured on it."""
    return sample.sample_measured(museum)


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window; skips where there is none, fails under CI=true."""
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        left_out("chromium and chromedriver are not on this machine")
    from selenium import webdriver  # noqa: PLC0415 - only where there is a browser
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()
