"""Who belongs to the workspace, what they may, and what they did."""

from typing import Annotated, Protocol
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from footlights.usecases.workspace.feed import Done, audit_log, feed
from footlights.usecases.workspace.joining import invite
from footlights.usecases.workspace.maps import map_titles
from footlights.usecases.workspace.people import Member, give_role, let_go, list_people
from footlights.usecases.workspace.policy import ROLES, Caller
from footlights.usecases.workspace.signing_in import reset_for
from footlights.usecases.workspace.workspace import Workspace
from footlights.web.asked_numbers import RevisionNo
from footlights.web.pages import page
from footlights.web.paging import PageNo, leaf
from footlights.web.visitors import Asking, Visitor

Text = Annotated[str, Form()]

ON_A_PAGE = 50
"""So many people stand on one page."""


def people_pages() -> APIRouter:
    """Give the pages of people, and of what they did."""
    routes = APIRouter()

    @routes.get("/people")
    def people(visitor: Asking, words: str = "", no: PageNo = 1) -> Response:
        return _people_page(visitor, words=words, no=no)

    @routes.post("/people/invite")
    def invite_them(
        request: Request, visitor: Asking, email: Text, role: Text
    ) -> Response:
        site = visitor.site
        _, token = invite(site.workspace, visitor.caller, email, role, now=site.now())
        said = f"Give this link to {email}. It can be used once, within seven days:"
        return _people_page(visitor, said, f"{_base(request)}/join/{token}")

    @routes.post("/people/{person_id}/role")
    def role_of(
        visitor: Asking, person_id: str, role: Text = "", words: str = ""
    ) -> Response:
        site = visitor.site
        give_role(
            site.workspace, visitor.caller, person_id, role or None, now=site.now()
        )
        return _back(words)

    @routes.post("/people/{person_id}/leave")
    def leave(visitor: Asking, person_id: str, words: str = "") -> Response:
        site = visitor.site
        let_go(site.workspace, visitor.caller, person_id, now=site.now())
        return _back(words)

    @routes.post("/people/{person_id}/reset")
    def reset(
        request: Request, visitor: Asking, person_id: str, words: str = ""
    ) -> Response:
        site = visitor.site
        token = reset_for(site.workspace, visitor.caller, person_id, now=site.now())
        said = "Give them this link. It can be used once, within two hours:"
        link = f"{_base(request)}/reset/{token}"
        return _people_page(visitor, said, link, words=words)

    @routes.get("/audit")
    def audit(visitor: Asking, before: RevisionNo | None = None) -> Response:
        return _done_page(visitor, audit_log, before, "Audit log", ids=True)

    @routes.get("/activity")
    def activity(visitor: Asking, before: RevisionNo | None = None) -> Response:
        return _done_page(visitor, feed, before, "Activity", ids=False)

    return routes


class _Told(Protocol):
    """Gives what was done before something, newest first."""

    def __call__(
        self, workspace: Workspace, caller: Caller, *, before: int | None
    ) -> tuple[Done, ...]: ...


def _done_page(
    visitor: Visitor, told: _Told, before: int | None, title: str, *, ids: bool
) -> Response:
    workspace, caller = visitor.site.workspace, visitor.caller
    done = told(workspace, caller, before=before)
    return page(
        "activity.html",
        visitor=visitor,
        done=done,
        title=title,
        titles=map_titles(workspace, caller),
        ids=ids,
        has_more=bool(done and told(workspace, caller, before=done[-1].no)),
    )


def _people_page(
    visitor: Visitor, said: str = "", link: str = "", *, words: str = "", no: int = 1
) -> Response:
    people = list_people(visitor.site.workspace, visitor.caller)
    wanted = words.casefold().split()
    found = [each for each in people if _is_called(each, wanted)]
    return page(
        "people.html",
        visitor=visitor,
        leaf=leaf(found, no, ON_A_PAGE, "/people", {"words": words}),
        is_sifted=bool(words) or len(people) > ON_A_PAGE,
        words=words,
        roles=ROLES,
        said=said,
        link=link,
    )


def _is_called(person: Member, wanted: list[str]) -> bool:
    said = f"{person.name} {person.email or ''} {person.role or ''}".casefold()
    return all(word in said for word in wanted)


def _back(words: str) -> Response:
    after = f"?{urlencode({'words': words})}" if words else ""
    return RedirectResponse(f"/people{after}", status_code=303)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
