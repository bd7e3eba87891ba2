"""What a map was, who changed what, and how two revisions differ."""

from dataclasses import dataclass
from datetime import datetime

from footlights.model.comparison.compare import Change, compare
from footlights.model.edits.edit import Edit
from footlights.store.records.maps import RevisionLine
from footlights.usecases.workspace.documents import read_edits, read_map, revision
from footlights.usecases.workspace.policy import Caller, require
from footlights.usecases.workspace.workspace import Workspace


@dataclass(frozen=True)
class HistoryLine:
    """One revision of a map, and who made it."""

    no: int
    """Number of the revision."""

    kind: str
    """`made`, `edit`, `undo`, `redo`, `restore` or `file`."""

    of_no: int | None
    """Of an undo, redo or restore: the revision that it goes back on, or to."""

    person_id: str | None
    """Who made it; None at this machine."""

    name: str | None
    """Their name."""

    at: datetime
    """When."""

    message: str | None
    """What it is about, if they said."""


def history(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    *,
    before: int | None = None,
    limit: int = 50,
) -> tuple[HistoryLine, ...]:
    """List the revisions of a map, newest first.

    Args:
        workspace: The open workspace.
        caller: Who asks.
        map_id: The map.
        before: Only those with a lower number, to go on from there.
        limit: At most so many.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller came by a link.
    """
    with workspace.store.reading() as records:
        require(records, caller, "see-work", map_id)
        lines = records.revisions.history(map_id, before=before, limit=limit)
        names = {person.id: person.name for person in records.people.all()}
    return tuple(_line(line, names) for line in lines)


@dataclass(frozen=True)
class Step:
    """What led from one revision to the next."""

    no: int
    """The revision that it led to."""

    name: str | None
    """Who made it; None at this machine."""

    edits: tuple[Edit, ...]
    """What was changed."""


def steps_since(
    workspace: Workspace, caller: Caller, map_id: str, no: int
) -> tuple[Step, ...]:
    """List what was changed since a revision, for pages that show it; oldest first.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller is a visitor by a link.
    """
    with workspace.store.reading() as records:
        require(records, caller, "see-work", map_id)
        names = {person.id: person.name for person in records.people.all()}
        found = records.revisions.steps(map_id, no)
    return tuple(
        Step(each.no, names.get(each.person_id or ""), read_edits(each.edits))
        for each in found
    )


def compare_revisions(
    workspace: Workspace, caller: Caller, map_id: str, before: int, after: int
) -> tuple[Change, ...]:
    """Say how one revision of a map differs from another, in words.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller came by a link.
        UnknownRevisionError: It has no such revision.
    """
    with workspace.store.reading() as records:
        require(records, caller, "see-work", map_id)
        maps = [read_map(revision(records, map_id, each)) for each in (before, after)]
    return compare(*maps)


def compare_maps(
    workspace: Workspace, caller: Caller, before: str, after: str
) -> tuple[Change, ...]:
    """Say how one map differs from another, such as a future one from its current.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller came by a link.
    """
    with workspace.store.reading() as records:
        heads = []
        for map_id in (before, after):
            require(records, caller, "see-work", map_id)
            record = records.maps.get(map_id)
            assert record is not None  # noqa: S101 - required above
            heads.append(read_map(revision(records, map_id, record.head_no)))
    return compare(*heads)


def _line(line: RevisionLine, names: dict[str, str]) -> HistoryLine:
    name = names.get(line.person_id) if line.person_id else None
    return HistoryLine(
        line.no, line.kind, line.of_no, line.person_id, name, line.at, line.message
    )
