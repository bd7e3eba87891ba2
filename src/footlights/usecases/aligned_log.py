"""A prepared log, every variant of it aligned with its map."""

from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from footlights.analysis.conformance import numbered_variants
from footlights.conformance.alignment import in_step
from footlights.conformance.deviations import (
    BySequence,
    Numbers,
    Totals,
    deviations,
)
from footlights.conformance.moves import Kind, moves
from footlights.conformance.plan import Bools, Plan, plan_of
from footlights.conformance.sequences import Sequences
from footlights.model.map import Map
from footlights.usecases.prepared_log import PreparedLog

_MARKS: dict[Kind, str] = {
    "in_step": "{}",
    "moved": "{} (moved)",
    "extra": "{} (extra)",
    "skipped": "[{} skipped]",
    "not_reached": "[{} not reached]",
}


@dataclass(frozen=True)
class AlignedLog:
    """Variants by `variant_no` from 1, which is place 0 of every array."""

    map: Map
    """The map."""

    plan: Plan
    """What it asks of the order of touches."""

    variants: ir.Table
    """`conformance.NUMBERED_VARIANTS`, kept."""

    sequences: Sequences
    """The variants."""

    journeys: Numbers
    """How many journeys share each variant."""

    is_in_step: Bools
    """Of each touch of the variants, whether it is in step."""

    by_variant: BySequence
    """What each variant does."""

    totals: Totals
    """What all journeys do."""

    @property
    def journey_count(self) -> int:
        """Journeys of the log."""
        return int(self.journeys.sum())

    def touchpoints(self, variant_no: int) -> str:
        """Write the touchpoints of a variant, in order."""
        return " > ".join(
            self._id(no) for no in self.sequences.touches_of(variant_no - 1)
        )

    def moves(self, variant_no: int) -> str:
        """Write what a variant does, move by move.

        Touchpoints of a stage that is `one_of` are skipped, or not reached, by the
        name of the stage.
        """
        sequence = self.sequences.touches_of(variant_no - 1)
        flags = self.is_in_step[self.sequences.slice_of(variant_no - 1)].tolist()
        return " > ".join(
            _MARKS[move.kind].format(
                self._id(move.touchpoint_no)
                if move.kind in {"in_step", "moved", "extra"}
                else self._place(move.touchpoint_no)
            )
            for move in moves(self.plan, sequence, flags)
        )

    def _id(self, touchpoint_no: int) -> str:
        return self.map.touchpoints[touchpoint_no - 1].id

    def _place(self, touchpoint_no: int) -> str:
        touchpoint = self._id(touchpoint_no)
        stage = self.map.stages[self.map.stage_no_of[touchpoint] - 1]
        return stage.id if stage.order == "one_of" else touchpoint


def aligned_log(log: PreparedLog) -> AlignedLog:
    """Align every variant of a log with its map, once."""
    plan = plan_of(log.map)
    variants = log.engine.keep(
        "numbered_variants", numbered_variants(log.prepared.journeys)
    )
    fetched = log.engine.fetch(variants.order_by("variant_no"))
    sequences = _sequences(fetched["variant"])
    journeys = fetched["journeys"].to_numpy()
    flags = in_step(plan, sequences)
    counted = deviations(plan, sequences, flags, journeys)
    return AlignedLog(log.map, plan, variants, sequences, journeys, flags, *counted)


def _sequences(column: pa.ChunkedArray) -> Sequences:
    chunks = column.chunks or [pa.array([], pa.list_(pa.int16()))]
    lengths = [chunk.value_lengths().to_numpy(zero_copy_only=False) for chunk in chunks]
    touches = [chunk.flatten().to_numpy() for chunk in chunks]
    ends = np.cumsum(np.concatenate(lengths), dtype=np.int64)
    return Sequences(np.concatenate(touches), np.concatenate(([0], ends)))
