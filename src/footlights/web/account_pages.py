"""Pages on which people sign in, join, and see who may what."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from footlights.errors import (
    FootlightsError,
    UnreadableOptionError,
)
from footlights.usecases.workspace.joining import (
    has_people,
    join,
    make_first_owner,
    read_invitation,
)
from footlights.usecases.workspace.policy import SCOPES
from footlights.usecases.workspace.signing_in import (
    SESSION_LASTS,
    change_password,
    list_tokens,
    make_token,
    reset_password,
    revoke_token,
    sign_in,
    sign_out,
)
from footlights.web.asked_numbers import LONGEST_DAYS
from footlights.web.pages import page
from footlights.web.site import Site, site_of
from footlights.web.visitors import Asking, Visitor, cookie_name

Text = Annotated[str, Form()]


def account_pages() -> APIRouter:
    """Give the pages of people."""
    routes = APIRouter()
    _signing_in(routes)
    _joining(routes)
    _oneself(routes)
    return routes


def _signing_in(routes: APIRouter) -> None:
    @routes.get("/sign-in")
    def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 - its name in the address
        if not has_people(site_of(request).workspace):
            return RedirectResponse("/first", status_code=303)
        return page("sign_in.html", next=_own_path(next), problem="", email="")

    @routes.post("/sign-in")
    def enter(
        request: Request,
        email: Text,
        password: Text,
        next: Text = "/",  # noqa: A002 - as above
    ) -> Response:
        site = site_of(request)
        at = request.client.host if request.client else "?"
        keys = (f"from {at}", f"as {email.strip().casefold()}")
        try:
            site.attempts.begin(*keys)
            token = sign_in(site.workspace, email, password, now=site.now())
        except FootlightsError as error:
            return page(
                "sign_in.html",
                429 if error.code == "too-many-attempts" else 401,
                next=_own_path(next),
                problem=str(error),
                email=email,
            )
        site.attempts.was_right(*keys)
        return _signed_in(request, token, _own_path(next))

    @routes.post("/sign-out")
    def leave(request: Request) -> Response:
        token = request.cookies.get(cookie_name(request))
        if token:
            sign_out(site_of(request).workspace, token)
        gone = RedirectResponse("/sign-in", status_code=303)
        gone.delete_cookie(cookie_name(request))
        return gone


def _joining(routes: APIRouter) -> None:
    @routes.get("/first")
    def first(request: Request) -> Response:
        if has_people(site_of(request).workspace):
            return RedirectResponse("/sign-in", status_code=303)
        return page("first.html", problem="", email="", name="")

    @routes.post("/first")
    def make_first(
        request: Request, email: Text, name: Text, password: Text
    ) -> Response:
        site = site_of(request)
        try:
            make_first_owner(site.workspace, email, name, password, now=site.now())
        except FootlightsError as error:
            return page("first.html", 400, problem=str(error), email=email, name=name)
        return _entered(request, site, email, password)

    @routes.get("/join/{token}")
    def invited(request: Request, token: str) -> Response:
        site = site_of(request)
        found = read_invitation(site.workspace, token, now=site.now())
        return page("join.html", invited=found, token=token, problem="", name="")

    @routes.post("/join/{token}")
    def joined(request: Request, token: str, name: Text, password: Text) -> Response:
        site = site_of(request)
        found = read_invitation(site.workspace, token, now=site.now())
        try:
            join(site.workspace, token, name, password, now=site.now())
        except FootlightsError as error:
            said = str(error)
            return page(
                "join.html", 400, invited=found, token=token, problem=said, name=name
            )
        return _entered(request, site, found.email, password)

    @routes.get("/reset/{token}")
    def ask_new(token: str) -> Response:
        return page("reset.html", token=token, problem="")

    @routes.post("/reset/{token}")
    def take_new(request: Request, token: str, password: Text) -> Response:
        site = site_of(request)
        try:
            person = reset_password(site.workspace, token, password, now=site.now())
        except FootlightsError as error:
            return page("reset.html", 400, token=token, problem=str(error))
        return _entered(request, site, person.email, password)


def _oneself(routes: APIRouter) -> None:
    @routes.get("/account")
    def account(visitor: Asking) -> Response:
        return _account_page(visitor)

    @routes.post("/account/password")
    def password(visitor: Asking, old: Text, new: Text) -> Response:
        site, key = visitor.site, f"password of {visitor.person_id}"
        try:
            site.attempts.begin(key)
            change_password(site.workspace, visitor.caller, old, new, now=site.now())
        except FootlightsError as error:
            return _account_page(visitor, problem=str(error), status=400)
        return RedirectResponse("/sign-in", status_code=303)

    @routes.post("/account/tokens")
    def token(
        visitor: Asking, name: Text, scope: Text = "read", days: Text = ""
    ) -> Response:
        site = visitor.site
        _, secret = make_token(
            site.workspace,
            visitor.caller,
            name,
            (scope,),
            now=site.now(),
            lasts=_lasting(days),
        )
        return _account_page(visitor, secret=secret)

    @routes.post("/account/tokens/{token_id}/end")
    def end_token(visitor: Asking, token_id: str) -> Response:
        site = visitor.site
        revoke_token(site.workspace, visitor.caller, token_id, now=site.now())
        return RedirectResponse("/account", status_code=303)


def _lasting(days: str) -> timedelta | None:
    """Read for how many days a token counts; None for good."""
    if not days.strip():
        return None
    if not days.isdecimal() or not 1 <= int(days[:9]) <= LONGEST_DAYS:
        name, wanted = "days", f"it is a number from 1 to {LONGEST_DAYS}"
        raise UnreadableOptionError(name, days, wanted)
    return timedelta(days=int(days))


def _account_page(
    visitor: Visitor, *, problem: str = "", secret: str = "", status: int = 200
) -> Response:
    is_person = visitor.person_id is not None
    workspace = visitor.site.workspace
    return page(
        "account.html",
        status,
        visitor=visitor,
        tokens=list_tokens(workspace, visitor.caller) if is_person else (),
        scopes=SCOPES,
        problem=problem,
        secret=secret,
    )


def _entered(request: Request, site: Site, email: str, password: str) -> Response:
    token = sign_in(site.workspace, email, password, now=site.now())
    return _signed_in(request, token, "/")


def _signed_in(request: Request, token: str, path: str) -> Response:
    answer = RedirectResponse(path, status_code=303)
    answer.set_cookie(
        cookie_name(request),
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _own_path(path: str) -> str:
    """Give a path of this site; anything else leads to the first page."""
    parts = urlsplit(path)
    is_own = not parts.scheme and not parts.netloc and path.startswith("/")
    return path if is_own and not path.startswith(("//", "/\\")) else "/"
