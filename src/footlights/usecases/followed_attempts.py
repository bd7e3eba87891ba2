"""Attempts at a funnel of any length."""

from typing import Protocol

import ibis.expr.types as ir

from footlights.analysis.attempts import Funnel
from footlights.engines.engine import Engine

PART = 10
"""Steps that are followed in one question; each step nests it once deeper."""


class Follow(Protocol):
    """`attempts.loose_attempts` or `attempts.strict_attempts`."""

    def __call__(
        self, steps: ir.Table, starts: ir.Table, funnel: Funnel, upto: int | None = None
    ) -> ir.Table:
        """Follow attempts to a step."""


def followed_attempts(
    engine: Engine, follow: Follow, steps: ir.Table, starts: ir.Table, funnel: Funnel
) -> ir.Table:
    """Follow attempts through a funnel, some steps at a time.

    Args:
        engine: Keeps what was followed so far, where a funnel is long.
        follow: How.
        steps: `prepared.STEPS`.
        starts: As `attempts.first_start` or `attempts.every_start` gives them.
        funnel: The funnel.

    Returns:
        `attempts_schema` of all steps.
    """
    found = starts
    for upto in range(PART, len(funnel), PART):
        found = engine.keep(
            f"funnel_to_step_{upto}", follow(steps, found, funnel, upto)
        )
    return follow(steps, found, funnel)
