"""A map and a log on disk, and the desk over them."""

import pytest

from footlights.assistants.file_desk import FileDesk
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.examples import copy_example
from footlights.usecases.generate import generate


@pytest.fixture(scope="session")
def dinner(tmp_path_factory):
    """A folder with dinner.yaml and events.parquet, of 600 journeys."""
    folder = tmp_path_factory.mktemp("dinner")
    map_ = read_map_document(copy_example("dinner", folder)).map
    generate(map_, 600, 1, folder / "events.parquet")
    return folder


@pytest.fixture(scope="session")
def desk(dinner, tmp_path_factory):
    """The desk of these two files."""
    opened = FileDesk(
        dinner / "dinner.yaml",
        lambda log, _share: log.append(dinner / "events.parquet"),
        ["events.parquet"],
        tmp_path_factory.mktemp("kept"),
    )
    yield opened
    opened.close()
