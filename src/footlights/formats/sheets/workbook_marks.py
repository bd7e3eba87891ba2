"""By what a workbook is known, without anything that reads one."""

from pathlib import Path

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(path: Path) -> bool:
    """Whether a file is to be read as a workbook, by its first bytes or its name."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        begin = stream.read(8)
    named = path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx"}
    return named or begin.startswith((ZIP_MARK, OLE_MARK))
