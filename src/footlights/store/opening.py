"""Open a store: SQLite in a folder, or PostgreSQL by its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from footlights.closing import Closing
from footlights.errors import (
    PostgresMissingError,
    StoreBusyError,
    UnknownStoreError,
    UnwritableWorkspaceError,
)
from footlights.store.failures import told
from footlights.store.migrating import migrate
from footlights.store.records import Records

FILE_NAME = "workspace.sqlite"
"""The file in the folder of a workspace."""

WAIT_SECONDS = 15
"""How long a change waits for others to finish theirs."""

MOST_AT_ONCE = 20
"""So many readings and changes share connections that stay open; ten more may come."""

_MIGRATION_LOCK = 0x666F6F74
"""Any number that all processes agree on, so that one at a time makes tables."""


class Store(Closing):
    """An open store; made by `open_store`. Many threads may use it at once.

    `reading` sees the store as it is at one moment. `writing` is one change: all of
    it is saved when its block ends, or nothing if the block raises.
    """

    def __init__(self, engine: Engine, place: str, folder: Path | None) -> None:
        self._engine = engine
        self._writing = engine.execution_options(footlights_writes=True)
        # SQLite lets those who wait for each other sleep longer and longer; threads of
        # one process therefore queue here.
        self._turn = Lock() if folder is not None else None
        self.place = place
        self.folder = folder

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """Give the records as they are now; nothing can be changed.

        Raises:
            StoreUnreachableError: The database does not answer.
        """
        with told(self.place), Session(self._engine) as session:
            yield Records(session, self.folder)

    @contextmanager
    def writing(self) -> Iterator[Records]:
        """Give the records for one change, saved whole at the end of the block.

        Raises:
            StoreBusyError: Others write for longer than a change waits.
            CannotSaveError: The disk is full, or cannot be written.
            StoreUnreachableError: The database does not answer.
        """
        with (
            self._taking_turns(),
            told(self.place),
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield Records(session, self.folder)

    @contextmanager
    def _taking_turns(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise StoreBusyError(self.place)
        try:
            yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def open_store(where: str | Path) -> Store:
    """Open the store of a workspace, and bring its tables up to date.

    Args:
        where: A folder, made if it is not there, or `postgresql://user@host/name`.

    Raises:
        UnknownStoreError: An address of another kind.
        PostgresMissingError: The extra for PostgreSQL is not installed.
        UnwritableWorkspaceError: The folder cannot be made or written to.
        NewerStoreError: A later version of Footlights made it.
        NotAStoreError: Another program made it.
        DamagedStoreError: The file is no database.
        StoreUnreachableError: The database does not answer.
    """
    if isinstance(where, str) and "://" in where:
        return _opened(_server_engine(where), _without_password(where), None)
    folder = Path(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableWorkspaceError(folder, error.strerror or str(error)) from error
    return _opened(_file_engine(folder / FILE_NAME), repr(str(folder)), folder)


def _opened(engine: Engine, place: str, folder: Path | None) -> Store:
    store = Store(engine, place, folder)
    writing = engine.execution_options(footlights_writes=True)
    try:
        with told(place, opening=True), writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                lock = text("select pg_advisory_xact_lock(:key)")
                connection.execute(lock, {"key": _MIGRATION_LOCK})
            migrate(connection, place)
    except BaseException:
        store.close()
        raise
    return store


def _server_engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UnknownStoreError(repr(address)) from error
    if url.drivername not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise UnknownStoreError(_without_password(address))
    if find_spec("psycopg") is None:
        raise PostgresMissingError
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=MOST_AT_ONCE,
        hide_parameters=True,
        connect_args={"connect_timeout": WAIT_SECONDS},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("footlights_writes"):
            connection.exec_driver_sql(f"set local lock_timeout = '{WAIT_SECONDS}s'")
        else:
            connection.exec_driver_sql(
                "set transaction isolation level repeatable read read only"
            )

    return engine


def _file_engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=MOST_AT_ONCE,
        # Messages of failures end up in logs; what people wrote does not.
        hide_parameters=True,
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: object) -> None:  # the driver's own
        del record
        # Transactions begin where we say so, not where the driver guesses.
        connection.isolation_level = None
        for setting in (
            "journal_mode = wal",
            "foreign_keys = on",
            "synchronous = full",
        ):
            connection.execute(f"pragma {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A change takes its turn at once: one that first reads and then finds that
        # another wrote meanwhile would have to begin anew.
        writes = connection.get_execution_options().get("footlights_writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _without_password(address: str) -> str:
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return repr(address)
