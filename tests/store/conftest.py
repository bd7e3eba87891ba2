from datetime import UTC, datetime

import pytest

from footlights.store.opening import open_store
from support.stores import postgres, where

__all__ = ["postgres", "where"]

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def store(where):
    with open_store(where) as opened:
        yield opened
