"""Images on the cells of a map, wherever the map is shown."""

import re

import pytest

from support.pictures import picture, size_of
from support.served import join, signed_in

BYTES = {"content-type": "application/octet-stream"}


pytestmark = pytest.mark.usefixtures("small")


def attach(browser, image, field="evidence", part="touchpoint", part_id="a"):
    return browser.post(
        "/api/maps/small/images",
        params={"part": part, "id": part_id, "field": field, "shows": "The door"},
        content=image,
        headers=BYTES,
    )


def sources(page):
    """Addresses of the images in a page."""
    return re.findall(r'<img src="([^"]+)"', page)


def test_an_image_is_shown_in_its_cell_on_the_page_and_in_the_presentation(browser):
    made = attach(browser, picture(size=(900, 300))).json()

    for path in ("/maps/small", "/maps/small/present", "/maps/small/grid"):
        (source,) = sources(browser.get(path).text)
        assert source == f"/api/maps/small/images/{made['fingerprint']}?small=true"
        assert size_of(browser.get(source).content) == (640, 213)


@pytest.mark.parametrize(
    ("part", "part_id", "field"),
    [
        ("touchpoint", "a", "name"),
        ("touchpoint", "a", "feeling"),
        ("touchpoint", "a", "channel"),
        ("stage", "stage-1", "name"),
    ],
)
def test_heads_and_every_lane_hold_images(browser, part, part_id, field):
    attach(browser, picture(), field, part, part_id)

    assert len(sources(browser.get("/maps/small").text)) == 1


def test_who_may_only_read_sees_images_too(site, browser):
    attach(browser, picture())
    join(site, "ann", "owner")
    join(site, "dan", "reader")

    assert len(sources(signed_in(site, "dan").get("/maps/small").text)) == 1


def test_a_link_shows_images_without_what_the_camera_wrote(browser):
    image = picture("JPEG", size=(3000, 1500), comment=b"taken at home")
    made = attach(browser, image).json()
    path = browser.post("/api/maps/small/links", json={}).json()["path"]

    (source,) = sources(browser.get(path).text)
    whole = browser.get(f"{path}/images/{made['fingerprint']}")

    assert size_of(browser.get(source).content) == (640, 320)
    assert size_of(whole.content) == (1600, 800)
    assert b"taken at home" in image
    assert b"taken at home" not in whole.content
    assert browser.get(f"{path}/images/{'0' * 64}").status_code == 404


def test_images_of_a_link_end_with_it(browser):
    made = attach(browser, picture()).json()
    link = browser.post("/api/maps/small/links", json={}).json()
    browser.delete(f"/api/maps/small/links/{link['id']}")

    gone = browser.get(f"{link['path']}/images/{made['fingerprint']}")
    assert gone.status_code == 410


def test_pages_hear_of_an_image_that_came_without_a_revision(browser):
    news = "/api/maps/small/news?since=1&whole=true"
    before = browser.get(news).json()["html"]
    use = attach(browser, picture()).json()
    with_it = browser.get(news).json()["html"]
    browser.delete(f"/api/maps/small/images/{use['id']}")

    assert (sources(before), len(sources(with_it))) == ([], 1)
    assert sources(browser.get(news).json()["html"]) == []


def test_an_empty_file_is_refused_in_words(browser):
    answer = attach(browser, b"")

    assert answer.status_code == 400
    assert answer.json()["code"] == "not-an-image"


def test_a_broken_image_is_refused(browser):
    assert attach(browser, picture()[:40]).status_code == 400
    assert browser.get("/api/maps/small/images").json() == []


def test_a_copy_of_a_map_has_its_images(browser):
    attach(browser, picture())
    said = {"begin": "copy", "example": "small", "name": "Later"}
    made = browser.post("/maps/new", data=said, follow_redirects=False)
    browser.delete("/api/maps/small/images/" + images(browser, "small")[0]["id"])

    assert made.headers["location"].startswith("/maps/later")
    assert [each["shows"] for each in images(browser, "later")] == ["The door"]


def images(browser, map_id):
    return browser.get(f"/api/maps/{map_id}/images").json()
