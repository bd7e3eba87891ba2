"""`footlights serve` as a program of its own, to be killed or left without room."""

import re
import resource
import subprocess
import sys
from contextlib import contextmanager

import pytest


@contextmanager
def server_of(folder):
    """A server of a workspace; gives the program and its address, and ends it."""
    command = [sys.executable, "-m", "footlights", "serve", "--port", "0"]
    program = subprocess.Popen(
        [*command, "--workspace", str(folder)], stderr=subprocess.PIPE, text=True
    )
    try:
        for line in program.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield program, found[0]
                break
        else:
            pytest.fail("the server said no address")
    finally:
        program.kill()
        program.wait()
        program.stderr.close()


def let_files_grow_to(program, size):
    """Let no file of a program grow beyond a size, as on a full disk; None for any."""
    hard = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)[1]
    soft = hard if size is None else size
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (soft, hard))
