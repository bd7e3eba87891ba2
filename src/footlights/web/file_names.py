"""Names of files that somebody sent."""

LONGEST = 150
"""Signs of a name that are kept; a disk takes 255 bytes."""


def plain_name(said: str, otherwise: str) -> str:
    """Give the name of a file without folders, or signs that no disk takes.

    The end of a long name is kept, as it says which format the file has.

    Args:
        said: The name as it was sent.
        otherwise: The name of a file that has none.
    """
    last = said.replace("\\", "/").rpartition("/")[2]
    name = "".join(sign if sign.isprintable() else "_" for sign in last).strip()
    if not name.strip("."):
        return otherwise
    while len(name.encode()) > LONGEST:
        name = name[1:]
    return name
