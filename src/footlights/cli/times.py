"""Lengths of time and days, as they are typed on the command line."""

from datetime import date, timedelta
from typing import Any

import click


class Length(click.ParamType[timedelta]):
    """A length of time with its unit, such as `30m` or `7d`."""

    name = "time"

    def convert(
        self,
        value: Any,  # click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> timedelta:
        """Read it, or say what is wrong with it."""
        from footlights.model.quantities import parse_duration

        try:
            return parse_duration(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[date]):
    """A day, such as `2026-03-01`."""

    name = "day"

    def convert(
        self,
        value: Any,  # click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Read it, or say what is wrong with it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2026-03-01", param, ctx)
