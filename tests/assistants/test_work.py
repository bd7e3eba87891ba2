from datetime import date

import anyio
from mcp import Client

from footlights.assistants import work as working
from footlights.assistants.file_desk import FileDesk
from footlights.assistants.server import make_server
from footlights.assistants.work import Work


def test_what_is_done_is_said_with_its_share():
    work = Work()

    with work.doing("Reading calls.csv"):
        work.share(0.43)
        inside = str(work)
        with work.doing("Measuring"):
            deeper = str(work)

    assert (inside, deeper) == ("Reading calls.csv: 43% done", "Measuring")
    assert str(work) == "Waiting for another question to be answered"


def test_whoever_waits_for_a_large_log_is_told_what_is_done(
    dinner, tmp_path, monkeypatch
):
    monkeypatch.setattr(working, "PATIENCE", 0.005)
    told = []

    async def listen(progress, total, message):
        told.append((progress, total, message))

    async def held():
        with anyio.fail_after(120):
            async with Client(
                make_server(desk, date(2026, 1, 1), may_propose=False)
            ) as c:
                found = await c.call_tool(
                    "measure", {"map_id": "dinner"}, progress_callback=listen
                )
                refused = await c.call_tool("measure", {"map_id": "lunch"})
                return found, refused

    desk = FileDesk(
        dinner / "dinner.yaml",
        lambda log, _share: log.append(dinner / "events.parquet"),
        ["events.parquet"],
        tmp_path,
    )
    try:
        found, refused = anyio.run(held)
    finally:
        desk.close()

    assert found.structured_content["map"] == "dinner"
    assert "[unknown-map]" in refused.content[0].text
    words = {message for _, _, message in told}
    assert {"Reading events.parquet", "Measuring"} <= words
    passed = [progress for progress, _, _ in told]
    assert passed == sorted(passed)
    assert {total for _, total, _ in told} == {None}
