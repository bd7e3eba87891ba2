"""Write docs/reference/cli.md from the help of the commands.

With --check nothing is written: the exit status is 1 if the page is not fresh.
"""

import sys
from pathlib import Path

import click

from footlights.cli import main

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "cli.md"

HEAD = """# The command line

Generated from the commands' own help by `make docs`; do not edit by hand.
"""

WIDTH = 80


def reference() -> str:
    """Give the page: the group first, then each command in the order of use."""
    parts = [HEAD, _section("footlights", main, None)]
    parts += [
        _section(f"footlights {name}", main.commands[name], main)
        for name in main.list_commands(click.Context(main))
    ]
    return "\n".join(parts)


def _section(title: str, command: click.Command, group: click.Group | None) -> str:
    parent = click.Context(group, info_name="footlights") if group else None
    context = click.Context(
        command,
        info_name=title.rsplit(" ", 1)[-1],
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        **command.context_settings,
    )
    return f"## {title}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def run(arguments: list[str]) -> int:
    """Write or check the page; give the exit status."""
    text = reference()
    if "--check" not in arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE} is not fresh: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
