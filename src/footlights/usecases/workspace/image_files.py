"""What an image file is, looked at whole, and smaller copies of it."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from footlights.errors import (
    ImageTooLargeError,
    ImageTooManyPixelsError,
    NotAnImageError,
)

LARGEST = 10 * 1024 * 1024
"""Bytes of the largest image that is kept."""

MOST_PIXELS = 64_000_000
"""Pixels of the largest image that is kept: a browser holds four bytes to each."""

SMALL_TYPE = "image/webp"
"""The kind of smaller copies."""

_Opening = Callable[[Any], ImageFile]  # Pillow's classes take files of any kind

_KINDS: dict[str, tuple[bytes, _Opening]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n", PngImageFile),
    "image/jpeg": (b"\xff\xd8\xff", JpegImageFile),
    "image/gif": (b"GIF8", GifImageFile),
    "image/webp": (b"RIFF", WebPImageFile),
}
"""How files of each kind begin, and what reads them. SVG is none: it can hold scripts."""

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
)
"""What Pillow raises of files that are not what they begin as."""


def image_type(image: bytes) -> str:
    """Give the media type of an image by how it begins.

    Raises:
        NotAnImageError: It is something else.
        ImageTooLargeError: It is over 10 MB.
    """
    if len(image) > LARGEST:
        raise ImageTooLargeError(len(image), LARGEST)
    for media_type, (beginning, _) in _KINDS.items():
        if image.startswith(beginning):
            return media_type
    raise NotAnImageError


def check_whole(image: bytes, media_type: str) -> None:
    """Read an image to its end.

    Raises:
        NotAnImageError: It is broken, or another kind than it begins as.
        ImageTooManyPixelsError: It would take too much memory to show.
    """
    # A quarter of its size tells a broken file as well.
    _read(image, _KINDS[media_type][1], most_side=None)


def smaller(image: bytes, media_type: str, most_side: int) -> bytes:
    """Give a copy that is at most so many pixels wide and high, as WebP.

    It stands upright, and has none of what a camera writes beside the picture, such as
    where it was taken. Of several pictures in one file it has the first.
    """
    found = _read(image, _KINDS[media_type][1], most_side)
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((most_side, most_side))
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    written = BytesIO()
    upright.convert("RGBA" if has_alpha else "RGB").save(written, "WEBP", quality=82)
    return written.getvalue()


def _read(image: bytes, opening: _Opening, most_side: int | None) -> Image.Image:
    """Read the picture, by JPEG's own means no larger than needed.

    The classes of single formats are asked, as Pillow's `open` warns of large ones.
    """
    try:
        found = opening(BytesIO(image))
        width, height = found.size
        if width * height > MOST_PIXELS:
            raise ImageTooManyPixelsError(width, height, MOST_PIXELS)
        side = most_side or max(1, min(width, height) // 4)
        found.draft("RGB", (side, side))
        found.load()
    except _BROKEN as error:
        raise NotAnImageError from error
    return found
