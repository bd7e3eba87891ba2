"""A workspace for each test of the pages, and a real browser for some."""

import pytest

from footlights.usecases.examples import read_example
from support.browsers import chromium, workspace_at
from support.served import put_map, small_map
from support.served import served as served_here


@pytest.fixture
def site_and_browser(tmp_path):
    with served_here(tmp_path / "workspace") as both:
        yield both


@pytest.fixture
def site(site_and_browser):
    return site_and_browser[0]


@pytest.fixture
def browser(site_and_browser):
    return site_and_browser[1]


@pytest.fixture
def small(site):
    """The id of a small map in the workspace."""
    put_map(site, small_map())
    return "small"


@pytest.fixture(scope="module")
def engine():
    """A real browser; each test opens its own pages."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def served(tmp_path):
    """An empty workspace, answered: the site and its address."""
    with workspace_at(tmp_path / "workspace") as both:
        yield both


@pytest.fixture
def dinner(served):
    """The same with the restaurant map in it."""
    put_map(served[0], read_example("dinner"))
    return served
