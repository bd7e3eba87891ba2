"""Images on cells, by mouse and keyboard in a real browser."""

from base64 import b64encode

import pytest
from playwright.sync_api import expect

from support.browsers import cell, open_to_be_edited
from support.pictures import picture

pytestmark = pytest.mark.xdist_group("browser")

PASTE = """(target) => {
  const held = new DataTransfer();
  const bytes = Uint8Array.from(atob(target.data), (each) => each.charCodeAt(0));
  held.items.add(new File([bytes], "door.png", { type: "image/png" }));
  const said = { clipboardData: held, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", said));
}"""


@pytest.fixture
def page(engine, dinner):
    """The restaurant map, open to be edited."""
    with open_to_be_edited(engine, f"{dinner[1]}/maps/dinner") as opened:
        yield opened


def choose(page, image, shows="The door"):
    file = {"name": "door.png", "mimeType": "image/png", "buffer": image}
    page.get_by_label("Image", exact=True).set_input_files(file)
    page.get_by_label("What the image shows").fill(shows)
    page.get_by_role("button", name="Attach").click()


def test_an_image_is_attached_seen_in_its_cell_and_taken_off(page):
    cell(page, "evidence", 1).click()
    page.locator("#image").click()
    choose(page, picture(size=(60, 40)))
    thumb = cell(page, "evidence", 1).locator(".thumb img")
    expect(thumb).to_have_attribute("alt", "The door")
    page.keyboard.press("Escape")

    thumb.click()
    expect(page.locator("#panel figcaption")).to_have_text("The door")
    page.get_by_role("button", name="Take off").click()
    expect(thumb).to_have_count(0)


def test_what_is_wrong_with_an_image_is_said_in_the_open_panel(page):
    cell(page, "evidence", 1).click()
    page.locator("#image").click()
    choose(page, picture()[:30])

    expect(page.locator("#panel .toast")).to_contain_text("no whole PNG")


def test_an_image_is_pasted_into_a_cell(page):
    cell(page, "doing", 2).click()
    page.evaluate(PASTE, {"data": b64encode(picture(size=(60, 40))).decode()})
    page.get_by_label("What the image shows").fill("The yard")
    page.keyboard.press("Enter")

    expect(cell(page, "doing", 2).locator(".thumb img")).to_have_count(1)
