"""Ids name one thing each."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from footlights.model.problem import Problem, Where
from footlights.model.rules.checked import Checked
from footlights.model.spelling import plain

_Named = tuple[str, Where]
"""An id, and the place of the part that has it."""


class IdNamesOneThing:
    """No two parts of one kind have the same id."""

    code: ClassVar[str] = "duplicate-id"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield every part whose id stood before."""
        for kind, named in _ids_by_kind(checked):
            seen: set[str] = set()
            for part_id, where in named:
                if part_id in seen:
                    yield Problem(
                        self.code,
                        (*where, "id"),
                        f"Another {kind} has the id {part_id!r} already."
                        " Give one of them another id.",
                    )
                seen.add(part_id)


def _ids_by_kind(checked: Checked) -> Iterator[tuple[str, Iterable[_Named]]]:
    map_ = checked.map
    for key in (
        "personas",
        "segments",
        "outcomes",
        "channels",
        "teams",
        "systems",
        "calendars",
    ):
        parts = getattr(map_, key)
        yield key[:-1], [(part.id, (key, no)) for no, part in enumerate(parts)]
    yield "stage", [(stage.id, ("stages", no)) for no, stage in enumerate(map_.stages)]
    yield "touchpoint", [(p.touchpoint.id, p.where) for p in checked.touchpoints]
    yield "activity", [(p.activity.id, p.where) for p in checked.activities]
    effects = map_.simulation.effects if map_.simulation else ()
    yield (
        "effect",
        [(e.id, ("simulation", "effects", no)) for no, e in enumerate(effects)],
    )


class SpellingMeansOneChannel:
    """No spelling of the log stands for two channels."""

    code: ClassVar[str] = "ambiguous-channel"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield every name or spelling that another channel has already.

        Upper and lower case and signs do not tell spellings apart.
        """
        owners = {plain(channel.id): channel.id for channel in checked.map.channels}
        for where, word, channel in _spellings(checked):
            owner = owners.setdefault(plain(word), channel)
            if owner != channel:
                yield Problem(
                    self.code,
                    where,
                    f"Channel {channel!r} is written as {word!r} in a log, and so is"
                    f" {owner!r}. Leave it to one of them.",
                )


def _spellings(checked: Checked) -> Iterator[tuple[Where, str, str]]:
    for no, channel in enumerate(checked.map.channels):
        where = ("channels", no)
        if channel.name is not None:
            yield (*where, "name"), channel.name, channel.id
        for position, word in enumerate(channel.said_as):
            yield (*where, "said_as", position), word, channel.id
