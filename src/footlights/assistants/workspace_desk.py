"""The maps of a workspace and their data, as an assistant works with them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from footlights.assistants.desk import MapLine, Proposed, line_of
from footlights.assistants.work import Work
from footlights.errors import NotMeasuredError
from footlights.model.edits.edit import Edit
from footlights.model.map import Map
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.kept_log import KeptLog, open_log
from footlights.usecases.workspace.datasets import dataset_of, log_folder
from footlights.usecases.workspace.feed import note_look
from footlights.usecases.workspace.maps import list_maps, open_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.proposals import propose
from footlights.usecases.workspace.workspace import Workspace


class WorkspaceDesk:
    """A workspace, opened by somebody who can read its store.

    A log is held from the first question about it on, as one program at a time can
    have it open.

    Args:
        workspace: The open workspace.
        now: Gives the present moment.
    """

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now
        self._logs: dict[str, KeptLog] = {}
        self.work = Work()

    def lines(self) -> tuple[MapLine, ...]:
        """List the maps in use, by title."""
        found = []
        for record in list_maps(self._workspace, OPERATOR):
            map_ = open_map(self._workspace, OPERATOR, record.id).map
            dataset = self._dataset(record.id)
            found.append(
                line_of(map_, record.head_no, dataset.name if dataset else None)
            )
        return tuple(found)

    def map(self, map_id: str) -> Map:
        """Give a map as its newest revision says it; raises as `Desk.map`."""
        return open_map(self._workspace, OPERATOR, map_id).map

    def revision(self, map_id: str) -> int | None:
        """Give the number of its newest revision; raises as `Desk.map`."""
        return open_map(self._workspace, OPERATOR, map_id).record.head_no

    def log(self, map_id: str) -> KeptLog:
        """Give the kept log of its data set; raises as `Desk.log`."""
        dataset = self._dataset(map_id)
        if dataset is None:
            raise NotMeasuredError.without_data(map_id)
        if dataset.id not in self._logs:
            self._logs[dataset.id] = open_log(log_folder(self._workspace, dataset))
        return self._logs[dataset.id]

    def note_look(self, map_id: str, customer: str) -> None:
        """Write into the audit log that somebody looks at a single customer."""
        note_look(self._workspace, OPERATOR, map_id, customer, now=self._now())

    def propose(
        self, map_id: str, edits: Sequence[Edit], why: str, base: int | None
    ) -> Proposed:
        """Keep the edits with the map, until somebody decides; raises as `Desk`."""
        made = propose(
            self._workspace, OPERATOR, map_id, edits, why, now=self._now(), base=base
        )
        return Proposed(
            made.record.id,
            f"`footlights workspace accept {made.record.id}`, or `refuse`.",
            tuple(map(str, made.changes)),
        )

    def close(self) -> None:
        """Let go of the logs; the workspace is closed by who opened it."""
        for log in self._logs.values():
            log.close()

    def _dataset(self, map_id: str) -> DatasetRecord | None:
        return dataset_of(self._workspace, OPERATOR, map_id)
