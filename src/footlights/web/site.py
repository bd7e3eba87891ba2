"""What the pages stand on: an open workspace, its numbers, and who is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fastapi import Request

from footlights.usecases.workspace.datasets import log_folder
from footlights.usecases.workspace.workspace import Workspace
from footlights.web.answers import Answers
from footlights.web.attempts import Attempts
from footlights.web.drawings import Drawings
from footlights.web.ending import Ending
from footlights.web.imports import Imports
from footlights.web.live import Rooms
from footlights.web.long_work import WorkDesk
from footlights.web.numbers import NumbersDesk, OpenLogs


def right_now() -> datetime:
    """Give the present moment."""
    return datetime.now(UTC)


@dataclass
class Site:
    """One workspace as it is served."""

    workspace: Workspace
    """The open workspace."""

    is_local: bool = True
    """Whether only this machine is answered."""

    now: Callable[[], datetime] = right_now
    """Gives the present moment."""

    notice: str = ""
    """Said on every page, such as that nothing is kept; empty for nothing."""

    attempts: Attempts = field(default_factory=Attempts)
    """Who tried to sign in how often."""

    rooms: Rooms = field(default_factory=Rooms)
    """Who looks at which map."""

    ending: Ending = field(default_factory=Ending)
    """The end of the program."""

    def __post_init__(self) -> None:
        self.numbers = NumbersDesk(
            OpenLogs(lambda dataset: log_folder(self.workspace, dataset))
        )
        self.imports = Imports(self.workspace, self.numbers.logs)
        self.drawings = Drawings()
        self.answers = Answers()
        self.work = WorkDesk(self.numbers.logs)

    def close(self) -> None:
        """Let go of the logs; the workspace is closed by who opened it."""
        self.work.close()
        self.numbers.close()


def site_of(request: Request) -> Site:
    """Give the site that a request is for."""
    site: Site = request.app.state.site
    return site
