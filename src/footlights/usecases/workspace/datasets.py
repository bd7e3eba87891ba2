"""The kept logs of a workspace, by which its maps are measured."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree

from footlights.errors import KnownFileError, NameTakenError, UnknownThingError
from footlights.store.records import Records
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.kept_log import Appended, KeptLog, open_log
from footlights.usecases.workspace.policy import (
    OPERATOR,
    Actor,
    Caller,
    actor_of,
    require,
)
from footlights.usecases.workspace.workspace import (
    LONGEST_NAME,
    Workspace,
    checked_text,
    new_id,
    note,
)


def pin_dataset(
    workspace: Workspace,
    caller: Caller,
    name: str,
    sources: Sequence[str],
    *,
    now: datetime,
) -> DatasetRecord:
    """Give a kept log a name and a folder in the workspace, which `open_log` fills.

    Raises:
        NameTakenError: There is a data set of that name.
        NotAllowedError: The caller may not manage data.
    """
    name = checked_text(name, "name", LONGEST_NAME)
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-data")
        if records.datasets.by_name(name) is not None:
            what = "data set"
            raise NameTakenError(what, name)
        dataset_id = new_id()
        record = DatasetRecord(
            id=dataset_id,
            name=name,
            sources=list(sources),
            fingerprint=_fingerprint(sources),
            folder=f"logs/{dataset_id}",
            made_by=actor.person_id,
            made_at=now,
        )
        records.datasets.add(record)
        note(records, actor, now, "pin", ("dataset", dataset_id), None, name=name)
    return record


def fill_dataset(  # noqa: PLR0913 - what is read, how, under which name, by whom
    workspace: Workspace,
    caller: Caller,
    name: str,
    sources: Sequence[str],
    append: Callable[[KeptLog], object],
    *,
    now: datetime,
) -> DatasetRecord:
    """Make a data set and read events into it; if that fails, nothing is left of it.

    Args:
        workspace: The open workspace, with a folder.
        caller: Who brings the data in.
        name: Name of the data set.
        sources: Names of the files, as people know them.
        append: Adds events to the empty log that it is given.
        now: The present moment.

    Raises:
        NameTakenError: There is a data set of that name.
        UnknownThingError: The workspace was opened without a folder.
        NotAllowedError: The caller may not manage data.
        FootlightsError: As `append`.
    """
    dataset = pin_dataset(workspace, caller, name, [], now=now)
    try:
        folder = log_folder(workspace, dataset)
        with open_log(folder) as log:
            append(log)
        change_dataset(workspace, caller, dataset.id, sources, now=now)
    except BaseException:
        # Even of somebody whose role was taken away while it was read.
        with workspace.store.writing() as records:
            _forget(records, actor_of(records, OPERATOR), dataset.id, now)
        if workspace.folder is not None:
            rmtree(workspace.folder / dataset.folder, ignore_errors=True)
        raise
    return replace(dataset, sources=list(sources), fingerprint=_fingerprint(sources))


def extend_dataset(  # noqa: PLR0913 - what is read, how, into what, by whom
    workspace: Workspace,
    caller: Caller,
    dataset: DatasetRecord,
    source: str,
    append: Callable[[], Appended],
    *,
    now: datetime,
) -> None:
    """Add the events of one more file to a data set; if that fails, it stays as it was.

    Args:
        workspace: The open workspace.
        caller: Who brings the data in.
        dataset: The data set.
        source: Name of the file, as people know it.
        append: Adds the events to the log of the data set.
        now: The present moment.

    Raises:
        KnownFileError: The data set has the file already.
        NotAllowedError: The caller may not manage data.
        FootlightsError: As `append`.
    """
    with workspace.store.reading() as records:
        actor = require(records, caller, "manage-data")
    if not append().files:
        raise KnownFileError(source, dataset.name)
    sources = [*dataset.sources, source]
    # They might when they sent it: the log has it now, and the list must say so.
    with workspace.store.writing() as records:
        _list_sources(records, actor, dataset.id, sources, now)


def list_datasets(workspace: Workspace, caller: Caller) -> tuple[DatasetRecord, ...]:
    """List the data sets by name.

    Raises:
        NotAllowedError: The caller has no role in the workspace.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read")
        found = records.datasets.all()
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def change_dataset(
    workspace: Workspace,
    caller: Caller,
    dataset_id: str,
    sources: Sequence[str],
    *,
    now: datetime,
) -> None:
    """Say which files a data set was read from by now.

    Raises:
        UnknownThingError: There is no such data set.
        NotAllowedError: The caller may not manage data.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-data")
        _list_sources(records, actor, dataset_id, sources, now)


def _list_sources(
    records: Records,
    actor: Actor,
    dataset_id: str,
    sources: Sequence[str],
    now: datetime,
) -> None:
    if records.datasets.get(dataset_id) is None:
        kind = "data set"
        raise UnknownThingError(kind, dataset_id)
    records.datasets.change(
        dataset_id, sources=list(sources), fingerprint=_fingerprint(sources)
    )
    note(records, actor, now, "append", ("dataset", dataset_id), None)


def unpin_dataset(
    workspace: Workspace, caller: Caller, dataset_id: str, *, now: datetime
) -> None:
    """Forget a data set; its folder stays until somebody takes it away.

    Raises:
        NotAllowedError: The caller may not manage data.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-data")
        _forget(records, actor, dataset_id, now)


def _forget(records: Records, actor: Actor, dataset_id: str, now: datetime) -> None:
    for each in records.maps.all():
        if each.dataset_id == dataset_id:
            records.maps.change(each.id, dataset_id=None)
    records.datasets.remove(dataset_id)
    note(records, actor, now, "unpin", ("dataset", dataset_id), None)


def measure_by(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    dataset_id: str | None,
    *,
    now: datetime,
) -> None:
    """Say by which data set a map is measured; None for none.

    Raises:
        UnknownThingError: There is no such data set.
        NotAllowedError: The caller may not edit the map, or has no role in the
            workspace, whose data they are.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "edit", map_id)
        if dataset_id is not None:
            # Whose role is on single maps must not see by them what others brought in.
            require(records, caller, "read")
        if dataset_id is not None and records.datasets.get(dataset_id) is None:
            kind = "data set"
            raise UnknownThingError(kind, dataset_id)
        records.maps.change(map_id, dataset_id=dataset_id)
        details = ("dataset", dataset_id or "")
        note(records, actor, now, "measure-by", details, map_id)


def dataset_of(
    workspace: Workspace, caller: Caller, map_id: str
) -> DatasetRecord | None:
    """Give the data set by which a map is measured; None if it is by none.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read", map_id)
        record = records.maps.get(map_id)
        if record is None or record.dataset_id is None:
            return None
        return records.datasets.get(record.dataset_id)


def log_folder(workspace: Workspace, dataset: DatasetRecord) -> Path:
    """Give the folder of a data set's kept log.

    Raises:
        UnknownThingError: The workspace was opened without a folder.
    """
    if workspace.folder is None:
        kind = "folder of the workspace for"
        raise UnknownThingError(kind, dataset.name)
    return workspace.folder / dataset.folder


def _fingerprint(sources: Sequence[str]) -> str:
    return blake2b("\n".join(sources).encode(), digest_size=16).hexdigest()
