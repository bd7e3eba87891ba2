"""What was said to who types commands, said to who fills in the form of the wizard."""

import re

_SAID = (
    (r" --column (\w+)=NAME, or `columns:` in a sources\.yaml", r" in the list below"),
    (r"--column at=NAME", r"choose “when” for it below"),
    (r"--column person='([^']*)'", r"“who (person)” of the column \1"),
    (
        r"with --column NAME=COLUMN, [^-]* with --time-format, or both in a [a-z]*\.yaml",
        r"and how times are written, below",
    ),
    (r"--time-format '([^']*)'", r"\1, in the field below"),
    (
        r": --journey-object TYPE, or `journey_object:` in a sources\.yaml",
        r", in the field below",
    ),
    (
        r"with --column, --time-format or --zone; or keep[^.]*",
        r"in the form below",
    ),
    (r"; --zone Europe/Rome says otherwise", r""),
)


def in_the_form(said: str) -> str:
    """Say in words of the form what was said in options of a command.

    Args:
        said: An error, or a guess, of reading events.
    """
    for option, words in _SAID:
        said = re.sub(option, words, said)
    return said
