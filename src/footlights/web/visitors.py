"""Who asks: a session, a token, or somebody at this machine."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from footlights.errors import NotSignedInError
from footlights.usecases.workspace.joining import has_people
from footlights.usecases.workspace.policy import (
    AT_THIS_MACHINE,
    Action,
    Caller,
    allowed,
)
from footlights.usecases.workspace.signing_in import Known, who_is, whose_token
from footlights.web.site import Site, site_of

_COOKIE = "footlights_session"


def cookie_name(request: Request) -> str:
    """Name the cookie of a session.

    Browsers send cookies to every port of a machine: two workspaces on one machine
    would else sign each other's people out, and be told each other's sessions.
    """
    port = request.url.port
    return _COOKIE if port is None else f"{_COOKIE}_{port}"


@dataclass(frozen=True)
class Visitor:
    """Who asks, and where."""

    site: Site
    caller: Caller
    person_id: str | None = None
    """None at this machine while nobody has joined."""

    name: str = ""
    """Their name; empty at this machine."""

    def may(self, map_id: str | None = None) -> frozenset[Action]:
        """Give all that they may do, on a map or in the workspace."""
        with self.site.workspace.store.reading() as records:
            return allowed(records, self.caller, map_id)


def visitor_of(request: Request) -> Visitor:
    """Tell who asks.

    Raises:
        NotSignedInError: Nobody whom the workspace knows.
        UnknownTokenError: Their token does not count.
    """
    site = site_of(request)
    said = request.headers.get("authorization", "")
    if said.lower().startswith("bearer "):
        token = said[len("bearer ") :].strip()
        return _known(site, whose_token(site.workspace, token, now=site.now()))
    cookie = request.cookies.get(cookie_name(request))
    if cookie:
        try:
            return _known(site, who_is(site.workspace, cookie, now=site.now()))
        except NotSignedInError:
            if has_people(site.workspace):
                raise
    if site.is_local and not has_people(site.workspace):
        return Visitor(site, AT_THIS_MACHINE)
    raise NotSignedInError


def _known(site: Site, known: Known) -> Visitor:
    return Visitor(site, known.caller, known.person.id, known.person.name)


Asking = Annotated[Visitor, Depends(visitor_of)]
"""Who asks; a request of nobody is refused."""
