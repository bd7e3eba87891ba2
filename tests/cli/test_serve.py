"""The command that serves pages."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from footlights.cli.serve import HOST
from footlights.errors import PortInUseError, UnwritableWorkspaceError
from footlights.web.held_folder import held_folder
from footlights.web.serving import _listening

MAP = """\
footlights: 1
id: tea
name: Tea
journeys: {by: person}
stages:
  - id: shop
    name: Shop
    touchpoints:
      - {id: come, name: Comes, matches: [come]}
      - {id: buy, name: Buys, matches: [buy]}
"""
LOG = """\
person,event,at
ann,come,2026-03-02T09:00:00Z
ann,buy,2026-03-02T09:10:00Z
bob,come,2026-03-02T10:00:00Z
"""


def when_answered(address):
    """Read a page, again as long as it says that it is working something out."""
    for _ in range(100):
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own address
            page = answer.read().decode()
        if "/stop" not in page:
            return page
        time.sleep(0.2)
    pytest.fail("it was not answered in time")


def test_pages_are_served_until_ctrl_c(tmp_path):
    (tmp_path / "tea.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "tea.csv").write_text(LOG, encoding="utf-8")
    command = [sys.executable, "-m", "footlights", "serve", "tea.yaml", "tea.csv"]
    served = subprocess.Popen(
        [*command, "--port", "0"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    try:
        found = None
        while found is None:
            line = served.stderr.readline()
            assert line, "it ended before it said where"
            found = re.search(rf"http://{HOST}:\d+/", line)
        page = when_answered(f"{found[0]}maps/tea/explore/loops")
        served.send_signal(signal.SIGINT)
        served.wait(30)
    finally:
        served.kill()
        served.communicate()

    assert "Comes" in page
    assert served.returncode in {0, 130, -signal.SIGINT}


def test_whoever_serves_a_workspace_second_is_told_by_whom_and_where(tmp_path):
    command = [sys.executable, "-m", "footlights", "serve", "--port", "0"]
    first = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        line = first.stderr.readline()
        address = re.search(rf"http://{HOST}:\d+/", line)[0]
        second = subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        first.kill()
        first.communicate()

    assert second.returncode == 2
    assert f"Process {first.pid} serves the workspace" in second.stderr
    assert f"already at {address}" in second.stderr
    assert "[workspace-served]" in second.stderr
    # The system lets go of it, even if its holder was killed.
    with held_folder(tmp_path / "workspace") as tell:
        tell("http://here/")


def test_a_folder_beside_a_database_is_made_when_it_is_served(tmp_path):
    with held_folder(tmp_path / "new" / "workspace") as tell:
        tell("http://here/")

        assert (tmp_path / "new" / "workspace" / "served-by").is_file()
    (tmp_path / "file").touch()
    with (
        pytest.raises(UnwritableWorkspaceError),
        held_folder(tmp_path / "file" / "workspace"),
    ):
        pass


def test_a_port_that_is_taken_is_said():
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()

        with pytest.raises(PortInUseError, match="--port"):
            _listening(HOST, other.getsockname()[1])
