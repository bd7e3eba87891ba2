"""Small pictures, made as they are needed."""

from io import BytesIO

from PIL import Image


def picture(kind="PNG", size=(4, 3), **more):
    """The bytes of an orange image."""
    written = BytesIO()
    Image.new("RGB", size, (200, 120, 30)).save(written, kind, **more)
    return written.getvalue()


def size_of(image):
    return Image.open(BytesIO(image)).size
