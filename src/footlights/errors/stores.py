"""Workspaces that cannot be opened or written."""

from pathlib import Path

from footlights.errors.base import FootlightsError, as_sentence


class UnwritableWorkspaceError(FootlightsError):
    """The folder of a workspace cannot be made or written to."""

    code = "unwritable-workspace"

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"No workspace can lie in {str(folder)!r}: {as_sentence(reason)}"
            " Choose a folder that you may write to."
        )


class NewerStoreError(FootlightsError):
    """A workspace was written by a later version, in a way this one does not know."""

    code = "newer-store"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The workspace in {place} was written by a later version of Footlights"
            " than this one. Nothing was changed. Install the later version."
        )


class NotAStoreError(FootlightsError):
    """A file or database holds something else than a workspace."""

    code = "not-a-store"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} holds something else than a workspace. Nothing was changed."
            " Choose another folder, or an empty database."
        )


class DamagedStoreError(FootlightsError):
    """The file of a workspace is no database, or is damaged."""

    code = "damaged-store"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The workspace in {place} cannot be read: {as_sentence(reason)}"
            " Move it away, and put a copy or an export in its place."
        )


class StoreUnreachableError(FootlightsError):
    """The database of a workspace does not answer."""

    code = "store-unreachable"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The workspace in {place} cannot be reached: {as_sentence(reason)}"
            " Check the address, and that the database is running."
        )


class UnknownStoreError(FootlightsError):
    """An address names no kind of database that a workspace can lie in."""

    code = "unknown-store"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"No workspace can lie in {place}. Name a folder, or a database as"
            " postgresql://user@host/name."
        )


class PostgresMissingError(FootlightsError):
    """A workspace lies in PostgreSQL, and what speaks to it is not installed."""

    code = "postgres-missing"

    def __init__(self) -> None:
        super().__init__(
            "A workspace in PostgreSQL needs an extra that is not installed:"
            " pip install 'footlights[postgres]'."
        )


class StoreBusyError(FootlightsError):
    """Somebody else was writing all the time that a change waited for its turn."""

    code = "store-busy"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Something else has been writing to the workspace in {place} for too long."
            " Nothing was saved. Try again."
        )


class CannotSaveError(FootlightsError):
    """A change of a workspace could not be written; all is as it was before."""

    code = "cannot-save"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The workspace in {place} could not be written: {as_sentence(reason)}"
            " Nothing was saved. Make room, and do it again."
        )


class ContradictionError(FootlightsError):
    """What is to be saved names something that is not there, or is there already."""

    code = "contradiction"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"What was to be saved in the workspace in {place} names something that is"
            " not there, or that is there already. Nothing was saved. Look again, and"
            " do it anew."
        )
