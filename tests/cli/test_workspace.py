import subprocess
import sys
from datetime import UTC, datetime

import pytest

from footlights.usecases.workspace.joining import make_first_owner
from footlights.usecases.workspace.maps import list_maps, make_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.workspace import open_workspace
from support.edits import dinner

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def footlights(tmp_path):
    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "footlights", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def drawn(tmp_path):
    with open_workspace(tmp_path / "workspace", now=NOW) as workspace:
        make_first_owner(
            workspace, "ann@example.org", "Ann", "four words of sense", now=NOW
        )
        make_map(workspace, OPERATOR, dinner(), now=NOW)


def test_a_workspace_goes_out_and_comes_back(footlights, drawn, tmp_path):
    out = footlights("workspace", "export", "backup")
    back = footlights("workspace", "import", "backup", "--workspace", "restored")

    assert (out.returncode, back.returncode, out.stdout) == (0, 0, "")
    assert out.stderr.splitlines() == [
        "Wrote 1 map, 1 revision, 1 person, 0 images and 0 logs to backup.",
        (
            "Left out, as whoever reads the folder could use them: passwords, sessions,"
            " invitations, API tokens and links."
        ),
    ]
    assert "Nobody has a password yet" in back.stderr
    with open_workspace(tmp_path / "restored", now=NOW) as workspace:
        assert [each.id for each in list_maps(workspace, OPERATOR)] == ["dinner"]


def test_a_workspace_that_is_not_there_is_not_made(footlights, tmp_path):
    done = footlights("workspace", "export", "backup", "--workspace", "nowhere")

    assert done.returncode == 2
    assert "[missing-file]" in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_no_export_is_told(footlights):
    done = footlights("workspace", "import", "nowhere")

    assert done.returncode == 2
    assert "[not-an-export]" in done.stderr
