"""The application: routes, headers, and errors in words."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from footlights import __version__
from footlights.errors import FootlightsError
from footlights.render.environment import source_hash, static_text
from footlights.usecases.prepared_log import PreparedLog
from footlights.web.explore import api_routes, explore_routes
from footlights.web.headers import SafeHeaders
from footlights.web.pages import page, style_address, style_sheet
from footlights.web.served import Shelf

FOR_GOOD = "public, max-age=31536000, immutable"
"""Said of a file whose name changes with its content."""


REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src '{hash}'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A report carries its own style and its one script, named by its hash."""


def create_app(shelf: Shelf) -> FastAPI:
    """Make the application.

    Args:
        shelf: What is served.
    """

    def log_of(map_id: str) -> PreparedLog:
        return shelf.get(map_id).log

    app = FastAPI(
        title="Footlights",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.add_middleware(SafeHeaders)
    app.add_exception_handler(FootlightsError, _told)
    app.add_exception_handler(HTTPException, _refused)

    @app.get(style_address(), include_in_schema=False)
    def style() -> Response:
        return Response(
            style_sheet(), media_type="text/css", headers={"cache-control": FOR_GOOD}
        )

    @app.get("/", include_in_schema=False)
    def home() -> Response:
        return page("home.html", maps=shelf.maps)

    @app.get("/maps/{map_id}", include_in_schema=False)
    def report(map_id: str) -> Response:
        policy = REPORT_POLICY.format(hash=source_hash(static_text("report.js")))
        return HTMLResponse(
            shelf.get(map_id).report, headers={"content-security-policy": policy}
        )

    app.include_router(explore_routes(log_of), include_in_schema=False)
    app.include_router(api_routes(log_of))
    return app


async def _told(request: Request, error: Exception) -> Response:
    """Say what is wrong, with its code; as JSON where JSON was asked for."""
    code = error.code if isinstance(error, FootlightsError) else ""
    status = 404 if code in {"unknown-map", "unknown-question"} else 400
    if request.url.path.startswith("/api/"):
        told = {"code": code, "message": str(error)}
        return JSONResponse(told, status_code=status)
    return page("problem.html", status, title="That did not work", message=str(error))


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = "There is no such page." if status == 404 else str(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"code": "http", "message": said}, status_code=status)
    return page("problem.html", status, title="Not here", message=said)
