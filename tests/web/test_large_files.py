"""A large file through the wizard: it is passed on piece by piece, never held."""

import http.client
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest

LARGE = 256 << 20
SMALL = 4 << 20
MOST_MORE = 160 << 20
"""So much more memory it may take: 20 to 110 MB are seen, the more the busier the machine
is. A file that is held would take all of its size."""

BOUNDARY = "wizard"


def pieces(size):
    """Yield a form with a file of so many bytes, which nobody ever holds at once."""
    yield (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file";'
        ' filename="large.csv"\r\n\r\nperson,event,at,note\n'
    ).encode()
    sent = 0
    for block in count():
        rows = "".join(
            f"p{block}-{n},call,2026-03-01 10:00:00,{'words ' * 40}\n"
            for n in range(2000)
        ).encode()
        yield rows
        sent += len(rows)
        if sent >= size:
            break
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def highest(process):
    """Give the most memory a process has had so far, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) << 10


@pytest.fixture
def server(tmp_path):
    if not Path("/proc/self/status").exists():
        pytest.skip("memory is told by /proc, which this system has not")
    command = [sys.executable, "-m", "footlights", "serve", "--port", "0"]
    served = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        found = None
        while found is None:
            line = served.stderr.readline()
            assert line, "it ended before it said where"
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
        yield served, urlsplit(found[0])
    finally:
        served.kill()
        served.communicate()


def asked(address, method, path, body=None, **headers):
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
    line.request(method, path, body, headers, encode_chunked=body is not None)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer, text


def sent_and_looked_at(address, size):
    answer, _ = asked(
        address,
        "POST",
        "/data/new",
        pieces(size),
        **{
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Transfer-Encoding": "chunked",
            "Origin": f"http://{address.netloc}",
        },
    )
    assert answer.status == 303
    looked, page = asked(address, "GET", answer.getheader("location"))
    assert looked.status == 200
    assert "4 columns" in page


def test_a_large_file_is_sent_and_looked_at_in_little_memory(server):
    process, address = server
    # What every file needs, such as the libraries that read one, is there then.
    sent_and_looked_at(address, SMALL)
    before = highest(process)
    sent_and_looked_at(address, LARGE)

    assert highest(process) - before < MOST_MORE
