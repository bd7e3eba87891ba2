"""A group that names the nearest command where there is none of a name."""

import click

from footlights.errors.base import did_you_mean


class NearCommands(click.Group):
    """Says which command was perhaps meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, or name the nearest."""
        name = args[0]
        is_option = name.startswith("-")
        if not is_option and self.get_command(ctx, name) is None:
            near = did_you_mean(name, self.list_commands(ctx))
            ctx.fail(f"No such command {name!r}.{near}")
        return super().resolve_command(ctx, args)
