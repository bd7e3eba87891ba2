"""Image files are looked at whole before they are kept, and copied smaller."""

from io import BytesIO

import pytest
from PIL import Image

from footlights.errors import (
    ImageTooLargeError,
    ImageTooManyPixelsError,
    NotAnImageError,
)
from footlights.usecases.workspace.image_files import (
    LARGEST,
    check_whole,
    image_type,
    smaller,
)
from support.pictures import picture, size_of

KINDS = ["PNG", "JPEG", "GIF", "WEBP"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_of_each_kind_is_known_and_read_whole(kind):
    image = picture(kind)

    assert image_type(image) == f"image/{kind.lower()}"
    check_whole(image, image_type(image))


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_that_breaks_off_is_no_image(kind):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    written = BytesIO()
    noise.save(written, kind)
    half = written.getvalue()[: len(written.getvalue()) // 2]

    with pytest.raises(NotAnImageError, match="no whole PNG"):
        check_whole(half, image_type(half))


@pytest.mark.parametrize("kind", KINDS)
def test_words_after_the_beginning_of_an_image_are_no_image(kind):
    said = picture(kind)[:12] + b"no picture at all" * 20

    with pytest.raises(NotAnImageError):
        check_whole(said, image_type(said))


def test_a_riff_file_that_is_a_sound_is_no_image():
    sound = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28)

    with pytest.raises(NotAnImageError):
        check_whole(sound, image_type(sound))


def test_a_small_file_of_very_many_pixels_is_refused():
    bomb = BytesIO()
    Image.new("1", (9_000, 9_000)).save(bomb, "PNG")

    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(ImageTooManyPixelsError, match="9,000 × 9,000 pixels"):
        check_whole(bomb.getvalue(), "image/png")


def test_a_file_that_is_hardly_too_large_is_not_said_to_have_what_is_kept():
    with pytest.raises(ImageTooLargeError, match=r"has 10\.1 MB, and at most 10 MB"):
        image_type(bytes(LARGEST + 8))


def test_a_smaller_copy_stands_upright_without_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of Ann"
    image = picture("JPEG", size=(400, 200), exif=exif)
    assert b"Camera of Ann" in image

    copy = smaller(image, "image/jpeg", 100)

    assert size_of(copy) == (50, 100)
    assert b"Camera of Ann" not in copy


def test_a_smaller_copy_of_a_small_image_is_not_larger():
    assert size_of(smaller(picture(size=(40, 30)), "image/png", 640)) == (40, 30)


def test_a_smaller_copy_keeps_what_can_be_seen_through():
    glass = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(glass, "PNG")

    copy = Image.open(BytesIO(smaller(glass.getvalue(), "image/png", 64)))

    assert copy.mode == "RGBA"
