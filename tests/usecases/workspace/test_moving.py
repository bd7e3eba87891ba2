"""A workspace that was exported and imported is the same workspace."""

from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.errors import (
    BrokenExportError,
    ContradictionError,
    FolderInUseError,
    NewerExportError,
    NotAllowedError,
    NotAnExportError,
    WorkspaceInUseError,
    WorkStoppedError,
)
from footlights.formats.map_writing import plain_to_yaml
from footlights.formats.plain_yaml import parse_plain_yaml
from footlights.usecases.kept_log import open_log
from footlights.usecases.workspace.comments import answer, comment
from footlights.usecases.workspace.datasets import log_folder, pin_dataset
from footlights.usecases.workspace.exporting import export_workspace
from footlights.usecases.workspace.history import compare_revisions, history
from footlights.usecases.workspace.images import attach_image
from footlights.usecases.workspace.importing import import_workspace
from footlights.usecases.workspace.joining import invite, join
from footlights.usecases.workspace.maps import make_map, open_map, put_away
from footlights.usecases.workspace.people import give_map_role
from footlights.usecases.workspace.places import Place
from footlights.usecases.workspace.policy import OPERATOR, Caller
from footlights.usecases.workspace.proposals import propose, refuse
from footlights.usecases.workspace.saving import save_edits, undo
from footlights.usecases.workspace.secrets import hashed_password
from footlights.usecases.workspace.sharing import follow_link, make_link, save_view
from footlights.usecases.workspace.signing_in import (
    list_tokens,
    make_token,
    revoke_token,
    sign_in,
    whose_token,
)
from footlights.usecases.workspace.workspace import change_workspace, open_workspace
from support.edits import add, dinner, set_
from support.kept_logs import drawn_map, everything, table, visits
from support.pictures import picture
from support.stores import empty_database

PNG = picture()
PASSWORD = "four plain words here"  # noqa: S105 - of a made-up person
CELL = Place("touchpoint", "greet", "evidence")
TABLES = [
    "workspaces",
    "people",
    "map_roles",
    "maps",
    "revisions",
    "saved_views",
    "comments",
    "mentions",
    "proposals",
    "audit",
    "attachments",
    "attachment_uses",
    "datasets",
]


@pytest.fixture
def full(workspace, ann, bob, eve, now):
    """A workspace with something of everything."""
    change_workspace(workspace, ann, now=now, name="Osteria", settings={"a": [1, None]})
    make_map(workspace, bob, dinner(), now=now)
    later = now + timedelta(microseconds=123_456)
    edits = [set_("greet", "doing", "Says: “no”\n  twice"), add("park", "arrive")]
    save_edits(workspace, bob, "dinner", edits, expected_revision=1, now=later)
    undo(workspace, bob, "dinner", now=later)
    make_map(workspace, ann, dinner().model_copy(update={"id": "old"}), now=now)
    put_away(workspace, ann, "old", now=later)
    give_map_role(workspace, bob, "dinner", "dan", "commenter", now=now)
    first = comment(workspace, eve, "dinner", CELL, "Hm", now=now, mentions=["ann"])
    answer(workspace, bob, first, "Yes", now=later)
    save_view(workspace, bob, "dinner", "Board", {"lanes": ["doing"]}, now=now)
    attach_image(workspace, bob, "dinner", CELL, PNG, shows="The door", now=now)
    said = [set_("coat", "name", "Cloakroom")]
    waiting = propose(workspace, eve, "dinner", said, "Clearer", now=now)
    propose(workspace, eve, "dinner", said, "Once more", now=later)
    refuse(workspace, bob, waiting.record.id, now=later)
    pin_dataset(workspace, bob, "Autumn", ["a.csv"], now=now)
    return workspace


def contents(workspace):
    """Give all records but secrets, and images and numbers of a store's own."""
    with workspace.store.reading() as records:
        found = {name: getattr(records, name).all() for name in TABLES}
    found["attachments"] = {each.fingerprint for each in found["attachments"]}
    found["mentions"] = set(found["mentions"])
    return found


def test_nothing_is_lost_on_the_way(full, where, tmp_path, ann, now):
    done = export_workspace(full, ann, tmp_path / "out")
    with open_workspace(tmp_path / "other", now=now) as other:
        again = import_workspace(other, OPERATOR, tmp_path / "out", now=now)

        assert contents(other) == contents(full)
    assert done == again
    assert (done.maps, done.revisions, done.people, done.images) == (2, 4, 5, 1)


def test_an_export_of_what_was_imported_is_the_same_to_the_letter(
    full, tmp_path, ann, now
):
    export_workspace(full, ann, tmp_path / "out")
    with open_workspace(tmp_path / "other", now=now) as other:
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)
        export_workspace(other, OPERATOR, tmp_path / "again")

    assert files(tmp_path / "again") == files(tmp_path / "out")


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def test_a_workspace_moves_into_the_other_kind_of_store(
    full, postgres, tmp_path, ann, now
):
    export_workspace(full, ann, tmp_path / "out")
    with (
        empty_database(postgres) as address,
        open_workspace(address, now=now) as other,
    ):
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)

        assert contents(other) == contents(full)


def test_an_export_tells_how_far_it_is_and_can_be_stopped(full, tmp_path, ann):
    told = []
    export_workspace(full, ann, tmp_path / "out", progress=told.append)
    before = everything_in(tmp_path / "out")

    def stop(share):
        raise WorkStoppedError

    with pytest.raises(WorkStoppedError):
        export_workspace(full, ann, tmp_path / "out", progress=stop)

    assert told == sorted(told)
    assert told[-1] == 1
    assert everything_in(tmp_path / "out") == before


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_secret_leaves_the_workspace(full, tmp_path, ann, bob, now):
    with full.store.writing() as records:
        records.people.change("bob", password_hash="$argon2id$x")  # noqa: S106 - no one's
    secrets = [
        make_token(full, bob, "Script", ["read"], now=now)[1],
        make_link(full, bob, "dinner", now=now)[1],
        invite(full, ann, "zoe@x.org", "reader", now=now)[1],
        "$argon2",
    ]
    with full.store.reading() as records:
        secrets += [each.token_hash for each in records.tokens.all()]
        secrets += [each.token_hash for each in records.links.all()]
    export_workspace(full, ann, tmp_path / "out")

    held = b"".join(files(tmp_path / "out").values())
    assert not [each for each in secrets if each.encode() in held]


def test_with_its_secrets_a_workspace_goes_on_where_it_is_moved_to(
    full, tmp_path, ann, bob, now
):
    with full.store.writing() as records:
        secret = hashed_password(PASSWORD, "bob@example.org", "Bob")
        records.people.change("bob", password_hash=secret)
        email = records.people.get("bob").email
    _, token = make_token(full, bob, "Script", ["read"], now=now)
    ended, _ = make_token(full, bob, "Old", ["edit"], now=now)
    revoke_token(full, bob, ended.id, now=now)
    view = save_view(full, bob, "dinner", "Guests", {}, now=now)
    _, link = make_link(full, bob, "dinner", view_id=view.id, now=now)
    _, invitation = invite(full, ann, "zoe@x.org", "reader", now=now)
    out = tmp_path / "out"
    export_workspace(full, ann, out, with_secrets=True)
    with open_workspace(tmp_path / "other", now=now) as other:
        import_workspace(other, OPERATOR, out, now=now)

        assert whose_token(other, token, now=now).person.id == "bob"
        assert follow_link(other, link, now=now)[1].view_id == view.id
        assert join(other, invitation, "Zoe", PASSWORD, now=now).role == "reader"
        assert sign_in(other, email, PASSWORD, now=now)
        assert [each.revoked_at for each in list_tokens(other, bob)].count(None) == 1
    assert (out / "secrets.yaml").stat().st_mode & 0o077 == 0
    held = b"".join(files(out).values())
    told = [token, link, invitation, PASSWORD]
    assert not [each for each in told if each.encode() in held]


def test_an_export_without_secrets_takes_those_of_an_earlier_one_away(
    full, tmp_path, ann
):
    export_workspace(full, ann, tmp_path / "out", with_secrets=True)
    export_workspace(full, ann, tmp_path / "out")

    assert not (tmp_path / "out" / "secrets.yaml").exists()


def test_secrets_of_nobody_are_a_broken_export(full, tmp_path, ann, now):
    export_workspace(full, ann, tmp_path / "out", with_secrets=True)
    path = tmp_path / "out" / "secrets.yaml"
    path.write_text("passwords: {nobody: x}\n", encoding="utf-8")

    with (
        open_workspace(tmp_path / "other", now=now) as other,
        pytest.raises(BrokenExportError, match="no person 'nobody'"),
    ):
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)


def test_a_map_file_that_was_changed_becomes_a_revision(full, tmp_path, ann, now):
    export_workspace(full, ann, tmp_path / "out")
    path = tmp_path / "out" / "maps" / "dinner" / "map.yaml"
    path.write_text(path.read_text().replace("name: Greeting", "name: Welcome"))
    with open_workspace(tmp_path / "other", now=now) as other:
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)

        lines = history(other, Caller("ann"), "dinner")
        assert (lines[0].no, lines[0].kind) == (4, "file")
        assert [str(c) for c in compare_revisions(other, OPERATOR, "dinner", 3, 4)] == [
            "Arrive, Welcome: renamed from “Greeting” to “Welcome”"
        ]


def test_kept_logs_go_along(full, tmp_path, ann, bob, now):
    if full.folder is None:
        pytest.skip("opened without a folder for logs")
    dataset = pin_dataset(full, bob, "Visits", ["table"], now=now)
    map_ = drawn_map({"by": "person"})
    with open_log(log_folder(full, dataset)) as log:
        log.append(table(visits([1, 2, 3])))
        expected = everything(log, map_)
    export_workspace(full, ann, tmp_path / "out")
    with open_workspace(tmp_path / "other", now=now) as other:
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)
        with open_log(log_folder(other, dataset)) as log:
            assert everything(log, map_) == expected
            log.append(table(visits([4])))

    assert list((tmp_path / "out" / "logs").rglob("*.parquet"))


def test_exporting_again_replaces_and_leaves_git_alone(full, tmp_path, ann, bob, now):
    folder = tmp_path / "out"
    (folder / ".git").mkdir(parents=True)
    export_workspace(full, ann, folder)
    (folder / "maps" / "gone").mkdir()
    export_workspace(full, ann, folder)

    assert (folder / ".git").is_dir()
    assert not (folder / "maps" / "gone").exists()
    assert not list(folder.glob(".footlights*"))


def test_a_folder_of_something_else_is_left_as_it_is(full, tmp_path, ann):
    (tmp_path / "maps").mkdir()

    with pytest.raises(FolderInUseError, match="maps"):
        export_workspace(full, ann, tmp_path)


def test_a_workspace_is_not_exported_into_itself(full, ann):
    if full.folder is None:
        pytest.skip("opened without a folder")

    with pytest.raises(FolderInUseError, match="workspace"):
        export_workspace(full, ann, full.folder)


def test_only_owners_export(full, tmp_path, bob):
    with pytest.raises(NotAllowedError):
        export_workspace(full, bob, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_only_an_empty_workspace_is_filled(full, tmp_path, ann, now):
    export_workspace(full, ann, tmp_path / "out")

    with pytest.raises(WorkspaceInUseError):
        import_workspace(full, ann, tmp_path / "out", now=now)


def spoil_text(name, old, new):
    def spoil(folder):
        path = folder / name
        path.write_text(path.read_text().replace(old, new, 1))

    return spoil


def shorten_history(folder):
    path = folder / "maps" / "dinner" / "history.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.slice(1), path)


SPOILED = [
    (spoil_text("workspace.yaml", "role: editor", "role: king"), "'king' is no role"),
    (spoil_text("workspace.yaml", "email:", "e-mail:"), "known of 'e-mail'"),
    (spoil_text("workspace.yaml", "T12:00:00", "Tnoon"), "datetime"),
    (spoil_text("workspace.yaml", "T12:00:00+00:00", "T12:00:00"), "no zone"),
    (lambda folder: (folder / "maps/dinner/about.yaml").unlink(), "missing"),
    (lambda folder: (folder / "maps/dinner/history.parquet").unlink(), "missing"),
    (
        lambda folder: (folder / "maps/dinner/history.parquet").write_bytes(b"PAR1"),
        "no such table",
    ),
    (shorten_history, "not numbered from 1"),
    (
        lambda folder: next((folder / "images").iterdir()).write_bytes(PNG + b"x"),
        "else",
    ),
    (
        spoil_text("maps/dinner/map.yaml", "id: dinner", "id: lunch"),
        "its map is 'lunch'",
    ),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILED)
def test_what_is_broken_is_said_and_nothing_is_imported(
    full, tmp_path, ann, now, spoil, words
):
    export_workspace(full, ann, tmp_path / "out")
    spoil(tmp_path / "out")

    with open_workspace(tmp_path / "other", now=now) as other:
        with pytest.raises(BrokenExportError, match=words):
            import_workspace(other, OPERATOR, tmp_path / "out", now=now)
        with other.store.reading() as records:
            assert records.people.all() == records.maps.all() == ()


def test_people_who_are_not_there_are_a_contradiction(full, tmp_path, ann, now):
    export_workspace(full, ann, tmp_path / "out")
    spoil_text("workspace.yaml", "id: bob", "id: rob")(tmp_path / "out")

    with (
        open_workspace(tmp_path / "other", now=now) as other,
        pytest.raises(ContradictionError),
    ):
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)


def test_another_folder_or_a_later_version_is_told(empty, tmp_path, now):
    with pytest.raises(NotAnExportError):
        import_workspace(empty, OPERATOR, tmp_path, now=now)
    (tmp_path / "workspace.yaml").write_text("footlights_workspace: 99\n")
    with pytest.raises(NewerExportError):
        import_workspace(empty, OPERATOR, tmp_path, now=now)


def test_maps_can_be_opened_after_the_move(full, tmp_path, ann, now):
    export_workspace(full, ann, tmp_path / "out")
    with open_workspace(tmp_path / "other", now=now) as other:
        import_workspace(other, OPERATOR, tmp_path / "out", now=now)

        assert open_map(other, Caller("dan"), "dinner").map == dinner()


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0x1F64F))
    | st.sampled_from(["no", "2026-10-01", "1e3", "- a", "a: b", "a\nb", "#", "~"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc-: ", min_size=1, max_size=5), PLAIN, min_size=1))
@settings(deadline=None)
def test_plain_values_come_back_from_yaml(document):
    text = plain_to_yaml(document)

    assert parse_plain_yaml(text, Path("x.yaml")).value == document
