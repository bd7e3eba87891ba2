"""`python -m footlights` is the command `footlights`."""

from footlights.cli import main

main(prog_name="footlights")
