"""Write a whole workspace into a folder that can live in git."""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from footlights.errors import FolderInUseError
from footlights.formats.map_writing import plain_to_yaml, to_yaml
from footlights.formats.opened import Progress, leave_untold
from footlights.store.opening import FILE_NAME as STORE_FILE
from footlights.store.records import Records
from footlights.store.records.holdings import DatasetRecord
from footlights.store.records.maps import MapRecord
from footlights.usecases.kept_log import FILE_NAME
from footlights.usecases.moved_log import write_log
from footlights.usecases.workspace import export_form as form
from footlights.usecases.workspace.documents import read_map, revision
from footlights.usecases.workspace.images import image_bytes
from footlights.usecases.workspace.policy import Caller, require
from footlights.usecases.workspace.sharing import as_shown
from footlights.usecases.workspace.workspace import Workspace


@dataclass(frozen=True)
class Exported:
    """What was written."""

    maps: int
    revisions: int
    people: int
    images: int
    logs: int


def export_workspace(
    workspace: Workspace,
    caller: Caller,
    folder: Path,
    *,
    with_secrets: bool = False,
    progress: Progress = leave_untold,
) -> Exported:
    """Write a workspace into a folder, as it is at one moment.

    An earlier export in the folder is replaced; anything else in it, such as `.git`,
    stays. Secrets are left out unless they are asked for; see `export_form`.

    Args:
        workspace: The open workspace.
        caller: Who owns it.
        folder: Where to; made if it is not there.
        with_secrets: Whether hashes of passwords, API tokens, links and invitations
            are written, too: the folder must then be kept as the workspace is.
        progress: Told the share of maps and logs that are written, 0 to 1. If it
            raises, an earlier export stays as it was.

    Raises:
        FolderInUseError: The folder holds something else that would be overwritten.
        LogInUseError: A kept log of the workspace is open elsewhere.
        NotAllowedError: The caller does not own the workspace.
    """
    _check_free(folder)
    fresh = folder / f".footlights.{os.getpid()}.new"
    fresh.mkdir(parents=True)
    try:
        with workspace.store.reading() as records:
            require(records, caller, "manage-people")
            done = _write_all(records, fresh, workspace.folder, progress)
            if with_secrets:
                _write_secrets(records, fresh / form.SECRETS_FILE)
        for name in form.OWNED:
            _replace(folder / name, fresh / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return done


def _check_free(folder: Path) -> None:
    if (folder / STORE_FILE).exists():
        raise FolderInUseError(folder, [STORE_FILE])
    there = [name for name in form.OWNED if (folder / name).exists()]
    if not there:
        return
    try:
        marked = (folder / form.WORKSPACE_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        marked = ""
    if not marked.startswith(f"{form.MARK}:"):
        raise FolderInUseError(folder, there)


def _replace(there: Path, fresh: Path) -> None:
    if there.is_dir():
        shutil.rmtree(there)
    else:
        there.unlink(missing_ok=True)
    if fresh.exists():
        fresh.rename(there)


def _write_all(
    records: Records, folder: Path, home: Path | None, progress: Progress
) -> Exported:
    maps, datasets = records.maps.all(), records.datasets.all()
    todo = len(maps) + len(datasets)
    revisions = 0
    for no, each in enumerate(maps, start=1):
        revisions += _write_map(records, each, folder / "maps")
        progress(no / todo)
    images = _write_images(records, folder / "images")
    logs = 0
    for no, dataset in enumerate(datasets, start=1):
        logs += _write_log(dataset, folder / "logs", home)
        progress((len(maps) + no) / todo)
    _write_audit(records, folder / form.AUDIT_FILE)
    _write_workspace(records, folder / form.WORKSPACE_FILE)
    return Exported(len(maps), revisions, records.people.count(), images, logs)


def _write_workspace(records: Records, path: Path) -> None:
    details = records.workspaces.only()
    assert details is not None  # noqa: S101 - made when it was opened
    people = [_plain(each, without=["password_hash"]) for each in records.people.all()]
    document = {
        form.MARK: form.FORM,
        "name": details.name,
        "made_at": details.made_at.isoformat(),
        "settings": details.settings,
        "people": people,
        "datasets": [_plain(each) for each in records.datasets.all()],
    }
    path.write_text(plain_to_yaml(document), encoding="utf-8")


def _write_map(records: Records, record: MapRecord, folder: Path) -> int:
    own = folder / record.id
    own.mkdir(parents=True)
    head = read_map(revision(records, record.id, record.head_no))
    (own / form.MAP_FILE).write_text(to_yaml(head), encoding="utf-8")
    about = _plain(record, without=["id", "title", "head_no"]) | {
        "roles": records.map_roles.of_map(record.id),
        "views": [
            _plain(as_shown(each), without=["map_id"])
            for each in records.saved_views.of_map(record.id)
        ],
        "images": [
            _plain(each, without=["map_id"])
            for each in records.attachment_uses.of_map(record.id)
        ],
    }
    (own / form.ABOUT_FILE).write_text(plain_to_yaml(about), encoding="utf-8")
    # One after the other: all documents of a long history need not be held at once.
    with pq.ParquetWriter(own / form.HISTORY_FILE, form.HISTORY) as writer:
        for no in range(1, record.head_no + 1):
            row = asdict(revision(records, record.id, no))
            writer.write_table(_table([row], form.HISTORY))
    comments = [
        asdict(each) | {"mentions": list(records.mentions.of_comment(each.id))}
        for each in records.comments.of_map(record.id)
    ]
    pq.write_table(_table(comments, form.COMMENTS), own / form.COMMENTS_FILE)
    proposals = [asdict(each) for each in records.proposals.of_map(record.id)]
    if proposals:
        pq.write_table(_table(proposals, form.PROPOSALS), own / form.PROPOSALS_FILE)
    return record.head_no


def _write_images(records: Records, folder: Path) -> int:
    written = 0
    for record in records.attachments.all():
        held = image_bytes(records, record)
        if held is not None:
            folder.mkdir(exist_ok=True)
            kind = record.media_type.removeprefix("image/")
            (folder / f"{record.fingerprint}.{kind}").write_bytes(held)
            written += 1
    return written


def _write_log(dataset: DatasetRecord, folder: Path, home: Path | None) -> int:
    if home is None or not (home / dataset.folder / FILE_NAME).is_file():
        return 0
    own = folder / dataset.id
    own.mkdir(parents=True)
    write_log(home / dataset.folder, own)
    return 1


def _write_audit(records: Records, path: Path) -> None:
    rows = [
        asdict(each) | {"details": json.dumps(each.details, ensure_ascii=False)}
        for each in records.audit.since()
    ]
    pq.write_table(_table(rows, form.AUDIT), path)


def _write_secrets(records: Records, path: Path) -> None:
    people = records.people.all()
    document = {
        "passwords": {
            each.id: each.password_hash for each in people if each.password_hash
        },
        "tokens": [_plain(each) for each in records.tokens.all()],
        "links": [_plain(each) for each in records.links.all()],
        "invitations": [_plain(each) for each in records.invitations.all()],
    }
    # Nobody else on this machine may read it, from its first byte on.
    path.touch(mode=0o600)
    path.write_text(plain_to_yaml(document), encoding="utf-8")


def _table(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    names = schema.names
    return pa.Table.from_pylist(
        [{name: row[name] for name in names} for row in rows], schema
    )


def _plain(record: Any, without: Iterable[str] = ()) -> dict[str, Any]:
    """Give a record, any dataclass, as plain values; what is null is left out."""
    left_out = set(without)
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in asdict(record).items()
        if name not in left_out and value is not None
    }
