"""Errors that a person can mend; each class owns its code and its wording.

Everything else is a bug, and crashes. `docs/errors.md` lists the codes.
"""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Name the nearest known word, as a sentence; empty if none is near."""
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


class FootlightsError(Exception):
    """Something a person can mend."""

    code: ClassVar[str]
    """Stable name of the error; see docs/errors.md."""


class MissingFileError(FootlightsError):
    """A file was named that is not there."""

    code = "missing-file"

    def __init__(self, path: Path) -> None:
        folder = path.parent
        names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
        super().__init__(
            f"There is no file {str(path)!r}.{did_you_mean(path.name, names)}"
            " Check the name and the folder."
        )


class UnreadableFileError(FootlightsError):
    """A file is there but cannot be read as what it should be."""

    code = "unreadable-file"

    def __init__(self, path: Path | str, found: str, do: str) -> None:
        super().__init__(f"{path} cannot be read: {found}. {do}")


class UnknownJourneyColumnError(FootlightsError):
    """A map names a column for its journeys that the log does not have."""

    code = "unknown-journey-column"

    def __init__(self, column: str, known: Collection[str]) -> None:
        super().__init__(
            f"The map says that journeys are named by the column {column!r}, and the"
            f" log has no such column.{did_you_mean(column, known)}"
            f" Its columns are: {', '.join(sorted(known))}."
            " Change `journeys:` in the map, or name the column when reading."
        )


class FileInTheWayError(FootlightsError):
    """A file would be replaced that somebody may have worked on."""

    code = "file-in-the-way"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is there already. Choose another name, or say --force to"
            " replace it."
        )


class MissingFolderError(FootlightsError):
    """A file is to be written into a folder that is not there."""

    code = "missing-folder"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no folder {str(path.parent)!r} to write {path.name!r} into."
            " Make it first, or choose another place."
        )


class NoEventsGivenError(FootlightsError):
    """Nothing was named to read."""

    code = "no-events-given"

    def __init__(self) -> None:
        super().__init__(
            "No file of events was named. Give at least one file, a table, or a"
            " sources.yaml that names files."
        )


class FolderNotFileError(FootlightsError):
    """A folder was named where a file is needed."""

    code = "folder-not-file"

    def __init__(self, path: Path) -> None:
        names = sorted(p.name for p in path.iterdir() if p.is_file())
        held = f" It holds {', '.join(names[:5])}." if names else " It holds no file."
        super().__init__(
            f"{str(path)!r} is a folder, and events are read from files.{held}"
            " Name the files."
        )


class DuplicateColumnError(FootlightsError):
    """Two columns of a file have one name."""

    code = "duplicate-column"

    def __init__(self, file: str, column: str, places: Collection[int]) -> None:
        numbers = " and ".join(str(place) for place in places)
        super().__init__(
            f"{file} has {len(places)} columns named {column!r} (columns {numbers})."
            " Rename all but one, so that it is clear which is meant."
        )


class MissingColumnError(FootlightsError):
    """A log has no column for something that every event needs."""

    code = "missing-column"

    def __init__(
        self, file: str, role: str, known: Collection[str], hint: str = ""
    ) -> None:
        super().__init__(
            f"{file} has no column that looks like {_ROLE_WORDS.get(role, role)}.{hint}"
            f" Its columns are: {_listed(known)}."
            f" Say which it is: --column {role}=NAME, or `columns:` in a sources.yaml."
        )


def _listed(names: Collection[str]) -> str:
    """Name up to thirty, and how many more there are."""
    shown = list(names)[:30]
    more = f" and {len(names) - 30} more" if len(names) > 30 else ""
    return f"{', '.join(shown)}{more}"


_ROLE_WORDS = {
    "person": "the person or the case",
    "event": "the name of the event",
    "at": "the time of the event",
}


class UnknownColumnError(FootlightsError):
    """A column was named that a file does not have."""

    code = "unknown-column"

    def __init__(self, file: str, column: str, known: Collection[str]) -> None:
        super().__init__(
            f"{file} has no column {column!r}.{did_you_mean(column, known)}"
            f" Its columns are: {_listed(known)}."
        )


class UnknownRoleError(FootlightsError):
    """A column was given for something that events do not have."""

    code = "unknown-role"

    def __init__(self, role: str, known: Collection[str]) -> None:
        super().__init__(
            f"Events have no {role!r}.{did_you_mean(role, known)}"
            f" A column can be read as: {_listed(known)}."
        )


class NoTimesError(FootlightsError):
    """A log tells the order of events and not their times."""

    code = "no-times"

    def __init__(self, file: str, known: Collection[str]) -> None:
        super().__init__(
            f"{file} has no time for its events, only their order, and durations,"
            " waits and trends cannot be measured without times."
            f" Its columns are: {_listed(known)}."
            " If one of them is a time, say so: --column at=NAME; otherwise export"
            " the log with its times."
        )


class AmbiguousDateError(FootlightsError):
    """Dates can be read with the day first or with the month first."""

    code = "ambiguous-date"

    def __init__(
        self, column: str, value: str, readings: Collection[tuple[str, str]]
    ) -> None:
        said = " or ".join(f"{when} ({form})" for form, when in readings)
        first = next(iter(readings))[0]
        super().__init__(
            f"Times in {column!r} can be read in more than one way: {value!r} is"
            f" {said}, and no value of the column tells which."
            f" Say how they are written: --time-format '{first}'."
        )


class UnknownTimeFormatError(FootlightsError):
    """The times of a column are written in no way that is known."""

    code = "unknown-time-format"

    def __init__(self, column: str, example: str) -> None:
        super().__init__(
            f"Times in {column!r} are written in no known way, for example"
            f" {example!r}. Say how: --time-format '%d/%m/%Y %H:%M'"
            " (epoch-s, epoch-ms and epoch-us stand for counted seconds)."
        )


class UnknownZoneError(FootlightsError):
    """A time zone was named that does not exist."""

    code = "unknown-zone"

    def __init__(self, zone: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no time zone {zone!r}.{did_you_mean(zone, known)}"
            " Zones are named as in Europe/Rome, America/New_York or UTC."
        )


class NothingReadableError(FootlightsError):
    """Not one row of a log could be read as an event."""

    code = "nothing-readable"

    def __init__(self, files: str, rows: int, reasons: Collection[str]) -> None:
        said = "; ".join(reasons)
        super().__init__(
            f"None of the {rows:,} rows of {files} could be read as an event: {said}."
            " Say which column is which with --column NAME=COLUMN, how times are"
            " written with --time-format, or both in a sources.yaml."
        )


class NoRowsError(FootlightsError):
    """A file has a header and nothing under it, or a log no event."""

    code = "no-rows"

    def __init__(self, files: str) -> None:
        super().__init__(
            f"{files} holds no events: no row follows its header."
            " Check that the export was complete."
        )


class MixedScalesError(FootlightsError):
    """Scores of one log stand on different scales."""

    code = "mixed-scales"

    def __init__(self, scales: Collection[str]) -> None:
        super().__init__(
            f"Scores of this log stand on different scales ({', '.join(scales)}), and"
            " cannot be averaged. Read them apart, or bring them to one scale with"
            " `values:` in a sources.yaml."
        )


class SourcesFileError(FootlightsError):
    """A sources.yaml does not say what it should."""

    code = "sources-file"

    def __init__(self, path: Path | str, line: int | None, found: str) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {found}")


class FileNotInSourcesError(FootlightsError):
    """A file was named that the sources.yaml says nothing about."""

    code = "file-not-in-sources"

    def __init__(self, path: Path, patterns: Collection[str]) -> None:
        super().__init__(
            f"The sources.yaml says nothing about {path.name!r}; it names"
            f" {', '.join(patterns)}. Add a source for it, or leave the file out."
        )


class BrokenYamlError(FootlightsError):
    """A file is not YAML, or holds what is not read from YAML."""

    code = "broken-yaml"

    def __init__(self, path: Path, line: int, column: int, found: str, do: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {found}. {do}")
        self.path = path
        self.line = line
        self.said = f"{found[0].upper()}{found[1:]}. {do}"


class NotAMapError(FootlightsError):
    """A file is YAML and no map at all."""

    code = "not-a-map"

    def __init__(self, path: Path, found: str, do: str) -> None:
        super().__init__(f"{path} is not a map: {found}. {do}")
        self.path = path


@dataclass(frozen=True)
class Mistake:
    """One place of a map file that does not say what it should."""

    line: int
    """Line of the file, from 1."""

    where: tuple[str | int, ...]
    """Keys, and positions in lists from 0."""

    message: str
    """The place in words, what was found, and what to do."""


class InvalidMapError(FootlightsError):
    """A map file does not say what a map says; every mistake is listed."""

    code = "invalid-map"

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        lines = [f"{path}:{mistake.line}: {mistake.message}" for mistake in mistakes]
        super().__init__("\n".join([f"{path} has {count}:", *lines]))
        self.path = path
        self.mistakes = tuple(mistakes)


class TooFewJourneysError(FootlightsError):
    """A log of no journeys was asked for."""

    code = "too-few-journeys"

    def __init__(self, journeys: int) -> None:
        super().__init__(f"A log needs at least 1 journey, and {journeys} were asked.")


class NothingToGenerateError(FootlightsError):
    """No touchpoint of a map has an event, so nobody leaves a trace."""

    code = "nothing-to-generate"

    def __init__(self, map_id: str) -> None:
        super().__init__(
            f"No touchpoint of the map {map_id!r} says which events it matches, so"
            " people following it leave no log. Give at least one touchpoint"
            " `matches: [name-of-event]`."
        )


class UnknownEffectTargetError(FootlightsError):
    """A planted effect names something that the map does not have."""

    code = "unknown-effect-target"

    def __init__(
        self, effect_id: str, part: str, target: str, known: Collection[str]
    ) -> None:
        super().__init__(
            f"The effect {effect_id!r} names the {part} {target!r}, which the map does"
            f" not have.{did_you_mean(target, known)}"
            f" It has: {', '.join(sorted(known)) or 'none'}."
        )


class UnknownLogFormatError(FootlightsError):
    """A log is to be written under a name that tells no format."""

    code = "unknown-log-format"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name!r} does not say how to write a log: its name ends in"
            f" {path.suffix or 'nothing known'}. Call it something.parquet,"
            " something.csv or something.csv.gz."
        )


class EffectOnNoWaitError(FootlightsError):
    """A planted effect makes a wait longer, and what it names is no wait."""

    code = "effect-on-no-wait"

    def __init__(self, effect_id: str, touchpoint: str, kind: str) -> None:
        super().__init__(
            f"The effect {effect_id!r} lets a wait hurt, and {touchpoint!r} is of kind"
            f" {kind}. Name a touchpoint of kind wait."
        )


class NegativeSeedError(FootlightsError):
    """A log was asked for by a seed below 0."""

    code = "negative-seed"

    def __init__(self, seed: int) -> None:
        super().__init__(f"A seed is a number from 0, and {seed} was given.")


class UndrawableSegmentError(FootlightsError):
    """A planted effect names a segment whose members nobody can choose."""

    code = "undrawable-segment"

    def __init__(self, effect_id: str, segment: str, column: str) -> None:
        super().__init__(
            f"The effect {effect_id!r} is planted in the segment {segment!r}, and that"
            f" is told by the column {column!r}, which follows from where people go."
            " Tell the segment by a column of its own, such as `where: {plan: trial}`,"
            " or leave the effect out."
        )


class UnknownExampleError(FootlightsError):
    """An example was named that does not come with the program."""

    code = "unknown-example"

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no example {name!r}.{did_you_mean(name, known)}"
            f" The examples are: {', '.join(known)}."
        )


class TooManyEventNamesError(FootlightsError):
    """A log has so many event names that no map of them explains enough of it."""

    code = "too-many-event-names"

    def __init__(self, names: int, most: int, share: float) -> None:
        super().__init__(
            f"The log has {names:,} event names, and a map of the {most:,} commonest"
            f" would explain {share * 100:.0f} % of its events. Names that differ by a"
            " number or a text are no event names: say which column is with"
            " --column event=NAME."
        )


class FolderInTheWayError(FootlightsError):
    """A file is to be written where a folder stands."""

    code = "folder-in-the-way"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is a folder, so no file can be written there."
            " Choose another name."
        )


class LogInUseError(FootlightsError):
    """A kept log was opened while another process has it open."""

    code = "log-in-use"

    def __init__(self, path: Path, process: int | None) -> None:
        if process is None:
            holder = "Another process has"
        elif process == os.getpid():
            holder = f"This process ({process}) already has"
        else:
            holder = f"Process {process} has"
        super().__init__(
            f"{holder} the log in {str(path)!r} open, and only one at a time can."
            " Wait until it is done, or end it."
        )
        self.process = process


class DamagedLogError(FootlightsError):
    """The file of a kept log cannot be read as one."""

    code = "damaged-log"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{str(path)!r} is no log that Footlights kept, or is damaged: {reason}"
            f"{'' if reason.endswith(('.', '!')) else '.'} Keep the log in another"
            " folder, or move the file away and append the events anew."
        )


class NewerLogError(FootlightsError):
    """A kept log was written by a later version, in a way this one does not know."""

    code = "newer-log"

    def __init__(self, path: Path, written_by: str, version: str) -> None:
        super().__init__(
            f"The log in {str(path)!r} was written by Footlights {written_by}, and this"
            f" is {version}. Install that version or a later one."
        )


class UnwritableFolderError(FootlightsError):
    """The folder of a kept log cannot be made or written to."""

    code = "unwritable-folder"

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"No log can be kept in {str(folder)!r}: {reason}"
            f"{'' if reason.endswith(('.', '!')) else '.'} Choose a folder that you may"
            " write to."
        )


class CannotKeepError(FootlightsError):
    """A change of a kept log could not be written; the log is as it was before."""

    code = "cannot-keep"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{str(path)!r} could not be written: {reason}"
            f"{'' if reason.endswith(('.', '!')) else '.'} The log in it is as it was"
            " before. Make room, and do it again."
        )


class ChangedFileError(FootlightsError):
    """A file that a kept log has read already holds something else now."""

    code = "changed-file"

    def __init__(self, path: Path, folder: Path) -> None:
        super().__init__(
            f"{str(path)!r} is not what it was when it was added to the log in"
            f" {str(folder)!r}. Give new events in a file of their own, or keep the log"
            " in a new folder and read every file again."
        )


class OtherReadingError(FootlightsError):
    """A file would be read in another way than those before with the same columns."""

    code = "other-reading"

    def __init__(
        self, files: tuple[str, str], what: str, ways: tuple[str, str]
    ) -> None:
        (file, earlier), (now, before) = files, ways
        super().__init__(
            f"In {file!r} {what} would be read as {now}, and in {earlier!r}, which has"
            f" the same columns and is in the log already, it was read as {before}."
            " Say how to read it with --column, --time-format or --zone; or keep the"
            " log in a new folder and read every file again."
        )


class NothingKeptError(FootlightsError):
    """A kept log is asked for its events and has none yet."""

    code = "nothing-kept"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No events are kept in {str(folder)!r} yet. Name the files to read."
        )


class UnknownSegmentError(FootlightsError):
    """A segment was named that the map does not have."""

    code = "unknown-segment"

    def __init__(self, segment: str, known: Collection[str]) -> None:
        listed = f"Its segments are: {', '.join(known)}." if known else "It has none."
        super().__init__(
            f"There is no segment {segment!r} in this map."
            f"{did_you_mean(segment, known)} {listed}"
        )


class UnknownChannelError(FootlightsError):
    """A channel was named that neither the map nor the log has."""

    code = "unknown-channel"

    def __init__(self, channel: str, known: Collection[str]) -> None:
        listed = f"There are: {', '.join(known)}." if known else "There is none."
        super().__init__(
            f"No channel {channel!r} is on the map or in the log."
            f"{did_you_mean(channel, known)} {listed}"
        )


class UnknownAttributeError(FootlightsError):
    """A column of the events was asked for that the log does not have."""

    code = "unknown-attribute"

    def __init__(self, column: str, known: Collection[str]) -> None:
        super().__init__(
            f"The log has no column {column!r}.{did_you_mean(column, known)}"
            f" Its columns are: {', '.join(known)}."
        )


class BackwardsPeriodError(FootlightsError):
    """A period was given that ends before it begins."""

    code = "backwards-period"

    def __init__(self, from_on: date, to_on: date) -> None:
        super().__init__(
            f"The period from {from_on} to {to_on} ends before it begins."
            " Name the earlier day first."
        )


class EmptySelectionError(FootlightsError):
    """A group of journeys was asked about that no journey is in."""

    code = "empty-selection"

    def __init__(self, selection: str, of: int) -> None:
        super().__init__(
            f"None of the {of:,} journeys is in this group: {selection}."
            " Look whether the log fills the columns that it asks for, and which"
            " days the log covers."
        )


class OverlappingGroupsError(FootlightsError):
    """Two groups are to be compared that share journeys."""

    code = "overlapping-groups"

    def __init__(self, one: str, other: str, shared: int) -> None:
        super().__init__(
            f"{shared:,} journeys are in both groups, {one} and {other}. Only groups"
            " that share no journey can be compared; take a segment against those"
            " outside it, or periods that do not overlap."
        )


class UnknownPersonError(FootlightsError):
    """A person was named of whom the log has no event."""

    code = "unknown-person"

    def __init__(self, person: str) -> None:
        super().__init__(
            f"The log has no event of a person {person!r}. Write the id exactly as"
            " the log has it, with its capitals and blanks."
        )


class UnknownJourneyError(FootlightsError):
    """A journey was named by a key that no journey has."""

    code = "unknown-journey"

    def __init__(self, journey_key: int) -> None:
        super().__init__(
            f"No journey has the key {journey_key}. Keys are those that another view"
            " of the same log and map shows."
        )


class UnreadableSelectionError(FootlightsError):
    """What somebody typed to choose journeys cannot be read."""

    code = "unreadable-selection"

    def __init__(self, part: str, text: str) -> None:
        where = "" if part == text else f" in {text!r}"
        super().__init__(
            f"{part!r}{where} chooses no journeys. Say segment:ID, not segment:ID,"
            " channel:ID, period:2026-01-01..2026-03-31, completed or not completed;"
            " commas join several."
        )


class AgainstNothingError(FootlightsError):
    """Journeys are to be held against others, and it is not said which."""

    code = "against-nothing"

    def __init__(self, against: str) -> None:
        super().__init__(
            f"--against {against!r} needs --only: which journeys are held against"
            " these? For example --only segment:ID --against 'not segment:ID'."
        )


class UnknownTableFormatError(FootlightsError):
    """A table is to be written under a name that tells no format."""

    code = "unknown-table-format"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name!r} does not say how to write a table: call it"
            " something.csv or something.parquet."
        )


class UnknownTouchpointError(FootlightsError):
    """A touchpoint was named that the map does not have."""

    code = "unknown-touchpoint"

    def __init__(self, touchpoint_id: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no touchpoint {touchpoint_id!r} in this map."
            f"{did_you_mean(touchpoint_id, known)}"
            f" Its touchpoints are: {', '.join(known)}."
        )


class UnknownStepError(FootlightsError):
    """A step of a funnel was named that is no stage and no touchpoint of the map."""

    code = "unknown-step"

    def __init__(
        self, name: str, stages: Collection[str], touchpoints: Collection[str]
    ) -> None:
        super().__init__(
            f"There is no stage and no touchpoint {name!r} in this map."
            f"{did_you_mean(name, [*stages, *touchpoints])}"
            f" Its stages are: {', '.join(stages)};"
            f" its touchpoints are: {', '.join(touchpoints)}."
        )


class AmbiguousStepError(FootlightsError):
    """A step of a funnel was named that is both a stage and a touchpoint."""

    code = "ambiguous-step"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is a stage and a touchpoint of this map."
            f" Say 'stage:{name}' or 'touchpoint:{name}'."
        )


class NoStepsError(FootlightsError):
    """A funnel was asked for that has no step."""

    code = "no-steps"

    def __init__(self) -> None:
        super().__init__(
            "A funnel needs at least one step, and there is none. Name stages or"
            " touchpoints, or give a touchpoint of the map `matches:`."
        )


class NotPositiveError(FootlightsError):
    """A length of time or a number is zero or less and must be more."""

    code = "not-positive"

    def __init__(self, option: str, given: object) -> None:
        super().__init__(
            f"{option!r} must be more than 0, and {given} was given."
            " Give more, or leave it out."
        )


class UnknownChoiceError(FootlightsError):
    """A word was given where only a few are understood."""

    code = "unknown-choice"

    def __init__(self, option: str, given: str, known: Collection[str]) -> None:
        super().__init__(
            f"{given!r} is no choice for {option!r}.{did_you_mean(given, known)}"
            f" The choices are: {', '.join(known)}."
        )
