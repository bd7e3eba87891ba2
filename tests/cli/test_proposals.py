"""What assistants propose, decided on from the command line."""

import json

import pytest

from footlights.usecases.workspace.maps import make_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.proposals import propose
from footlights.usecases.workspace.workspace import open_workspace
from footlights.web.site import right_now
from support.edits import dinner, set_


@pytest.fixture
def proposal(tmp_path):
    """The id of a proposal in the workspace of this folder."""
    with open_workspace(tmp_path / "workspace", now=right_now()) as opened:
        make_map(opened, OPERATOR, dinner(), now=right_now())
        edits = [set_("greet", "name", "Welcome")]
        made = propose(opened, OPERATOR, "dinner", edits, "Shorter", now=right_now())
    return made.record.id


def test_what_waits_is_listed_in_words_and_accepted(footlights, proposal):
    listed = footlights("workspace", "proposals")
    accepted = footlights("workspace", "accept", proposal)
    again = footlights("workspace", "accept", proposal)
    left = footlights("workspace", "proposals", "dinner")

    assert proposal in listed.stdout
    assert "renamed from “Greeting” to “Welcome”" in listed.stdout
    assert accepted.exit_code == 0
    assert "dinner is at revision 2 now" in accepted.stderr
    assert again.exit_code == 2
    assert "[already-decided]" in again.stderr
    assert (left.stdout, left.stderr) == ("", "Nothing waits.\n")


def test_what_is_refused_stands_among_those_decided_on(footlights, proposal):
    refused = footlights("workspace", "refuse", proposal)
    decided = footlights("workspace", "proposals", "--decided", "--json")

    assert refused.exit_code == 0
    (line,) = json.loads(decided.stdout)
    assert (line["proposal"], line["state"], line["why"]) == (
        proposal,
        "refused",
        "Shorter",
    )


def test_a_workspace_that_is_not_there_is_told_and_not_made(footlights, tmp_path):
    listed = footlights("workspace", "proposals")

    assert listed.exit_code == 2
    assert "[missing-file]" in listed.stderr
    assert not (tmp_path / "workspace").exists()
