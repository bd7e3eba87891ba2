"""Pages: templates of this room over those of `render`, and the files beside them."""

import hashlib
import json
from functools import cache
from importlib.resources import files

from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from footlights.measures.wording import counted, day
from footlights.render.environment import FILTERS, static_text
from footlights.render.icons import SHAPES
from footlights.web.visitors import Visitor

STYLES = (
    "tokens.css",
    "map.css",
    "report.css",
    "findings.css",
    "parts.css",
    "narrow.css",
    "print.css",
)
"""Style sheets of `render`, in the order in which the report has them."""

OWN_STYLES = ("web.css", "workspace.css", "editor.css")
"""Style sheets of these pages, after those."""


_DID = {
    "make": "made",
    "edit": "edited",
    "undo": "undid a change of",
    "redo": "repeated a change of",
    "restore": "restored",
    "file": "took a file into",
    "comment": "commented on",
    "answer": "answered on",
    "resolve": "resolved a comment on",
    "reopen": "opened a comment again on",
    "propose": "proposed edits of",
    "accept": "accepted a proposal for",
    "refuse": "refused a proposal for",
    "settle": "changed the status of",
    "hand-over": "handed over",
    "plan-review": "planned the review of",
    "archive": "archived",
    "bring-back": "brought back",
    "attach": "attached an image to",
    "detach": "took an image off",
    "share": "shared",
    "invite": "invited somebody to",
    "join": "joined",
    "sign-in": "signed in",
    "look": "looked at one customer of",
    "take-out": "took out the events of",
    "measure-by": "chose the data of",
    "pin": "brought in data",
    "append": "added to data",
    "unpin": "took data away",
    "ask-reset": "got a link for a new password",
    "reset": "chose a new password",
    "password": "changed the password",
    "revoke": "revoked",
    "remove": "removed",
}
"""What somebody did, in words."""


def did(action: str) -> str:
    """Say what somebody did: `commented on`; the word itself if there is none."""
    return _DID.get(action, action.replace("-", " "))


@cache
def environment() -> Environment:
    """Give the templates: everything escaped, nothing undefined."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("footlights.web"), PackageLoader("footlights.render")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS | {
        "counted": counted,
        "day": day,
        "did": did,
        "moment": moment,
    }
    made.globals |= {"shapes": SHAPES}
    return made


def moment(at: object) -> str:
    """Write a moment as a page shows it: `24 Nov 2026, 14:05 UTC`."""
    return f"{at:%-d %b %Y, %H:%M} UTC"


def page(
    template: str,
    status: int = 200,
    *,
    visitor: Visitor | None = None,
    **context: object,
) -> HTMLResponse:
    """Fill one template.

    Args:
        template: Its file name.
        status: HTTP status.
        visitor: Who looks; None on pages for those who have not signed in.
        **context: What it reads.
    """
    text = part(template, visitor=visitor, **context)
    return HTMLResponse(text, status_code=status)


def part(template: str, visitor: Visitor | None = None, **context: object) -> str:
    """Fill one template that may be a part of a page."""
    return (
        environment()
        .get_template(template)
        .render(
            style=style_address(),
            scripts=script_folder(),
            visitor=visitor,
            notice=visitor.site.notice if visitor else "",
            may_all=visitor.may() if visitor else frozenset(),
            **context,
        )
    )


@cache
def style_sheet() -> str:
    """Give all style sheets as one."""
    own = files("footlights.web").joinpath("static")
    mine = [own.joinpath(name).read_text(encoding="utf-8") for name in OWN_STYLES]
    return "\n".join((*map(static_text, STYLES), *mine))


@cache
def style_address() -> str:
    """Name the style sheet by its content, so that it may be kept for good."""
    return f"/static/{_digest(style_sheet())}.css"


@cache
def scripts() -> dict[str, str]:
    """Give every script by its name."""
    folder = files("footlights.web").joinpath("static")
    found = [each for each in folder.iterdir() if each.name.endswith(".js")]
    return {each.name: each.read_text(encoding="utf-8") for each in found}


@cache
def script_folder() -> str:
    """Name the folder of the scripts by their content; they refer to each other."""
    return f"/static/{_digest(json.dumps(scripts(), sort_keys=True))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
