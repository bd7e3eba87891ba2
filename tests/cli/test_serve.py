"""The command that serves pages."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from footlights.cli.serve import HOST
from footlights.errors import PortInUseError
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
        with urllib.request.urlopen(  # noqa: S310 - our own address
            f"{found[0]}maps/tea/explore/loops"
        ) as answer:
            page = answer.read().decode()
        served.send_signal(signal.SIGINT)
        served.wait(30)
    finally:
        served.kill()
        served.communicate()

    assert "Comes" in page
    assert served.returncode in {0, 130, -signal.SIGINT}


def test_a_port_that_is_taken_is_said():
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()

        with pytest.raises(PortInUseError, match="--port"):
            _listening(HOST, other.getsockname()[1])
