"""Fixtures that every test may ask for."""

from pathlib import Path

import pytest

from footlights.engines.duckdb import DuckDBEngine
from support.parts import left_out

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data():
    """Folder of real logs beside the checkout; not part of the repository."""
    if not SHARED_DATA.is_dir():
        left_out(f"the real logs in {SHARED_DATA} are not on this machine")
    return SHARED_DATA


@pytest.fixture
def engine():
    """The embedded engine; a distributed one will join it here."""
    with DuckDBEngine() as opened:
        yield opened
