"""Images on the cells of a map, kept once however often they are shown."""

import os
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from footlights.errors import UnknownThingError
from footlights.store.records import Records
from footlights.store.records.holdings import AttachmentRecord, AttachmentUseRecord
from footlights.usecases.workspace.documents import read_document, revision
from footlights.usecases.workspace.image_files import (
    SMALL_TYPE,
    check_whole,
    image_type,
    smaller,
)
from footlights.usecases.workspace.places import Place, check_place
from footlights.usecases.workspace.policy import Caller, require
from footlights.usecases.workspace.workspace import (
    Workspace,
    checked_text,
    new_id,
    note,
)

LONGEST_DESCRIPTION = 500


def attach_image(  # noqa: PLR0913 - who, where, what, when
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    place: Place,
    image: bytes,
    *,
    shows: str,
    now: datetime,
) -> AttachmentUseRecord:
    """Put an image on a cell of a map.

    Args:
        workspace: The open workspace.
        caller: Who does.
        map_id: The map.
        place: The cell.
        image: The bytes of a PNG, JPEG, GIF or WebP.
        shows: What it shows, in words, for those who do not see it.
        now: The present moment.

    Raises:
        NotAnImageError: It is something else, or broken.
        ImageTooLargeError: It is over 10 MB.
        ImageTooManyPixelsError: It would take too much memory to show.
        UnknownPartError: The map has no such part.
        NotAllowedError: The caller may not edit the map.
    """
    fingerprint, media_type = image_kind(image)
    check_whole(image, media_type)
    said = checked_text(shows, "description", LONGEST_DESCRIPTION)
    with workspace.store.writing() as records:
        actor = require(records, caller, "edit", map_id)
        head = records.maps.get(map_id)
        assert head is not None  # noqa: S101 - required above
        check_place(read_document(revision(records, map_id, head.head_no)), place)
        keep_image(records, fingerprint, media_type, image)
        use = AttachmentUseRecord(
            id=new_id(),
            fingerprint=fingerprint,
            map_id=map_id,
            part=place.part,
            part_id=place.id,
            field=place.field,
            shows=said,
            made_by=actor.person_id,
            made_at=now,
        )
        records.attachment_uses.add(use)
        note(records, actor, now, "attach", ("image", use.id), map_id)
    return use


def list_images(
    workspace: Workspace, caller: Caller, map_id: str
) -> tuple[AttachmentUseRecord, ...]:
    """List the images on a map, oldest first.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read", map_id)
        return records.attachment_uses.of_map(map_id)


def read_image(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    fingerprint: str,
    most_side: int | None = None,
) -> tuple[str, bytes]:
    """Give the kind and the bytes of an image that a map shows.

    With `most_side`, a copy of at most so many pixels to a side, without what a camera
    writes beside the picture; of an image as it was sent where None.

    Raises:
        UnknownThingError: The map shows no such image.
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read", map_id)
        shown = {use.fingerprint for use in records.attachment_uses.of_map(map_id)}
        record = records.attachments.get(fingerprint) if fingerprint in shown else None
        held = image_bytes(records, record) if record else None
    if record is None or held is None:
        kind = "image"
        raise UnknownThingError(kind, fingerprint)
    if most_side is None:
        return record.media_type, held
    return SMALL_TYPE, smaller(held, record.media_type, most_side)


def detach_image(
    workspace: Workspace, caller: Caller, use_id: str, *, now: datetime
) -> None:
    """Take an image off its cell; its bytes stay, as earlier maps may show it.

    Raises:
        UnknownThingError: There is no such image for the caller.
        NotAllowedError: The caller may not edit the map.
    """
    with workspace.store.writing() as records:
        use = records.attachment_uses.get(use_id)
        if use is None:
            kind = "image"
            raise UnknownThingError(kind, use_id)
        actor = require(records, caller, "edit", use.map_id)
        records.attachment_uses.remove(use_id)
        note(records, actor, now, "detach", ("image", use_id), use.map_id)


def copy_images(
    workspace: Workspace, caller: Caller, from_id: str, to_id: str, *, now: datetime
) -> None:
    """Put the images of a map on its copy, whose cells have the same names.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller may not edit the copy.
    """
    with workspace.store.writing() as records:
        require(records, caller, "read", from_id)
        actor = require(records, caller, "edit", to_id)
        for use in records.attachment_uses.of_map(from_id):
            records.attachment_uses.add(
                replace(
                    use,
                    id=new_id(),
                    map_id=to_id,
                    made_by=actor.person_id,
                    made_at=now,
                )
            )


def keep_image(
    records: Records, fingerprint: str, media_type: str, image: bytes
) -> None:
    """Keep the bytes of an image: in the folder beside a file store, else in it."""
    if records.folder is not None:
        path = image_path(records.folder, fingerprint)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Under another name first: it is there whole, or not at all.
            unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
            unfinished.write_bytes(image)
            unfinished.replace(path)
    if records.attachments.get(fingerprint) is None:
        held = None if records.folder is not None else image
        records.attachments.add(
            AttachmentRecord(fingerprint, media_type, len(image), held)
        )


def image_bytes(records: Records, record: AttachmentRecord) -> bytes | None:
    """Give the bytes of an image; None if somebody took its file away."""
    if record.held is not None or records.folder is None:
        return record.held
    path = image_path(records.folder, record.fingerprint)
    return path.read_bytes() if path.is_file() else None


def image_path(folder: Path, fingerprint: str) -> Path:
    """Give the file of an image in the folder of a workspace."""
    return folder / "images" / fingerprint[:2] / fingerprint


def image_kind(image: bytes) -> tuple[str, str]:
    """Give the fingerprint and the kind of an image.

    Raises:
        NotAnImageError: It is something else.
        ImageTooLargeError: It is over 10 MB.
    """
    media_type = image_type(image)
    return sha256(image).hexdigest(), media_type
