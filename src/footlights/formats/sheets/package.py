"""The package that a workbook is: what is in it, checked before it is unpacked.

Workbooks are read here, part by part, and not by a library: a cell must come out with
its very text (libraries disagree on escaped signs), its formula and its result at
once, merged ranges too, and a file of any size must be refused before it fills the
memory. What is read: numbers, texts, truths, days and times, and results of formulas.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from footlights.errors import MissingFileError, UnreadableFileError
from footlights.formats.sheets.workbook_marks import OLE_MARK, ZIP_MARK

MOST_BYTES = 50_000_000
"""A workbook file may have so many bytes."""

MOST_UNPACKED = 200_000_000
"""Its parts may have so many bytes together when they are unpacked."""

_SAVE = "Save it as an Excel workbook (.xlsx)."
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    "word/": "a Word document",
    "ppt/": "a slide deck",
    "xl/workbook.bin": "a binary workbook (xlsb)",
    "content.xml": "an OpenDocument file (ods, odt)",
    "Index/": "an Apple Numbers file",
}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,  # zipfile's word for a member that is locked by a password
    OSError,  # a place that it names lies outside the file
    UnicodeDecodeError,  # a name that is no text
)


class Package:
    """An open workbook file whose parts can be read."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def elements(self, name: str) -> Iterator[etree._Element]:
        """Yield the elements of a part, each when it is whole.

        Whoever reads a large part clears what it has used.

        Raises:
            UnreadableFileError: The part is damaged, or declares a document type.
        """
        try:
            with self._archive.open(name) as stream:
                events = etree.iterparse(
                    stream,
                    events=("start", "end"),
                    resolve_entities=False,
                    no_network=True,
                    load_dtd=False,
                )
                is_checked = False
                for event, element in events:
                    if not is_checked:
                        self._refuse_document_type(element)
                        is_checked = True
                    if event == "end" and isinstance(element.tag, str):
                        yield element
        except etree.XMLSyntaxError as error:
            found = f"{name} is no whole XML"
            raise self.damaged(found) from error
        except KeyError as error:
            found = f"its part {name} is missing"
            raise self.damaged(found) from error
        except _BROKEN as error:
            found = f"{name} cannot be unpacked"
            raise self.damaged(found) from error

    def damaged(self, found: str) -> UnreadableFileError:
        """Give the error for a workbook with a broken part."""
        do = "Open it in a spreadsheet program and save it again."
        return UnreadableFileError(self.path, f"the workbook is damaged: {found}", do)

    def _refuse_document_type(self, element: etree._Element) -> None:
        if element.getroottree().docinfo.doctype:
            found = "it declares a document type, which no workbook does"
            raise self.damaged(found)


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """Open a workbook file after looking at what it is and how large it would get.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: It is no workbook, an older or other kind, protected by
            a password, with macros, damaged, or larger than is read.
    """
    _refuse_by_first_bytes(path)
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        found = "its archive is cut off or damaged"
        raise UnreadableFileError(path, found, "Copy or save it again.") from error
    with archive:
        package = Package(path, archive)
        _refuse_by_parts(package, archive)
        yield package


def _refuse_by_first_bytes(path: Path) -> None:
    if path.is_dir():
        raise UnreadableFileError(path, "it is a folder", "Name a file in it.")
    if not path.exists():
        raise MissingFileError(path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        found = f"it has {size / 1e6:,.0f} MB, and at most {MOST_BYTES / 1e6:,.0f} MB are read"
        raise UnreadableFileError(path, found, "Keep only the sheets that are needed.")
    content = path.read_bytes()
    if content.startswith(OLE_MARK):
        if _PASSWORD in content:
            found, do = "it is protected by a password", "Save it without one."
        else:
            found, do = "it is an old Office file (xls)", _SAVE
        raise UnreadableFileError(path, found, do)
    if not content.startswith(ZIP_MARK):
        found = (
            "it is empty"
            if not content
            else "it is no workbook, whatever its name says"
        )
        do = "Check the export; if it is CSV or text, give it the ending it has."
        raise UnreadableFileError(path, found, do)


def _refuse_by_parts(package: Package, archive: zipfile.ZipFile) -> None:
    for begin, what in _OTHERS.items():
        if any(name.startswith(begin) for name in package.names):
            raise UnreadableFileError(package.path, f"it is {what}", _SAVE)
    if "[Content_Types].xml" not in package.names:
        found = "it is a ZIP archive and no workbook"
        raise UnreadableFileError(package.path, found, "Unpack it, and name a file.")
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        found = "it holds macros (vbaProject.bin), which are not read"
        do = "Save it as an Excel workbook without macros (.xlsx)."
        raise UnreadableFileError(package.path, found, do)
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MOST_UNPACKED:
        found = (
            f"it would unpack to {unpacked / 1e6:,.0f} MB, and at most"
            f" {MOST_UNPACKED / 1e6:,.0f} MB are read"
        )
        raise UnreadableFileError(package.path, found, "Is it the right file?")
