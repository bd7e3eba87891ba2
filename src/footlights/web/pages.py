"""Pages: templates of this room over those of `render`, and the files beside them."""

import hashlib
from functools import cache
from importlib.resources import files

from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from footlights.render.environment import static_text

STYLES = ("tokens.css", "map.css", "report.css", "parts.css", "narrow.css", "print.css")
"""Style sheets of `render`, in the order in which the report has them."""


@cache
def environment() -> Environment:
    """Give the templates: everything escaped, nothing undefined."""
    return Environment(
        loader=ChoiceLoader(
            [PackageLoader("footlights.web"), PackageLoader("footlights.render")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, status: int = 200, **context: object) -> HTMLResponse:
    """Fill one template.

    Args:
        template: Its file name.
        status: HTTP status.
        **context: What it reads.
    """
    text = environment().get_template(template).render(style=style_address(), **context)
    return HTMLResponse(text, status_code=status)


@cache
def style_sheet() -> str:
    """Give all style sheets as one."""
    own = files("footlights.web").joinpath("static", "web.css")
    return "\n".join((*map(static_text, STYLES), own.read_text(encoding="utf-8")))


@cache
def style_address() -> str:
    """Name the style sheet by its content, so that it may be kept for good."""
    digest = hashlib.sha256(style_sheet().encode()).hexdigest()[:16]
    return f"/static/{digest}.css"
