"""A PostgreSQL of one's own on 127.0.0.1, for as long as the tests run."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def is_installed():
    return bool(PROGRAMS)


def _nobody():
    """PostgreSQL refuses to run as root; then somebody else runs it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    return {}


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running_postgres():
    """Start a server with an empty cluster; give its address without a database."""
    programs, who = PROGRAMS[-1], _nobody()
    folder = Path(tempfile.mkdtemp(prefix="footlights-postgres-"))
    environment = {"PATH": str(programs), "LC_ALL": "C", "HOME": str(folder)}
    if who:
        os.chown(folder, who["user"], who["group"])

    def run(*command):
        subprocess.run(
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
            **who,
        )

    data = folder / "data"
    initdb = str(programs / "initdb")
    run(initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
    port = _free_port()
    server = subprocess.Popen(
        [
            programs / "postgres",
            *("-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", ""),
            *("-c", "fsync=off", "-c", "max_connections=60"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        **who,
    )
    try:
        run(
            "/bin/sh",
            "-c",
            f"for _ in $(/usr/bin/seq 100); do"
            f" {programs}/pg_isready -q -h 127.0.0.1 -p {port} && exit 0;"
            " /bin/sleep 0.1; done; exit 1",
        )
        yield f"postgresql+psycopg://tests@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)
