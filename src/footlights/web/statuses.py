"""Errors in words, with the status that fits them."""

import errno
import os
from dataclasses import asdict
from typing import TypeGuard
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from footlights.errors import CannotSaveError, EditConflictError, FootlightsError
from footlights.web.error_words import words_of
from footlights.web.pages import page

_STATUS = {
    "not-signed-in": 401,
    "unknown-token": 401,
    "wrong-password": 401,
    "not-allowed": 403,
    "foreign-request": 403,
    "forwarded-request": 403,
    "unknown-map": 404,
    "unknown-question": 404,
    "unknown-thing": 404,
    "unknown-revision": 404,
    "unknown-part": 404,
    "unknown-example": 404,
    "edit-conflict": 409,
    "map-exists": 409,
    "name-taken": 409,
    "person-exists": 409,
    "nothing-to-undo": 409,
    "expired-link": 410,
    "too-large": 413,
    "image-too-large": 413,
    "image-too-many-pixels": 413,
    "too-many-attempts": 429,
    "workspace-closing": 503,
    "store-busy": 503,
    "store-unreachable": 503,
    "cannot-save": 507,
    "cannot-keep": 507,
}
"""HTTP status of an error by its code; 400 for all others."""

_NO_ROOM = frozenset([errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
"""What a system says when a file does not fit on the disk, or is larger than allowed."""

_TITLES = {
    403: "You may not do this",
    404: "Not here",
    410: "This link has ended",
    429: "Wait a little",
    507: "No room",
}


def tell_errors(app: FastAPI) -> None:
    """Let an application say its errors in words, as pages or as JSON."""
    app.add_exception_handler(FootlightsError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(OSError, _unwritable)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unforeseen)


def status_of(error: FootlightsError) -> int:
    """Give the HTTP status of an error."""
    return _STATUS.get(error.code, 400)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, FootlightsError)  # noqa: S101 - registered for it alone
    status = status_of(error)
    if _is_api(request):
        told: dict[str, object] = {"code": error.code, "message": words_of(error)}
        if isinstance(error, EditConflictError):
            told["revision"] = error.head_no
            told["conflicts"] = [asdict(each) for each in error.conflicts]
        return JSONResponse(told, status_code=status)
    if error.code == "not-signed-in" and request.method == "GET":
        asked = request.url.path
        if request.url.query:
            asked += f"?{request.url.query}"
        return RedirectResponse(f"/sign-in?next={quote(asked)}", status_code=303)
    return _page(status, words_of(error))


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error.__cause__, FootlightsError):
        # What is sent is refused while it is read; see `web/body_sizes.py`.
        return await _told(request, error.__cause__)
    if _has_no_room(error.__cause__):
        # A form that is sent is kept in a file while it is read.
        return await _unwritable(request, error.__cause__)
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {
        404: "There is no such page.",
        405: "This address does not take that kind of request.",
    }.get(status, getattr(error, "detail", str(error)))
    if _is_api(request):
        return JSONResponse({"code": "http", "message": said}, status_code=status)
    return _page(status, said)


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    lines = [
        f"{'.'.join(map(str, each['loc'][1:])) or 'What is sent'}: {each['msg']}"
        for each in error.errors()[:10]
    ]
    said = "\n".join(["What was sent cannot be read.", *lines])
    if _is_api(request):
        told = {"code": "unreadable-request", "message": said}
        return JSONResponse(told, status_code=422)
    return _page(422, said)


async def _gone(_request: Request, _error: Exception) -> Response:
    """Answer nobody: who sent something went away in the middle of it."""
    return Response(status_code=400)


def _has_no_room(error: BaseException | None) -> TypeGuard[OSError]:
    return isinstance(error, OSError) and error.errno in _NO_ROOM


async def _unwritable(request: Request, error: Exception) -> Response:
    """Say that the disk is full; what else a file may fail at was not foreseen."""
    if not _has_no_room(error):
        return await _unforeseen(request, error)
    said = (
        f"There is no room on the disk: {os.strerror(error.errno or 0)}."
        " Nothing was changed. Make room, and do it again."
    )
    if _is_api(request):
        told = {"code": CannotSaveError.code, "message": said}
        return JSONResponse(told, status_code=507)
    return _page(507, said)


async def _unforeseen(request: Request, error: Exception) -> Response:
    """Say that something broke; what it was stands where the program was started."""
    said = (
        f"Something broke here ({type(error).__name__}), and nothing was changed. The"
        " details stand where the workspace was started; tell them to whoever keeps it."
    )
    if _is_api(request):
        return JSONResponse({"code": "broken", "message": said}, status_code=500)
    return _page(500, said)


def _page(status: int, message: str) -> Response:
    title = _TITLES.get(status, "That did not work")
    return page("problem.html", status, title=title, message=message)
