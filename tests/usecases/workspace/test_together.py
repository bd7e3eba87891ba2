"""Comments, views, links, images, data sets, and the log of who did what."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from footlights.errors import (
    ExpiredLinkError,
    ImageTooLargeError,
    NameTakenError,
    NotAllowedError,
    NotAnImageError,
    NotOneOfError,
    TextTooLongError,
    UnknownMapError,
    UnknownPartError,
    UnknownThingError,
)
from footlights.usecases.workspace import image_files
from footlights.usecases.workspace.comments import (
    answer,
    comment,
    list_comments,
    remove_comment,
    resolve,
)
from footlights.usecases.workspace.datasets import (
    change_dataset,
    extend_dataset,
    fill_dataset,
    list_datasets,
    log_folder,
    pin_dataset,
    unpin_dataset,
)
from footlights.usecases.workspace.feed import (
    audit_log,
    feed,
    new_on_map,
    note_look,
)
from footlights.usecases.workspace.history import history
from footlights.usecases.workspace.images import (
    attach_image,
    detach_image,
    list_images,
    read_image,
)
from footlights.usecases.workspace.maps import list_maps, make_map, open_map, put_away
from footlights.usecases.workspace.mentions import mentions_of
from footlights.usecases.workspace.people import give_role
from footlights.usecases.workspace.places import Place
from footlights.usecases.workspace.saving import save_edits
from footlights.usecases.workspace.sharing import (
    follow_link,
    list_links,
    list_views,
    make_link,
    remove_view,
    revoke_link,
    save_view,
)
from footlights.usecases.workspace.workspace import (
    change_workspace,
    workspace_details,
)
from support.edits import dinner, remove, set_
from support.pictures import picture

CELL = Place("touchpoint", "greet", "pains")
PNG = picture()


@pytest.fixture(autouse=True)
def drawn(workspace, bob, now):
    make_map(workspace, bob, dinner(), now=now)


@pytest.fixture
def say(workspace, now):
    def say(caller, text="Really?", place=CELL, **more):
        return comment(workspace, caller, "dinner", place, text, now=now, **more)

    return say


def test_a_comment_stands_on_a_cell_with_its_answers(
    workspace, bob, eve, cat, now, say
):
    first = say(eve, " Really? ")
    later = now + timedelta(minutes=1)
    answer(workspace, bob, first, "Twice last week", now=later)

    (found,) = list_comments(workspace, cat, "dinner")
    assert (found.place, found.text, found.name) == (CELL, "Really?", "Eve")
    assert [(each.name, each.text) for each in found.answers] == [
        ("Bob", "Twice last week")
    ]


def test_a_comment_is_resolved_and_an_answer_opens_it_again(
    workspace, bob, eve, now, say
):
    first = say(eve)
    resolve(workspace, bob, first, now=now)
    resolved = list_comments(workspace, bob, "dinner")[0].resolved_at
    answer(workspace, eve, first, "Not yet", now=now)

    assert resolved == now
    assert list_comments(workspace, bob, "dinner")[0].resolved_at is None


def test_a_comment_outlives_the_part_it_stands_on(workspace, bob, eve, now, say):
    say(eve, place=Place("touchpoint", "coat"))
    save_edits(workspace, bob, "dinner", [remove("coat")], expected_revision=1, now=now)

    assert list_comments(workspace, bob, "dinner")[0].place.id == "coat"


def test_people_are_mentioned_if_they_may_read_the_map(
    workspace, ann, cat, dan, eve, say
):
    say(eve, "@Cat @Dan", mentions=["cat", "cat", "dan", "nobody"])

    assert list_comments(workspace, ann, "dinner")[0].mentions == ("cat",)
    assert [each.text for each in mentions_of(workspace, cat)] == ["@Cat @Dan"]
    assert mentions_of(workspace, dan) == ()


def test_who_only_reads_does_not_comment_and_no_one_removes_anothers(
    workspace, ann, bob, cat, eve, now, say
):
    with pytest.raises(NotAllowedError, match="takes a commenter"):
        say(cat)
    first = say(ann)
    with pytest.raises(NotAllowedError):
        remove_comment(workspace, eve, first, now=now)
    remove_comment(workspace, bob, first, now=now)

    assert list_comments(workspace, bob, "dinner") == ()


def test_a_comment_says_something_about_what_is_there(eve, say):
    with pytest.raises(TextTooLongError, match="empty"):
        say(eve, "  ")
    with pytest.raises(TextTooLongError, match="at most 10000"):
        say(eve, "x" * 10_001)
    with pytest.raises(UnknownPartError):
        say(eve, place=Place("touchpoint", "gret"))
    with pytest.raises(NotOneOfError, match="no field of a touchpoint"):
        say(eve, place=Place("touchpoint", "greet", "pain"))
    with pytest.raises(NotOneOfError, match="no kind of part"):
        say(eve, place=Place("cell", "greet"))


def test_scripts_and_signs_come_back_as_they_were_said(workspace, eve, say):
    text = "<script>alert('x')</script> \N{PERFORMING ARTS} طاولة"
    say(eve, f"{text}\x00")

    assert list_comments(workspace, eve, "dinner")[0].text == text


def test_views_are_saved_under_a_name(workspace, bob, cat, now):
    shows = {"lens": "customer", "lanes": ["doing", "feeling"]}
    view = save_view(
        workspace, bob, "dinner", "For the board", shows, now=now, audience="Board"
    )

    assert list_views(workspace, cat, "dinner") == (view,)
    with pytest.raises(NameTakenError, match="'For the board'"):
        save_view(workspace, bob, "dinner", "For the board", {}, now=now)
    with pytest.raises(NotAllowedError):
        remove_view(workspace, cat, view.id, now=now)
    remove_view(workspace, bob, view.id, now=now)
    assert list_views(workspace, cat, "dinner") == ()


def test_a_link_shows_one_map_and_nothing_else(workspace, bob, now, say):
    make_map(workspace, bob, dinner().model_copy(update={"id": "lunch"}), now=now)
    _, token = make_link(workspace, bob, "dinner", now=now)
    visitor, _ = follow_link(workspace, token, now=now)

    assert open_map(workspace, visitor, "dinner").map.id == "dinner"
    assert [each.id for each in list_maps(workspace, visitor)] == ["dinner"]
    with pytest.raises(UnknownMapError):
        open_map(workspace, visitor, "lunch")
    with pytest.raises(NotAllowedError):
        say(visitor)
    for look in (list_comments, history, new_since_the_beginning):
        with pytest.raises(NotAllowedError):
            look(workspace, visitor, "dinner")
    with pytest.raises(NotAllowedError):
        open_map(workspace, visitor, "dinner", 1)
    assert feed(workspace, visitor) == ()


def new_since_the_beginning(workspace, caller, map_id):
    return new_on_map(workspace, caller, map_id, 0)


def test_a_link_expires_is_revoked_and_ends_with_its_map(workspace, bob, now):
    soon = now + timedelta(hours=1)
    _, expiring = make_link(workspace, bob, "dinner", now=now, expires_at=soon)
    link, revoked = make_link(workspace, bob, "dinner", now=now, label="Fair")
    _, third = make_link(workspace, bob, "dinner", now=now)
    revoke_link(workspace, bob, link.id, now=now)
    follow_link(workspace, third, now=now)
    put_away(workspace, bob, "dinner", now=now)

    for token, moment in ((expiring, soon), (revoked, now), (third, now), ("", now)):
        with pytest.raises(ExpiredLinkError):
            follow_link(workspace, token, now=moment)
    assert len(list_links(workspace, bob, "dinner")) == 3


def test_links_are_made_by_editors_for_views_of_the_same_map(workspace, bob, cat, now):
    make_map(workspace, bob, dinner().model_copy(update={"id": "lunch"}), now=now)
    view = save_view(workspace, bob, "lunch", "All", {}, now=now)

    with pytest.raises(NotAllowedError):
        make_link(workspace, cat, "dinner", now=now)
    with pytest.raises(UnknownThingError, match="view"):
        make_link(workspace, bob, "dinner", now=now, view_id=view.id)


def test_an_image_is_kept_once_and_shown_to_readers(workspace, bob, cat, now):
    door = Place("touchpoint", "greet", "evidence")
    uses = [
        attach_image(workspace, bob, "dinner", door, PNG, shows="The door", now=now)
        for _ in range(2)
    ]
    fingerprint = uses[0].fingerprint

    assert read_image(workspace, cat, "dinner", fingerprint) == ("image/png", PNG)
    assert len(list_images(workspace, cat, "dinner")) == 2
    with workspace.store.reading() as records:
        assert len(records.attachments.all()) == 1
    for use in uses:
        detach_image(workspace, bob, use.id, now=now)
    with pytest.raises(UnknownThingError, match="image"):
        read_image(workspace, cat, "dinner", fingerprint)


@pytest.mark.parametrize("image", [b"<svg onload='x'/>", b"", b"RIFF    AVI "])
def test_what_is_no_image_is_refused(workspace, bob, now, image):
    with pytest.raises(NotAnImageError, match="SVG"):
        attach_image(workspace, bob, "dinner", CELL, image, shows="x", now=now)


def test_an_image_that_is_too_large_is_refused(workspace, bob, now, monkeypatch):
    monkeypatch.setattr(image_files, "LARGEST", 10)

    with pytest.raises(ImageTooLargeError):
        attach_image(workspace, bob, "dinner", CELL, PNG, shows="x", now=now)


def test_data_sets_have_names_and_folders(workspace, bob, cat, now):
    dataset = pin_dataset(workspace, bob, "Autumn", ["a.csv"], now=now)
    change_dataset(workspace, bob, dataset.id, ["a.csv", "b.csv"], now=now)

    (found,) = list_datasets(workspace, cat)
    assert found.sources == ["a.csv", "b.csv"]
    assert found.fingerprint != dataset.fingerprint
    if workspace.folder is None:
        with pytest.raises(UnknownThingError, match="folder"):
            log_folder(workspace, found)
    else:
        assert log_folder(workspace, found) == workspace.folder / found.folder
    with pytest.raises(NameTakenError):
        pin_dataset(workspace, bob, "Autumn", [], now=now)
    with pytest.raises(NotAllowedError):
        pin_dataset(workspace, cat, "Winter", [], now=now)
    unpin_dataset(workspace, bob, dataset.id, now=now)
    assert list_datasets(workspace, cat) == ()


def test_nothing_is_left_of_data_whose_reader_lost_their_role(workspace, ann, bob, now):
    if workspace.folder is None:
        pytest.skip("opened without a folder for logs")

    def append(_log):
        give_role(workspace, ann, "bob", "reader", now=now)

    with pytest.raises(NotAllowedError):
        fill_dataset(workspace, bob, "Autumn", ["a.csv"], append, now=now)

    assert list_datasets(workspace, ann) == ()
    assert not any((workspace.folder / "logs").iterdir())


def test_a_file_that_the_log_has_is_listed_though_its_sender_lost_their_role(
    workspace, ann, bob, now
):
    dataset = pin_dataset(workspace, bob, "Autumn", ["a.csv"], now=now)

    def append():
        give_role(workspace, ann, "bob", "reader", now=now)
        return SimpleNamespace(files=1)

    extend_dataset(workspace, bob, dataset, "b.csv", append, now=now)

    assert list_datasets(workspace, ann)[0].sources == ["a.csv", "b.csv"]


def test_the_feed_tells_what_happened_on_maps_one_may_read(
    workspace, ann, bob, cat, dan, now, say
):
    say(ann)
    make_link(workspace, bob, "dinner", now=now)
    save_edits(
        workspace,
        bob,
        "dinner",
        [set_("greet", "name", "Hello")],
        expected_revision=1,
        now=now,
    )

    assert [(each.name, each.action) for each in feed(workspace, cat)] == [
        ("Bob", "edit"),
        ("Ann", "comment"),
        ("Bob", "make"),
    ]
    assert feed(workspace, dan) == ()
    with pytest.raises(UnknownMapError):
        feed(workspace, dan, map_id="dinner")


def test_a_page_asks_what_is_new_since_a_number(workspace, ann, cat, say):
    (made,) = new_on_map(workspace, cat, "dinner", 0)
    say(ann)

    assert [each.action for each in new_on_map(workspace, cat, "dinner", made.no)] == [
        "comment"
    ]


def test_the_audit_log_tells_owners_everything(workspace, ann, bob, cat, now):
    make_link(workspace, bob, "dinner", now=now)
    note_look(workspace, bob, "dinner", "customer-7", now=now)

    done = audit_log(workspace, ann)
    assert [(each.action, each.object_kind) for each in done] == [
        ("look", "customer"),
        ("share", "link"),
        ("make", "map"),
    ]
    assert done[0].object_id == "customer-7"
    with pytest.raises(NotAllowedError):
        audit_log(workspace, bob)
    with pytest.raises(NotAllowedError):
        note_look(workspace, cat, "dinner", "customer-7", now=now)


def test_a_workspace_has_a_name_and_settings(workspace, ann, bob, now):
    change_workspace(workspace, ann, now=now, name="Osteria", settings={"look": "dark"})

    details = workspace_details(workspace)
    assert (details.name, details.settings) == ("Osteria", {"look": "dark"})
    with pytest.raises(NotAllowedError):
        change_workspace(workspace, bob, now=now, name="Mine", settings={})
