"""Kept logs whose process is killed, whose disk is full, or that are held elsewhere."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import footlights as fl
from footlights.errors import LogInUseError
from support.kept_logs import drawn_map, everything, table, visits

TESTS = Path(__file__).parents[1]
FIRST, MORE = range(20), range(10, 30)
NEVER = 1_000
MAP = drawn_map({"by": "person"})

ADDING = """
import os, signal, sys
from support.kept_logs import drawn_map, table, visits
import footlights as fl
from footlights.engines.duckdb_file import DuckDBFile

folder, moment = sys.argv[1:]
happened = 0

def killed_before(do):
    def counted(*args):
        global happened
        happened += 1
        if happened == int(moment):
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*args)
    return counted

with fl.open_log(folder) as kept:
    for name in ("_run", "store"):
        setattr(DuckDBFile, name, killed_before(getattr(DuckDBFile, name)))
    kept.append(table(visits(range(10, 30))))
    kept.prepared(drawn_map({"by": "person"}))
print(happened)
"""

FILLING = """
import resource, sys
from pathlib import Path
from support.kept_logs import drawn_map, table, visits
import footlights as fl

folder, spare = sys.argv[1:]
with fl.open_log(folder) as kept:
    more = table(visits(range(10, 30_000)))
    size = (Path(folder) / "events.duckdb").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + int(spare),) * 2)
    try:
        kept.append(more)
        kept.prepared(drawn_map({"by": "person"}))
    except fl.FootlightsError as error:
        print(error.code, error)
"""

BEGINNING = """
import resource, sys
import footlights as fl

resource.setrlimit(resource.RLIMIT_FSIZE, (4_096,) * 2)
try:
    fl.open_log(sys.argv[1])
except fl.FootlightsError as error:
    print(error.code, error)
"""

HOLDING = """
import sys
import footlights as fl

with fl.open_log(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def in_child(script, *arguments):
    """Start a process of its own."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", script, *(str(argument) for argument in arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.fixture
def folder(tmp_path):
    with fl.open_log(tmp_path / "log") as kept:
        kept.append(table(visits(FIRST)))
        kept.prepared(MAP)
    return tmp_path / "log"


@pytest.fixture(scope="module")
def old_and_new():
    """Give the tables before and after what is added in these tests."""
    with fl.read_events(table(visits(FIRST))) as log:
        old = everything(log, MAP)
    with fl.read_events(table(visits(FIRST)), table(visits(MORE))) as log:
        return old, everything(log, MAP)


# Adding and preparing take some hundred statements; one has to be the last.
@pytest.mark.parametrize("moment", [2, 12, 24, 36, 48, 60, NEVER])
def test_after_a_kill_the_log_is_the_old_or_the_new_one(folder, old_and_new, moment):
    child = in_child(ADDING, folder, moment)
    said, _ = child.communicate()

    assert child.returncode == (0 if moment == NEVER else -signal.SIGKILL), said
    with fl.open_log(folder) as kept:
        found = everything(kept, MAP)
    assert found in old_and_new
    assert found == old_and_new[1] or moment != NEVER


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("spare", [4_096, 500_000])
def test_a_full_disk_leaves_the_log_as_it_was(folder, old_and_new, spare):
    said, _ = in_child(FILLING, folder, spare).communicate()

    assert said.startswith("cannot-keep"), said
    assert "as it was before" in said
    with fl.open_log(folder) as kept:
        assert everything(kept, MAP) == old_and_new[0]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_new_log_on_a_full_disk_is_not_called_damaged(tmp_path):
    said, _ = in_child(BEGINNING, tmp_path / "new").communicate()

    assert said.startswith("cannot-keep"), said
    assert "Make room" in said


def test_whoever_comes_second_is_told_which_process_has_the_log(folder):
    child = in_child(HOLDING, folder)
    assert child.stdout.readline() == "open\n"

    with pytest.raises(LogInUseError, match=f"Process {child.pid} has") as caught:
        fl.open_log(folder)
    child.communicate("")

    assert caught.value.process == child.pid
    with fl.open_log(folder) as kept:
        assert not kept.is_empty
