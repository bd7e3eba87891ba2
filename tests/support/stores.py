"""Empty stores of both kinds, and what every test of a workspace begins with."""

from contextlib import contextmanager
from itertools import count

import psycopg
import pytest

from support.parts import left_out
from support.postgres import is_installed, running_postgres

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres():
    """Address of a running server; started once for each process of tests."""
    if not is_installed():
        left_out("PostgreSQL is not installed (Debian: apt install postgresql)")
    with running_postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Where a store can be opened: a folder, or the address of an empty database."""
    if request.param == "sqlite":
        yield tmp_path / "workspace"
        return
    with empty_database(request.getfixturevalue("postgres")) as address:
        yield address


@contextmanager
def empty_database(server):
    """Make a database; it is gone afterwards."""
    name = f"workspace_{next(_numbers)}"
    address = f"{server.replace('+psycopg', '')}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield f"{server}/{name}"
        connection.execute(f"drop database {name} with (force)")
