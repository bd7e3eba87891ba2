"""The application: routes, headers, and errors in words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Response
from starlette.exceptions import HTTPException

from footlights import __version__
from footlights.usecases.schema import map_schema
from footlights.web.account_api import account_api
from footlights.web.account_pages import account_pages
from footlights.web.answer_api import answer_api
from footlights.web.answer_pages import answer_pages
from footlights.web.body_sizes import BodySizes
from footlights.web.comment_pages import comment_pages
from footlights.web.data_api import data_api
from footlights.web.data_pages import data_pages
from footlights.web.explore import explore_routes
from footlights.web.export_pages import export_api, export_pages
from footlights.web.grid_pages import grid_pages
from footlights.web.headers import SafeHeaders
from footlights.web.library_pages import library_pages
from footlights.web.live_api import live_api
from footlights.web.map_api import map_api
from footlights.web.map_data_pages import map_data_pages
from footlights.web.map_edits_api import map_edits_api
from footlights.web.map_news import news_api
from footlights.web.map_pages import map_pages
from footlights.web.pages import scripts, style_address, style_sheet
from footlights.web.people_pages import people_pages
from footlights.web.proposal_routes import proposal_api, proposal_pages
from footlights.web.question_api import question_api
from footlights.web.same_site import SameSite
from footlights.web.share_pages import share_pages
from footlights.web.sheet_api import sheet_api
from footlights.web.site import Site
from footlights.web.statuses import tell_errors
from footlights.web.talk_api import talk_api
from footlights.web.touchpoint_pages import touchpoint_pages
from footlights.web.work_api import work_api
from footlights.web.work_pages import work_pages

FOR_GOOD = "public, max-age=31536000, immutable"
"""Said of a file whose name changes with its content."""


def create_app(site: Site) -> FastAPI:
    """Make the application.

    Args:
        site: The workspace that is served.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # Whoever serves the folder has it alone: what others sent is of nobody.
        site.imports.clear()
        yield
        site.close()

    app = FastAPI(
        title="Footlights",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.site = site
    app.add_middleware(BodySizes, ending=site.ending)
    app.add_middleware(SameSite, is_local=site.is_local)
    app.add_middleware(SafeHeaders)
    tell_errors(app)

    @app.get(style_address(), include_in_schema=False)
    def style() -> Response:
        return Response(
            style_sheet(), media_type="text/css", headers={"cache-control": FOR_GOOD}
        )

    @app.get("/static/{_digest}/{name}", include_in_schema=False)
    def script(_digest: str, name: str) -> Response:
        if name not in scripts():
            raise HTTPException(404)
        return Response(
            scripts()[name],
            media_type="text/javascript",
            headers={"cache-control": FOR_GOOD},
        )

    @app.get("/api/map-schema", tags=["maps"])
    def schema() -> dict[str, Any]:
        """Give the JSON Schema of a map file."""
        return map_schema()

    for pages in (
        account_pages(),
        people_pages(),
        library_pages(),
        data_pages(),
        work_pages(),
        grid_pages(),
        explore_routes(),
        export_pages(),
        map_data_pages(),
        answer_pages(),
        touchpoint_pages(),
        share_pages(),
        proposal_pages(),
        comment_pages(),
        map_pages(),
    ):
        app.include_router(pages, include_in_schema=False)
    for interface in (
        map_api(),
        map_edits_api(),
        export_api(),
        news_api(),
        sheet_api(),
        talk_api(),
        proposal_api(),
        live_api(),
        data_api(),
        answer_api(),
        account_api(),
        question_api(),
        work_api(),
    ):
        app.include_router(interface)
    return app
