"""Errors in the words of who is far away: a file that was sent has its name alone."""

import re
import tempfile

from footlights.errors import FootlightsError

HELD = "footlights-"
"""How names of the folders begin in which files are held for a moment."""

_FOLDER = re.compile(rf"{re.escape(tempfile.gettempdir())}[\\/]{HELD}[^\\/\s]+[\\/]")


def words_of(error: FootlightsError) -> str:
    """Give what an error says, without the folder in which a file was held."""
    return _FOLDER.sub("", str(error))
