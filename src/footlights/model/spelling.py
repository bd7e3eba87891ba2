"""When two spellings are one word."""

import re


def plain(word: str) -> str:
    """Reduce a word to what two spellings share: `E-Mail` and `email` are one."""
    return re.sub(r"[\W_]+", "", word.casefold())
