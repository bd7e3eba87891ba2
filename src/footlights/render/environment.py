"""Where templates, styles and scripts come from."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from footlights.render.unbroken import unbroken

FILTERS = {"unbroken": unbroken}
"""What templates of this package, and of those above it, write texts with."""


@cache
def environment() -> Environment:
    """Give the templates: everything escaped, nothing undefined."""
    made = Environment(
        loader=PackageLoader("footlights.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    return made


@cache
def static_text(name: str) -> str:
    """Give a style sheet or script of the package.

    Args:
        name: Its file name under `static/`.
    """
    folder = files("footlights.render").joinpath("static")
    return folder.joinpath(name).read_text(encoding="utf-8")


def inlined(text: str) -> Markup:
    """Mark a text of the package as safe to stand in a page as it is."""
    return Markup(text)  # noqa: S704 - only texts of the package come here


def source_hash(text: str) -> str:
    """Give the hash by which a content security policy allows an inline script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def render(template: str, **context: object) -> str:
    """Fill one template."""
    return environment().get_template(template).render(**context)
