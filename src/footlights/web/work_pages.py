"""Pages of work that goes on: how far it is, and a way to stop it."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from footlights.web.long_work import Work
from footlights.web.pages import page
from footlights.web.visitors import Asking, Visitor


def work_pages() -> APIRouter:
    """Give the pages of work that goes on."""
    routes = APIRouter(prefix="/working")

    @routes.get("/{work_id}")
    def one(visitor: Asking, work_id: str) -> Response:
        work = visitor.site.work.get(visitor, work_id)
        if work.ended.is_set() and work.error is None:
            return RedirectResponse(work.order.address, status_code=303)
        return working_page(visitor, work)

    @routes.post("/{work_id}/stop")
    def stop(visitor: Asking, work_id: str) -> Response:
        work = visitor.site.work.get(visitor, work_id)
        visitor.site.work.stop(work)
        return RedirectResponse(f"/working/{work_id}", status_code=303)

    return routes


def working_page(visitor: Visitor, work: Work) -> Response:
    """Say how far work is; or why nothing came of it."""
    return page("working.html", visitor=visitor, work=work, is_over=work.ended.is_set())
