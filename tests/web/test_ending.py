"""A server that ends in the middle of requests."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

HALVES = (
    ("/api/maps", "application/json", b'{"name":'),
    ("/sign-in", "application/x-www-form-urlencoded", b"email=a"),
    ("/api/data?file=x.csv", "application/octet-stream", b"person,"),
    (
        "/data/new",
        "multipart/form-data; boundary=xx",
        b'--xx\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
    ),
)
EACH = 5
SLOW = "/api/openapi.json"
"""Asked again and again by somebody who never reads an answer."""


@pytest.fixture
def served(tmp_path):
    """A workspace served by a program of its own, and where."""
    command = [sys.executable, "-m", "footlights", "serve", "--port", "0"]
    program = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        line = program.stderr.readline()
        yield program, urlsplit(line.split()[1]).port
    finally:
        program.kill()
        program.communicate()


def half(port, path, kind, begin):
    """Send the beginning of a request, and keep its connection."""
    sender = socket.create_connection(("127.0.0.1", port))
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: 1000\r\n\r\n"
    )
    sender.sendall(head.encode() + begin)
    return sender


def when_all_are_read(port):
    """Wait until the server has read what was sent before."""
    asker = socket.create_connection(("127.0.0.1", port))
    asker.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    assert asker.recv(12) == b"HTTP/1.1 200"
    asker.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_half_sent_requests_are_told_that_the_server_ends(served, how):
    program, port = served
    senders = [half(port, *each) for each in HALVES for _ in range(EACH)]
    when_all_are_read(port)

    begun = time.monotonic()
    program.send_signal(how)
    answers = [sender.makefile("rb").read().decode() for sender in senders]
    _, said = program.communicate(timeout=30)

    assert time.monotonic() - begun < 10
    assert {answer.splitlines()[0].split()[1] for answer in answers} == {"503"}
    assert all("Send it again once the workspace is open" in each for each in answers)
    assert "Traceback" not in said
    assert "Error" not in said


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_what_is_not_to_be_kept_is_gone_however_it_ends(tmp_path, how):
    passing = tmp_path / "passing"
    passing.mkdir()
    (tmp_path / "tea.yaml").write_text(
        "{footlights: 1, id: tea, name: Tea, stages:"
        " [{id: s, name: S, touchpoints: [{id: sip, name: Sip}]}]}"
    )
    command = [sys.executable, "-m", "footlights", "serve", "tea.yaml", "--port", "0"]
    program = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(passing)},
    )
    assert "Open http" in program.stderr.readline()
    assert list(passing.iterdir())
    program.send_signal(how)
    _, said = program.communicate(timeout=30)

    assert "Traceback" not in said
    assert list(passing.iterdir()) == []


def test_a_workspace_is_closed_where_the_system_ends_its_program(served, tmp_path):
    program, _ = served
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=30)

    assert program.returncode == 128 + signal.SIGTERM
    assert not list(tmp_path.rglob("*-wal"))


def test_who_goes_away_in_the_middle_leaves_no_traceback(served):
    program, port = served
    for each in HALVES:
        half(port, *each).close()
    when_all_are_read(port)
    program.send_signal(signal.SIGTERM)

    assert "Traceback" not in program.communicate(timeout=30)[1]


def test_who_never_reads_an_answer_is_broken_off_in_words(served):
    program, port = served
    asker = socket.create_connection(("127.0.0.1", port))
    asker.setblocking(False)  # noqa: FBT003 - it takes no name
    asked = f"GET {SLOW} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() * 10
    # Until nothing more is taken: the server waits to write, and reads no further.
    while select.select([], [asker], [], 2)[1]:
        asker.send(asked)
    program.send_signal(signal.SIGTERM)
    _, said = program.communicate(timeout=30)

    assert "Traceback" not in said
    assert "Broken off, as they did not end by themselves: 1 requests." in said
