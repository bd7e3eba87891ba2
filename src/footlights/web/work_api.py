"""Work that goes on, as JSON: how far it is, and a way to stop it."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from footlights.web.long_work import Work
from footlights.web.visitors import Asking

GOES_ON: dict[int | str, dict[str, Any]] = {
    202: {"description": "It goes on; `location` says where to ask how far it is."}
}
"""What an interface says of an answer that takes longer than a moment."""


@dataclass(frozen=True)
class WorkAnswer:
    """How far work is."""

    id: str
    """Its id, by which it is asked for."""

    title: str
    """What is done."""

    state: Literal["going-on", "done", "failed", "stopped"]
    """`done` once the answer can be had, for ten minutes."""

    share: float
    """How much of it is done, 0 to 1; 0 while that is not known."""

    seconds: int
    """How long it has taken so far."""

    problem: str
    """Why nothing came of it; empty if something did or may."""

    answer: str
    """The address that was asked, and gives the answer once it is there."""

    @classmethod
    def of(cls, work: Work) -> "WorkAnswer":
        """Say how far work is."""
        problem = "" if work.error is None else str(work.error)
        return cls(
            work.id,
            work.order.title,
            _state(work),
            work.share,
            work.seconds,
            problem,
            work.order.address,
        )


def work_api() -> APIRouter:
    """Give the interface to work that goes on."""
    routes = APIRouter(prefix="/api/working", tags=["work"])

    @routes.get("/{work_id}")
    def one(visitor: Asking, work_id: str) -> WorkAnswer:
        """Say how far work is that one asked for."""
        return WorkAnswer.of(visitor.site.work.get(visitor, work_id))

    @routes.post("/{work_id}/stop")
    def stop(visitor: Asking, work_id: str) -> WorkAnswer:
        """Stop work that one asked for; nothing comes of it."""
        work = visitor.site.work.get(visitor, work_id)
        visitor.site.work.stop(work)
        return WorkAnswer.of(work)

    return routes


def going_on(work: Work) -> JSONResponse:
    """Say that an answer is worked out, and where to ask how far that is."""
    headers = {"location": f"/api/working/{work.id}", "retry-after": "1"}
    return JSONResponse(asdict(WorkAnswer.of(work)), 202, headers)


def _state(work: Work) -> Literal["going-on", "done", "failed", "stopped"]:
    if not work.ended.is_set():
        return "going-on"
    if work.error is None:
        return "done"
    return "stopped" if work.is_stopped else "failed"
