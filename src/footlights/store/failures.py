"""Tell what a database failed at in our own errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from footlights.errors import (
    CannotSaveError,
    ContradictionError,
    DamagedStoreError,
    FootlightsError,
    StoreBusyError,
    StoreUnreachableError,
)

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
_LOCK_NOT_AVAILABLE = "55P03"
_NO_ROOM = "53"
_READ_ONLY = "25006"


@contextmanager
def told(place: str, *, opening: bool = False) -> Iterator[None]:
    """Raise failures of the database as errors that a person can mend.

    What is nobody's to mend, such as a wrong query, stays what it is.

    Args:
        place: How the store is called in messages.
        opening: Whether it is being opened.
    """
    try:
        yield
    except DBAPIError as error:
        failure = _failure(error, place, opening=opening)
        if failure is None:
            raise
        raise failure from error


def _failure(error: DBAPIError, place: str, *, opening: bool) -> FootlightsError | None:
    said = str(error.orig).strip().splitlines()
    if isinstance(error, IntegrityError):
        return ContradictionError(place)
    reason = said[0] if said else "it does not answer"
    if isinstance(error.orig, sqlite3.Error):
        return _of_file(error.orig, place, reason)
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == _LOCK_NOT_AVAILABLE:
        return StoreBusyError(place)
    if state.startswith(_NO_ROOM) or state == _READ_ONLY:
        return CannotSaveError(place, reason)
    if isinstance(error, OperationalError) and (opening or not state or state >= "57"):
        return StoreUnreachableError(place, reason)
    return None


def _of_file(error: sqlite3.Error, place: str, reason: str) -> FootlightsError | None:
    # The upper bits of a code tell details of the same failure.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return StoreBusyError(place)
    if code in _DAMAGED:
        return DamagedStoreError(place, reason)
    return CannotSaveError(place, reason) if code in _UNWRITABLE else None
