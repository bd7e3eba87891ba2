"""What cannot be done in a workspace, or not by this person."""

from collections.abc import Collection, Sequence
from math import ceil
from pathlib import Path
from typing import Self

from footlights.errors.base import FootlightsError, did_you_mean


class NotSignedInError(FootlightsError):
    """Somebody who is not known wants what only known people may."""

    code = "not-signed-in"

    def __init__(self) -> None:
        super().__init__("Sign in first: this workspace knows its people.")


class NotAllowedError(FootlightsError):
    """Somebody wants to do what their role, or their token, does not allow."""

    code = "not-allowed"

    def __init__(self, action: str, role: str) -> None:
        a = "an" if role[0] in "aeiou" else "a"
        super().__init__(
            f"You may not do this here ({action}): it takes {a} {role}. Nothing was"
            " changed. Ask an owner of the workspace."
        )
        self.action = action


class UnknownMapError(FootlightsError):
    """There is no such map in the workspace, or not for this person."""

    code = "unknown-map"

    def __init__(self, map_id: str) -> None:
        super().__init__(
            f"There is no map {map_id!r} here, or none that you may see. Ask who sent"
            " you, or look at the list of maps."
        )
        self.map_id = map_id


class MapExistsError(FootlightsError):
    """A map is to be made whose id another one has."""

    code = "map-exists"

    def __init__(self, map_id: str) -> None:
        super().__init__(
            f"There is a map {map_id!r} in this workspace already. Give the new one"
            " another id, or open the one that is there."
        )


class UnknownRevisionError(FootlightsError):
    """A map has no revision of that number."""

    code = "unknown-revision"

    def __init__(self, map_id: str, no: int, head_no: int) -> None:
        super().__init__(
            f"Map {map_id!r} has no revision {no}: its revisions are 1 to {head_no}."
        )


class NothingToUndoError(FootlightsError):
    """Somebody wants to take back or repeat a change, and there is none."""

    code = "nothing-to-undo"

    def __init__(self, kind: str) -> None:
        word = {"undo": "take back", "redo": "make again"}[kind]
        super().__init__(f"There is no change of yours on this map to {word}.")


class NothingChangedError(FootlightsError):
    """A file comes back, and says what its map says."""

    code = "nothing-changed"

    def __init__(self, name: str, no: int) -> None:
        super().__init__(
            f"{name} says what revision {no} of the map says, so there is nothing to"
            " propose. Was the changed file saved?"
        )


class TextTooLongError(FootlightsError):
    """A text says nothing, or is longer than its place."""

    code = "text-length"

    def __init__(self, what: str, length: int, longest: int) -> None:
        if length:
            said = f"This {what} has {length} letters, and at most {longest} fit."
        else:
            said = f"This {what} is empty. Say something, up to {longest} letters."
        super().__init__(said)


class UnknownThingError(FootlightsError):
    """Something of a workspace was named that is not there."""

    code = "unknown-thing"

    def __init__(self, kind: str, name: str, known: Collection[str] = ()) -> None:
        near = did_you_mean(name, known) or " Somebody may have removed it."
        super().__init__(f"There is no {kind} {name!r} here.{near}")


class NotOneOfError(FootlightsError):
    """A word was given where only others can stand."""

    code = "not-one-of"

    def __init__(self, what: str, given: str, allowed: Collection[str]) -> None:
        super().__init__(
            f"{given!r} is no {what}.{did_you_mean(given, allowed)} It can be:"
            f" {', '.join(allowed)}."
        )


class NameTakenError(FootlightsError):
    """Something is to have a name that another of its kind has."""

    code = "name-taken"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(
            f"There is a {what} {name!r} already. Choose another name, or take that"
            " one away first."
        )


class NotAnImageError(FootlightsError):
    """A file is to be shown on a map that is no image that every browser shows."""

    code = "not-an-image"

    def __init__(self) -> None:
        super().__init__(
            "This is no whole PNG, JPEG, GIF or WebP. Save the image as one of these;"
            " SVG is not taken, as it can hold scripts."
        )


class ImageTooLargeError(FootlightsError):
    """An image is larger than what is kept."""

    code = "image-too-large"

    def __init__(self, size: int, largest: int) -> None:
        super().__init__(
            f"This image has {ceil(size / 2**20 * 10) / 10:.1f} MB, and at most"
            f" {largest / 2**20:.0f} MB are kept. Make it smaller."
        )


class ImageTooManyPixelsError(FootlightsError):
    """An image would take more memory to show than a browser may have."""

    code = "image-too-many-pixels"

    def __init__(self, width: int, height: int, most: int) -> None:
        super().__init__(
            f"This image has {width:,} × {height:,} pixels, and at most"
            f" {most // 1_000_000} million are shown. Make it smaller."
        )


class FolderInUseError(FootlightsError):
    """A workspace is to be exported over something that is no export."""

    code = "folder-in-use"

    def __init__(self, folder: Path, there: Sequence[str]) -> None:
        super().__init__(
            f"{str(folder)!r} holds {', '.join(there)}, which no export wrote. Choose"
            " another folder."
        )


class NotAnExportError(FootlightsError):
    """A folder is to be imported that is no exported workspace."""

    code = "not-an-export"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{str(folder)!r} is no exported workspace: it has no workspace.yaml that"
            " begins with `footlights_workspace:`. Name a folder that"
            " `footlights workspace export` wrote."
        )


class NewerExportError(FootlightsError):
    """An exported workspace was written by a later version."""

    code = "newer-export"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The workspace in {str(folder)!r} was exported by a later version of"
            " Footlights than this one. Nothing was imported. Install that version."
        )


class BrokenExportError(FootlightsError):
    """A file of an exported workspace is missing, or does not say what it should."""

    code = "broken-export"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: {reason}. Nothing was imported. Export the workspace again, or"
            " mend the file."
        )


class WorkspaceInUseError(FootlightsError):
    """A workspace is to be imported into one that has people or maps."""

    code = "workspace-in-use"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The workspace in {place} has people or maps already. Import into an"
            " empty one."
        )


class WorkspaceClosingError(FootlightsError):
    """Something was still being sent when the program that serves a workspace ended."""

    code = "workspace-closing"

    def __init__(self) -> None:
        super().__init__(
            "The workspace is closed just now, and what was being sent is not kept."
            " Send it again once the workspace is open."
        )


class WorkspaceServedError(FootlightsError):
    """A workspace is to be served while another process serves it."""

    code = "workspace-served"

    def __init__(self, folder: Path, process: str, address: str) -> None:
        who = f"Process {process}" if process else "Another process"
        where = f" at {address}" if address else ""
        super().__init__(
            f"{who} serves the workspace in {str(folder)!r} already{where}. Open it"
            " there, or end that process first."
        )


class PortInUseError(FootlightsError):
    """Another program listens where pages are to be served."""

    code = "port-in-use"

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Nobody can be answered at port {port}: another program listens there, or"
            " it may not be taken. Take another one with --port; 0 takes any."
        )


class KnownFileError(FootlightsError):
    """A file was to be added to data that have it already."""

    code = "known-file"

    def __init__(self, file: str, dataset: str) -> None:
        super().__init__(
            f"The data set {dataset!r} holds the file {file!r} already, by what is in"
            " it. Nothing was added; choose another file."
        )


class WorkStoppedError(FootlightsError):
    """Somebody stopped what took long."""

    code = "work-stopped"

    def __init__(self) -> None:
        super().__init__("It was stopped. Ask for it again to begin anew.")


class ForeignRequestError(FootlightsError):
    """Another site's page sent a change here."""

    code = "foreign-request"

    def __init__(self) -> None:
        super().__init__(
            "This change came from a page of another site, and nothing was done. Open"
            " the workspace by its own address and try again."
        )


class ForwardedRequestError(FootlightsError):
    """A proxy passed a request on to a workspace that answers one machine alone."""

    code = "forwarded-request"

    def __init__(self) -> None:
        super().__init__(
            "A proxy passed this request on, but the workspace answers its own machine"
            " alone, and nothing was done. Start it with --proxy and the address of the"
            " proxy; everybody signs in then."
        )


class NobodyToSignInError(FootlightsError):
    """A workspace without people is to be answered beyond this machine."""

    code = "nobody-to-sign-in"

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Nobody has joined this workspace, so it is not answered on {host}, where"
            " others could reach it. Make its first owner with `footlights workspace"
            " owner`, or leave --host out."
        )


class TooLargeError(FootlightsError):
    """More was sent than is taken."""

    code = "too-large"

    def __init__(self, what: str, most: int) -> None:
        super().__init__(
            f"The {what} is larger than {most / 1_000_000:,.0f} MB. Send a smaller one."
        )


class NotMeasuredError(FootlightsError):
    """A question about numbers is asked of a map that has none."""

    code = "not-measured"

    def __init__(self, why: str) -> None:
        super().__init__(f"This map has no numbers. {why}".strip())

    @classmethod
    def without_data(cls, map_id: str) -> Self:
        """Nobody has said by which data it is measured."""
        return cls(f"Choose the data that measure it, at /maps/{map_id}/data.")

    @classmethod
    def without_files(cls) -> Self:
        """No file of events was named beside the map."""
        return cls("Name files of events after the map to measure it.")
