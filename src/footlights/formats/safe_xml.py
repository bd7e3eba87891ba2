"""XML from anywhere: streamed, without entities; and text that XML can hold."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from footlights.errors import UnreadableFileError

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Give a text without the signs that XML has no way to write."""
    return _NOT_IN_XML.sub("\ufffd", text)


def local_name(element: etree._Element) -> str:
    """Give the name of an element without its namespace; empty for a comment.

    A prefix that nobody declares is left out, too: it is no name to the parser's own
    helper, which raises.
    """
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def streamed(
    path: Path, stream: BinaryIO, names: Collection[str]
) -> Iterator[tuple[etree._Element, str | None]]:
    """Yield elements of some names, each as soon as it is whole, and let them go.

    Yields:
        The element, and the name of the one that holds it.

    Raises:
        UnreadableFileError: It is no whole XML, or has a document type: with it come
            entities that grow or reach outside.
    """
    events = etree.iterparse(
        stream,
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    is_checked = False
    try:
        for _, element in events:
            if not is_checked:
                _refuse_document_type(path, element)
                is_checked = True
            if not isinstance(element.tag, str):
                continue
            if local_name(element) in names:
                parent = element.getparent()
                holder = None if parent is None else local_name(parent)
                yield element, holder
                if _is_top(element):
                    element.clear()
    except etree.XMLSyntaxError as error:
        if "entity" in (error.msg or "").lower() and not is_checked:
            raise _has_entities(path) from error
        found = f"it is no whole XML ({error.msg})"
        raise UnreadableFileError(path, found, "Export it again.") from error


def _is_top(element: etree._Element) -> bool:
    """Whether an element is a part of its own, and none inside another part."""
    parent = element.getparent()
    above = None if parent is None else parent.getparent()
    return above is not None and above.getparent() is None


def _refuse_document_type(path: Path, element: etree._Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise _has_entities(path)


def _has_entities(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        path,
        "it declares a document type (DOCTYPE), and entities are not allowed",
        "Take the declaration out; logs of events need none.",
    )
