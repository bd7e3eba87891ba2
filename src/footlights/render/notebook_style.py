"""The style that a piece of HTML carries into a notebook, which has a theme of its own."""

import re
from functools import cache

from markupsafe import Markup

from footlights.render.environment import inlined, static_text

_VARIABLES = re.compile(r"--[\w-]+:[^;]+;")
_LIGHT = ('[data-jp-theme-light="true"]', ".vscode-light", ".light", '[theme="light"]')
_DARK = ('[data-jp-theme-light="false"]', ".vscode-dark", ".dark", '[theme="dark"]')
"""How JupyterLab, Visual Studio Code, marimo and Colab mark their themes."""


@cache
def notebook_style(*sheets: str) -> Markup:
    """Give the style sheets of a piece, in light and dark.

    A notebook may be dark on a light system, and the other way round: the theme of the
    notebook decides where it says one, else that of the system.

    Args:
        sheets: Names of style sheets, beside those that every piece has.
    """
    tokens = static_text("tokens.css")
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")
    themes = (
        _theme(_LIGHT, "light", light),
        _theme(_DARK, "dark", dark),
    )
    texts = [tokens, *map(static_text, sheets), static_text("notebook.css"), *themes]
    return inlined("\n".join(texts))


def _theme(marks: tuple[str, ...], scheme: str, tokens: str) -> str:
    variables = " ".join(_VARIABLES.findall(tokens))
    return (
        f":is({', '.join(marks)}) .footlights.notebook"
        f" {{ color-scheme: {scheme}; {variables} }}"
    )
