"""The server as an assistant meets it: over standard input and output."""

import os
import subprocess
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from footlights.formats.map_yaml import read_map_document
from footlights.model.edits.applying import edited
from footlights.model.edits.document import document_of
from footlights.model.edits.edit import EDITS
from footlights.usecases.workspace.datasets import fill_dataset, measure_by
from footlights.usecases.workspace.documents import checked_map
from footlights.usecases.workspace.feed import audit_log
from footlights.usecases.workspace.history import history
from footlights.usecases.workspace.maps import make_map, open_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.proposals import accept, list_proposals
from footlights.usecases.workspace.workspace import open_workspace
from footlights.web.site import right_now

READING = {
    "list_maps",
    "read_map",
    "check_map",
    "compare_maps",
    "measure",
    "list_findings",
    "explain",
    "list_questions",
    "explore",
    "compare",
}
RENAMED = [
    {
        "edit": "set",
        "part": "touchpoint",
        "id": "greeting",
        "field": "name",
        "value": "Welcomed",
    }
]


def talk(folder, words, conversation):
    """Start `footlights mcp` in a folder and hold a conversation; it ends with it."""

    async def held():
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "footlights", "mcp", *map(str, words)],
            cwd=folder,
            env={k: v for k, v in os.environ.items() if k.startswith("PYTHON")},
        )
        with anyio.fail_after(120), (folder / "stderr").open("w") as errors:
            async with Client(stdio_client(command, errlog=errors)) as client:
                return await conversation(client)

    return anyio.run(held)


async def told(client, tool, **arguments):
    """Call a tool that must answer; give what it says."""
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content[0].text
    return answer.structured_content


async def refused(client, tool, **arguments):
    """Call a tool that must refuse; give its words."""
    answer = await client.call_tool(tool, arguments)
    assert answer.is_error
    return answer.content[0].text


def estimates(value):
    """Yield everything in an answer that is an estimate."""
    if isinstance(value, dict):
        if {"value", "low", "high"} & value.keys() == {"value", "low", "high"}:
            yield value
        for each in value.values():
            yield from estimates(each)
    elif isinstance(value, list):
        for each in value:
            yield from estimates(each)


def test_an_assistant_reads_a_map_and_its_numbers(dinner):
    async def conversation(client):
        assert {tool.name for tool in (await client.list_tools()).tools} == READING
        assert "95 % interval" in client.instructions
        (line,) = (await told(client, "list_maps"))["maps"]
        assert (line["map"], line["data"]) == ("dinner", "events.parquet")
        map_ = await told(client, "read_map", map_id="dinner")
        assert "Greeted at the door" in map_["yaml"]
        assert (await told(client, "check_map", map_id="dinner"))["problems"] == []
        summary = await told(client, "measure", map_id="dinner")
        assert summary["whole"]["journeys"] == 600
        assert summary["sums_that_do_not_come_out"] == []
        found = await told(client, "list_findings", map_id="dinner")
        assert found["findings"][0]["what"] == "findings.1"
        said = await told(client, "explain", map_id="dinner", what="findings.1")
        assert said["value"]["text"] == found["findings"][0]["text"]
        funnel = await told(
            client,
            "explore",
            map_id="dinner",
            question_name="stage-funnel",
            options={"within": "1d", "steps": ["arrive", "eat"]},
        )
        assert [row["step"] for row in funnel["rows"]] == ["arrive", "eat"]
        compared = await told(
            client,
            "compare",
            map_id="dinner",
            question_name="stage_funnel",
            only="segment:large-parties",
            against="not segment:large-parties",
        )
        assert "share_of_journeys_difference" in compared["rows"][0]
        return [summary, found, funnel, compared]

    answers = talk(dinner, ["dinner.yaml", "events.parquet"], conversation)

    every = [each for answer in answers for each in estimates(answer)]
    assert len(every) > 100
    assert all("n" in each for each in every)
    assert all(each["reason"] for each in every if each["low"] is None)
    assert "Traceback" not in (dinner / "stderr").read_text()


def test_what_cannot_be_answered_is_told_with_its_code(dinner):
    async def conversation(client):
        return [
            await refused(client, "read_map", map_id="lunch"),
            await refused(client, "explore", map_id="dinner"),
            await refused(
                client, "explore", map_id="dinner", question_name="stage_funel"
            ),
            await refused(client, "measure", map_id="dinner"),
            await refused(client, "propose_edits", map_id="dinner"),
        ]

    said = talk(dinner, ["dinner.yaml"], conversation)

    assert said[0].endswith("[unknown-map]")
    assert said[1].endswith("[unreadable-arguments]")
    assert "'stage_funnel'" in said[2]
    assert said[3].endswith("[not-measured]")
    assert "propose_edits" in said[4]
    assert "Traceback" not in (dinner / "stderr").read_text()


def test_a_log_that_cannot_be_read_is_told_when_it_is_asked_for(dinner):
    (dinner / "broken.csv").write_text("person,event\nann,x\n")

    async def conversation(client):
        return await refused(client, "measure", map_id="dinner")

    said = talk(dinner, ["dinner.yaml", "broken.csv"], conversation)

    assert said.endswith("[no-times]")


def test_a_proposal_for_a_file_is_written_beside_it(dinner, tmp_path):
    (tmp_path / "dinner.yaml").write_bytes((dinner / "dinner.yaml").read_bytes())

    async def conversation(client):
        return [
            await told(
                client, "propose_edits", map_id="dinner", edits=RENAMED, why="Shorter"
            )
            for _ in range(2)
        ]

    made = talk(tmp_path, ["dinner.yaml", "--may-propose"], conversation)

    assert [each["proposal"] for each in made] == [
        "dinner.proposed-1.yaml",
        "dinner.proposed-2.yaml",
    ]
    assert made[0]["changes"] == [
        "Arrive, Welcomed: renamed from “Greeted at the door” to “Welcomed”"
    ]
    proposed = tmp_path / "dinner.proposed-1.yaml"
    assert proposed.read_text().startswith("# Shorter\n")
    after = read_map_document(proposed).map
    assert after.touchpoint("greeting").name == "Welcomed"
    before = read_map_document(tmp_path / "dinner.yaml").map
    assert before.touchpoint("greeting").name == "Greeted at the door"


@pytest.fixture
def workspace(dinner, tmp_path):
    """A folder with the workspace `team`, in which dinner is measured."""
    with open_workspace(tmp_path / "team", now=right_now()) as opened:
        map_ = read_map_document(dinner / "dinner.yaml").map
        make_map(opened, OPERATOR, map_, now=right_now())
        dataset = fill_dataset(
            opened,
            OPERATOR,
            "Spring",
            ["events.parquet"],
            lambda log: log.append(dinner / "events.parquet"),
            now=right_now(),
        )
        measure_by(opened, OPERATOR, "dinner", dataset.id, now=right_now())
    return tmp_path


def test_a_future_map_is_compared_with_the_current_one(workspace):
    with open_workspace(workspace / "team", now=right_now()) as opened:
        current = open_map(opened, OPERATOR, "dinner").map
        document = document_of(current) | {"id": "dinner-2027", "name": "Dinner, 2027"}
        future = checked_map(edited(document, EDITS.validate_python(RENAMED)))
        make_map(opened, OPERATOR, future, now=right_now())

    async def conversation(client):
        maps = (await told(client, "list_maps"))["maps"]
        assert {line["map"] for line in maps} == {"dinner", "dinner-2027"}
        return await told(
            client, "compare_maps", map_id="dinner", other_map_id="dinner-2027"
        )

    answer = talk(workspace, ["--workspace", "team"], conversation)

    assert (
        "Arrive, Welcomed: renamed from “Greeted at the door” to “Welcomed”"
        in answer["changes"]
    )


def test_it_reads_only_unless_it_may_propose(dinner, tmp_path):
    (tmp_path / "dinner.yaml").write_bytes((dinner / "dinner.yaml").read_bytes())

    async def conversation(client):
        tools = (await client.list_tools()).tools
        for tool in tools:
            assert tool.annotations.read_only_hint, tool.name
            assert tool.description
        return await refused(
            client, "propose_edits", map_id="dinner", edits=RENAMED, why="Shorter"
        )

    assert "propose_edits" in talk(tmp_path, ["dinner.yaml"], conversation)
    assert {path.name for path in tmp_path.iterdir()} == {"dinner.yaml", "stderr"}


def test_a_proposal_in_a_workspace_waits_for_a_person(workspace):
    async def conversation(client):
        (line,) = (await told(client, "list_maps"))["maps"]
        assert (line["revision"], line["data"]) == (1, "Spring")
        summary = await told(client, "measure", map_id="dinner")
        assert summary["whole"]["journeys"] == 600
        return await told(
            client,
            "propose_edits",
            map_id="dinner",
            edits=RENAMED,
            why="Shorter",
            revision=1,
        )

    made = talk(workspace, ["--workspace", "team", "--may-propose"], conversation)

    with open_workspace(workspace / "team", now=right_now()) as opened:
        assert len(history(opened, OPERATOR, "dinner")) == 1
        (waiting,) = list_proposals(opened, OPERATOR, "dinner")
        assert waiting.record.id == made["proposal"]
        assert waiting.edits == EDITS.validate_python(RENAMED)
        accept(opened, OPERATOR, made["proposal"], now=right_now())
        now = open_map(opened, OPERATOR, "dinner")
        assert now.map.touchpoint("greeting").name == "Welcomed"
        assert now.revision.message == "Shorter"


def test_who_looks_at_a_single_customer_is_noted_and_sees_no_name(workspace):
    async def conversation(client):
        one = {"map_id": "dinner", "question_name": "one_journey"}
        some = await told(client, "explore", map_id="dinner", question_name="exemplars")
        key = some["rows"][0]["journey_key"]
        return [
            await told(client, "explore", **one, options={"journey_key": key}),
            await refused(
                client, "explore", **one, options={"journey_key": key, "unmasked": True}
            ),
        ]

    view, unmasked = talk(workspace, ["--workspace", "team"], conversation)

    assert all(row["person"].startswith("person ") for row in view["rows"])
    assert unmasked.endswith("[unknown-option]")
    with open_workspace(workspace / "team", now=right_now()) as opened:
        assert [each.action for each in audit_log(opened, OPERATOR)].count("look") == 1


def test_answers_to_a_survey_are_among_what_is_measured(dinner, tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text(
        "person,at,score\n"
        + "".join(
            f"p{no:06},2026-06-01T12:00:00Z,{no % 5 + 1}\n" for no in range(1, 200)
        ),
        encoding="utf-8",
    )

    async def conversation(client):
        return await told(client, "measure", map_id="dinner")

    words = [dinner / "dinner.yaml", dinner / "events.parquet"]
    words += ["--answers", answers, "--answers-within", "365d"]
    found = talk(tmp_path, words, conversation)

    counts = found["log"]["answers"][0]
    left = sum(each["responses"] for each in counts["left_out"])
    assert counts["responses"] == counts["joined"] + left == 199
    assert counts["joined"] > 0


def test_answers_need_a_log(dinner, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "footlights",
            "mcp",
            str(dinner / "dinner.yaml"),
            "--answers",
            "nps.csv",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )

    assert done.returncode == 2
    assert "name its FILE beside MAP" in done.stderr
