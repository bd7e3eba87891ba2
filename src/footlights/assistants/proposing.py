"""How an assistant proposes edits; only a person makes them."""

from typing import Annotated

from pydantic import Field

from footlights.assistants.answers import Answer
from footlights.assistants.desk import Desk
from footlights.assistants.tools import MapId
from footlights.model.edits.edit import Edit


class Proposing:
    """The one tool that writes, over a desk.

    Args:
        desk: Maps and logs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def propose_edits(
        self,
        map_id: MapId,
        edits: Annotated[
            list[Edit],
            Field(
                description="Small changes in order; parts are known by their ids, and"
                " values are written as in the map's YAML.",
                min_length=1,
            ),
        ],
        why: Annotated[
            str,
            Field(
                description="The reason in a sentence or two, with the numbers (value,"
                " interval and n) that it rests on."
            ),
        ],
        revision: Annotated[
            int | None,
            Field(description="The revision that you read; null for the newest."),
        ] = None,
    ) -> Answer:
        """Propose edits of a map. A person accepts or refuses them; nothing changes now.

        Gives what would change in words, and how a person accepts it.
        """
        made = self._desk.propose(map_id, edits, why, revision)
        return {
            "proposal": made.proposal,
            "state": "waits for a person",
            "how_to_accept": made.how_to_accept,
            "changes": list(made.changes),
        }
