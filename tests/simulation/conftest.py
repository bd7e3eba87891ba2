from pathlib import Path

import numpy as np
import pytest

from footlights.formats.map_yaml import read_map_document
from footlights.model.map import Map

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def tea():
    """Journeys by person with a gap, every kind of effect."""
    return read_map_document(HERE / "tea.yaml").map


@pytest.fixture(scope="session")
def ferry():
    """Journeys by column, every order of touchpoints, waits of three sorts."""
    return read_map_document(HERE / "ferry.yaml").map


@pytest.fixture
def random():
    return np.random.default_rng(1)


@pytest.fixture
def changed():
    """Change a map: parts by name, and touchpoints by id."""

    def change(map_, touchpoints=None, **parts):
        document = map_.model_dump(mode="json", by_alias=True, exclude_unset=True)
        document.update(parts)
        for stage in document["stages"]:
            for touchpoint in stage["touchpoints"]:
                touchpoint.update((touchpoints or {}).get(touchpoint["id"], {}))
        return Map.model_validate(document)

    return change
