"""A workspace for each test of the pages."""

import pytest

from support.served import put_map, served, small_map


@pytest.fixture
def site_and_browser(tmp_path):
    with served(tmp_path / "workspace") as both:
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
