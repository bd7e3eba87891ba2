"""Read a whole workspace from a folder that `export_workspace` wrote."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from footlights.errors import (
    AmbiguousPartError,
    BrokenExportError,
    NewerExportError,
    NotAnExportError,
    WorkspaceInUseError,
)
from footlights.formats.map_yaml import read_map_document
from footlights.formats.plain_yaml import read_plain_yaml
from footlights.model.edits.between import document_edits
from footlights.model.edits.document import document_of, map_of
from footlights.model.edits.edit import EDITS
from footlights.store.records import Records
from footlights.store.records.discussion import (
    CommentRecord,
    LinkRecord,
    MentionRecord,
    NewAudit,
)
from footlights.store.records.holdings import AttachmentUseRecord, DatasetRecord
from footlights.store.records.maps import (
    MapRecord,
    RevisionRecord,
    SavedViewRecord,
)
from footlights.store.records.people import (
    InvitationRecord,
    MapRoleRecord,
    PersonRecord,
    TokenRecord,
)
from footlights.store.records.proposals import ProposalRecord
from footlights.usecases.moved_log import read_log
from footlights.usecases.workspace import export_form as form
from footlights.usecases.workspace.documents import (
    check_ids,
    read_document,
    written,
    written_edits,
)
from footlights.usecases.workspace.exporting import Exported
from footlights.usecases.workspace.images import image_kind, keep_image
from footlights.usecases.workspace.policy import ROLES, Caller, require
from footlights.usecases.workspace.workspace import Workspace

_Read = TypeVar("_Read")
_IMAGE = re.compile(r"[0-9a-f]{64}\.(png|jpeg|gif|webp)")
_PLAIN_ID = re.compile(r"[0-9a-z][0-9a-z-]{0,63}")


def import_workspace(
    workspace: Workspace, caller: Caller, folder: Path, *, now: datetime
) -> Exported:
    """Fill an empty workspace with what was exported from another: all, or nothing.

    A `map.yaml` that was changed since, such as in git, becomes a new revision.
    Unless it was exported with its secrets, nobody has a password afterwards: each
    needs a link to choose one.

    Args:
        workspace: The open workspace; without people and maps.
        caller: Who owns it.
        folder: The folder that `export_workspace` wrote.
        now: The present moment.

    Raises:
        NotAnExportError: The folder is no exported workspace.
        NewerExportError: A later version wrote it.
        BrokenExportError: A file of it is missing, or does not say what it should.
        WorkspaceInUseError: The workspace has people or maps.
        NotAllowedError: The caller does not own the workspace.
    """
    document = _read_workspace(folder)
    with workspace.store.writing() as records:
        require(records, caller, "manage-people")
        if records.people.count() or records.maps.all():
            raise WorkspaceInUseError(workspace.store.place)
        _add_workspace(records, document, folder)
        images = sum(1 for _ in _add_images(records, folder / "images"))
        ids = [each.name for each in _folders(folder / "maps")]
        revisions = sum(_add_map(records, folder / "maps" / each, now) for each in ids)
        _add_audit(records, folder / form.AUDIT_FILE)
        _add_secrets(records, folder / form.SECRETS_FILE)
        people = records.people.count()
        # Last, as files are not taken back if something fails.
        logs = _add_logs(records, folder / "logs", workspace.folder)
    return Exported(len(ids), revisions, people, images, logs)


def _read_workspace(folder: Path) -> dict[str, Any]:
    path = folder / form.WORKSPACE_FILE
    if not path.is_file():
        raise NotAnExportError(folder)
    value = read_plain_yaml(path).value
    if not isinstance(value, dict) or not isinstance(value.get(form.MARK), int):
        raise NotAnExportError(folder)
    if int(str(value[form.MARK])) > form.FORM:
        raise NewerExportError(folder)
    return value


def _add_workspace(records: Records, document: dict[str, Any], folder: Path) -> None:
    path = folder / form.WORKSPACE_FILE
    records.workspaces.change(
        1,
        name=_as(str, document.get("name"), path),
        settings=_as(dict[str, Any], document.get("settings"), path),
        made_at=_as(datetime, document.get("made_at"), path),
    )
    for each in _as(list[dict[str, Any]], document.get("people"), path):
        person = _record(PersonRecord, each, path)
        _check_role(person.role, path)
        records.people.add(person)
    for each in _as(list[dict[str, Any]], document.get("datasets"), path):
        dataset = _record(DatasetRecord, each, path)
        if not _PLAIN_ID.fullmatch(dataset.id):
            raise BrokenExportError(path, f"{dataset.id!r} is no id of a data set")
        # Wherever it lay before, it comes to lie where this workspace keeps its logs.
        records.datasets.add(replace(dataset, folder=f"logs/{dataset.id}"))


def _add_map(records: Records, folder: Path, now: datetime) -> int:
    path = folder / form.ABOUT_FILE
    about = _about(path)
    history = list(_rows(folder / form.HISTORY_FILE, form.HISTORY))
    revisions = [_revision(folder, row) for row in history]
    if [each.no for each in revisions] != list(range(1, len(revisions) + 1)):
        raise BrokenExportError(
            folder / form.HISTORY_FILE, "its revisions are not numbered from 1"
        )
    revisions += _changed_since(folder, revisions, now)
    if not revisions:
        raise BrokenExportError(folder / form.HISTORY_FILE, "it has no revision")
    lists = {name: about.pop(name, None) or [] for name in ("views", "images")}
    roles = _as(dict[str, str], about.pop("roles", None) or {}, path)
    head = read_document(revisions[-1])
    own = {"id": folder.name, "title": head["name"], "head_no": len(revisions)}
    records.maps.add(_record(MapRecord, about | own, path))
    for each in revisions:
        records.revisions.add(each)
    for person_id, role in roles.items():
        _check_role(role, path)
        records.map_roles.add(MapRoleRecord(folder.name, person_id, role))
    here = {"map_id": folder.name}
    for view in _as(list[dict[str, Any]], lists["views"], path):
        records.saved_views.add(_record(SavedViewRecord, view | here, path))
    for use in _as(list[dict[str, Any]], lists["images"], path):
        records.attachment_uses.add(_record(AttachmentUseRecord, use | here, path))
    _add_comments(records, folder)
    _add_proposals(records, folder, len(history))
    return len(revisions)


def _about(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise BrokenExportError(path, "it is missing")
    return _as(dict[str, Any], read_plain_yaml(path).value, path)


def _revision(folder: Path, row: dict[str, Any]) -> RevisionRecord:
    path = folder / form.HISTORY_FILE
    record = _record(RevisionRecord, row | {"map_id": folder.name}, path)
    try:
        map_ = map_of(json.loads(record.document))
        check_ids(map_)
        is_same = map_.id == folder.name
    except (ValidationError, json.JSONDecodeError, AmbiguousPartError) as error:
        said = f"its revision {record.no} is no map"
        raise BrokenExportError(path, said) from error
    if not is_same:
        raise BrokenExportError(path, f"its revision {record.no} is of another map")
    return record


def _changed_since(
    folder: Path, revisions: list[RevisionRecord], now: datetime
) -> Iterator[RevisionRecord]:
    """Yield a revision for a map file that says something else than the last one."""
    path = folder / form.MAP_FILE
    if not path.is_file():
        return
    map_ = read_map_document(path).map
    if map_.id != folder.name:
        raise BrokenExportError(path, f"its map is {map_.id!r}")
    check_ids(map_)
    document = written(map_)
    if revisions and document == revisions[-1].document:
        return
    before = read_document(revisions[-1]) if revisions else None
    edits = document_edits(before, document_of(map_)) if before else []
    yield RevisionRecord(
        map_id=map_.id,
        no=len(revisions) + 1,
        kind="file" if before else "made",
        of_no=None,
        based_on=len(revisions) or None,
        person_id=None,
        at=now,
        message="Changed in the exported file",
        edits=written_edits(edits),
        document=document,
    )


def _add_comments(records: Records, folder: Path) -> None:
    path = folder / form.COMMENTS_FILE
    rows = list(_rows(path, form.COMMENTS)) if path.is_file() else []
    # What is answered has to be there before its answers.
    for row in sorted(rows, key=lambda row: row["answers"] is not None):
        mentions = row.pop("mentions") or []
        comment = _record(CommentRecord, row | {"map_id": folder.name}, path)
        records.comments.add(comment)
        for person_id in mentions:
            records.mentions.add(MentionRecord(comment.id, person_id))


def _add_proposals(records: Records, folder: Path, head_no: int) -> None:
    path = folder / form.PROPOSALS_FILE
    for row in _rows(path, form.PROPOSALS) if path.is_file() else ():
        record = _record(ProposalRecord, row | {"map_id": folder.name}, path)
        if not 1 <= record.based_on <= head_no:
            raise BrokenExportError(path, f"there is no revision {record.based_on}")
        try:
            EDITS.validate_json(record.edits)
        except ValidationError as error:
            said = f"the edits of {record.id!r} are none"
            raise BrokenExportError(path, said) from error
        records.proposals.add(record)


def _add_audit(records: Records, path: Path) -> None:
    if not path.is_file():
        return
    for row in _rows(path, form.AUDIT):
        row["details"] = json.loads(row["details"])
        records.audit.add(_record(NewAudit, row, path))


def _add_secrets(records: Records, path: Path) -> None:
    if not path.is_file():
        return
    document = _as(dict[str, Any], read_plain_yaml(path).value, path)
    passwords = _as(dict[str, str], document.get("passwords") or {}, path)
    for person_id, password_hash in passwords.items():
        if records.people.get(person_id) is None:
            raise BrokenExportError(path, f"there is no person {person_id!r}")
        records.people.change(person_id, password_hash=password_hash)

    def listed(name: str) -> list[dict[str, Any]]:
        return _as(list[dict[str, Any]], document.get(name) or [], path)

    for each in listed("tokens"):
        records.tokens.add(_record(TokenRecord, each, path))
    for each in listed("links"):
        records.links.add(_record(LinkRecord, each, path))
    for each in listed("invitations"):
        records.invitations.add(_record(InvitationRecord, each, path))


def _add_images(records: Records, folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if not _IMAGE.fullmatch(path.name):
            raise BrokenExportError(path, "it is not named by what it holds")
        held = path.read_bytes()
        fingerprint, media_type = image_kind(held)
        if fingerprint != path.stem:
            raise BrokenExportError(path, "it holds something else than it held")
        keep_image(records, fingerprint, media_type, held)
        yield path


def _add_logs(records: Records, folder: Path, home: Path | None) -> int:
    known = {each.id: each for each in records.datasets.all()}
    read = 0
    for own in _folders(folder):
        if own.name not in known or home is None:
            continue
        read_log(sorted(own.glob("*.parquet")), home / known[own.name].folder)
        read += 1
    return read


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = [each for each in sorted(folder.iterdir()) if each.is_dir()]
    return [each for each in found if _PLAIN_ID.fullmatch(each.name)]


def _rows(path: Path, schema: pa.Schema) -> Iterator[dict[str, Any]]:
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=200):
                yield from batch.cast(schema).to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = "it is missing" if not path.is_file() else "it is no such table"
        raise BrokenExportError(path, reason) from error


def _record(kind: type[_Read], value: dict[str, Any], path: Path) -> _Read:
    """Give a record of the store; what is not said is null."""
    nothing = dict.fromkeys(field.name for field in fields(kind))  # type: ignore[arg-type]  # every record is a dataclass
    unknown = value.keys() - nothing.keys()
    if unknown:
        raise BrokenExportError(path, f"nothing is known of {min(unknown)!r}")
    return _as(kind, nothing | value, path)


def _as(kind: type[_Read], value: Any, path: Path) -> _Read:
    """Check that a value from a file is of a kind."""
    try:
        found = TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "a value"
        raise BrokenExportError(path, f"{where}: {first['msg']}") from error
    moments = [found, *getattr(found, "__dict__", {}).values()]
    if any(isinstance(each, datetime) and each.tzinfo is None for each in moments):
        raise BrokenExportError(path, "a moment has no zone")
    return found


def _check_role(role: str | None, path: Path) -> None:
    if role is not None and role not in ROLES:
        raise BrokenExportError(path, f"{role!r} is no role")
