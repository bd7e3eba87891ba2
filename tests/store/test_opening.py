"""Stores are opened, brought up to date, and never left half changed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from footlights.errors import (
    CannotSaveError,
    DamagedStoreError,
    NewerStoreError,
    NotAStoreError,
    StoreBusyError,
    StoreUnreachableError,
    UnknownStoreError,
    UnwritableWorkspaceError,
)
from footlights.store import migrating
from footlights.store.opening import FILE_NAME, open_store
from footlights.store.records.workspace import WorkspaceRecord
from footlights.store.tables import Table

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def named(name):
    return WorkspaceRecord(1, name, {}, NOON)


def test_a_new_store_is_empty_and_remembers_what_it_is_given(where):
    with open_store(where) as store:
        with store.reading() as records:
            assert records.workspaces.only() is None
        with store.writing() as records:
            records.workspaces.add(named("Dinner"))

    with open_store(where) as store, store.reading() as records:
        assert records.workspaces.only() == named("Dinner")


def test_a_change_that_raises_leaves_nothing_behind(store):
    with pytest.raises(ZeroDivisionError):
        add_and_fail(store)

    with store.reading() as records:
        assert records.workspaces.only() is None


def add_and_fail(store):
    with store.writing() as records:
        records.workspaces.add(named("Dinner"))
        _ = 1 / 0


def test_moments_come_back_in_utc(store):
    summer = timezone(timedelta(hours=2))
    record = WorkspaceRecord(1, "Dinner", {}, NOON.astimezone(summer))
    with store.writing() as records:
        records.workspaces.add(record)

    with store.reading() as records:
        made_at = records.workspaces.only().made_at
    assert (made_at, made_at.utcoffset()) == (NOON, timedelta(0))


def test_the_steps_lead_to_the_tables_that_are_declared(store):
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_newest_step_is_the_last_one():
    assert ScriptDirectory(migrating._FOLDER).get_current_head() == migrating.NEWEST


def test_a_store_of_a_later_version_is_left_as_it_is(where):
    with open_store(where) as store, store.writing() as records:
        records.workspaces.add(named("Dinner"))
        records._session.execute(text("update alembic_version set version_num='9001'"))

    with pytest.raises(NewerStoreError, match="later version"):
        open_store(where)

    later = migrating.NEWEST
    try:
        migrating.NEWEST = "9001"
        with open_store(where) as store, store.reading() as records:
            assert records.workspaces.only() == named("Dinner")
    finally:
        migrating.NEWEST = later


def test_a_database_of_another_program_is_left_as_it_is(where):
    with open_store(where) as store, store.writing() as records:
        records._session.execute(text("drop table alembic_version"))

    with pytest.raises(NotAStoreError, match="something else"):
        open_store(where)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / FILE_NAME).write_text("This is a letter to a friend. " * 99)

    with pytest.raises(DamagedStoreError, match="not a database"):
        open_store(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(UnwritableWorkspaceError, match="workspace"):
        open_store(tmp_path / "file" / "workspace")


@pytest.mark.parametrize("address", ["mysql://host/name", "postgresql://h:p:q/x"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(UnknownStoreError, match="postgresql://user@host/name"):
        open_store(address)


def test_a_database_that_does_not_answer_is_told_without_its_password():
    with pytest.raises(StoreUnreachableError) as raised:
        open_store("postgresql://ann:secret@127.0.0.1:1/none")

    assert "secret" not in str(raised.value)
    assert "127.0.0.1:1" in str(raised.value)


def test_a_full_disk_saves_nothing_and_is_told(tmp_path):
    with open_store(tmp_path) as store:
        with store.writing() as records:
            records.workspaces.add(named("Dinner"))
        with pytest.raises(CannotSaveError, match="Nothing was saved"):
            fill(store)

        with store.reading() as records:
            assert records.workspaces.only() == named("Dinner")


def fill(store):
    with store.writing() as records:
        pages = records._session.scalar(text("pragma page_count"))
        records._session.execute(text(f"pragma max_page_count = {pages}"))
        records.workspaces.change(1, name="x" * 200_000)


def test_two_who_open_a_new_store_at_once_both_find_it_whole(where):
    found = []

    def enter():
        with open_store(where) as store, store.reading() as records:
            found.append(records.workspaces.only())

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [None] * 4


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from footlights.store.opening import open_store
from footlights.store.records.workspace import WorkspaceRecord

store = open_store(sys.argv[1])
with store.writing() as records:
    records.workspaces.add(WorkspaceRecord(1, "kept", {}, datetime.now(UTC)))
with store.writing() as records:
    records.workspaces.change(1, name="lost" * 90_000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_during_a_change_leaves_what_was_before(where):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(where)],
        check=False,
        env={**os.environ},
    )

    assert done.returncode == -signal.SIGKILL
    with open_store(where) as store, store.reading() as records:
        assert records.workspaces.only().name == "kept"


def test_the_file_is_in_wal_mode_and_keeps_foreign_keys(tmp_path):
    with open_store(tmp_path) as store, store.reading() as records:
        session = records._session
        assert session.scalar(text("pragma foreign_keys")) == 1
        assert session.scalar(text("pragma journal_mode")) == "wal"
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()


def test_who_waits_too_long_for_another_process_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("footlights.store.opening.WAIT_SECONDS", 0.05)
    with open_store(tmp_path) as store, sqlite3.connect(tmp_path / FILE_NAME) as other:
        other.execute("begin immediate")

        with pytest.raises(StoreBusyError, match="Nothing was saved"):
            add_and_fail(store)
        other.rollback()
    other.close()


def test_who_waits_too_long_for_another_thread_is_told(where, monkeypatch):
    monkeypatch.setattr("footlights.store.opening.WAIT_SECONDS", 1)
    if "://" in str(where):
        pytest.skip("on PostgreSQL changes wait for single maps only")
    with open_store(where) as store, store.writing():
        raised = []

        def wait():
            try:
                add_and_fail(store)
            except StoreBusyError as error:
                raised.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()

    assert len(raised) == 1
