"""The flow as a file of its own: on paper, with its names and its key in it."""

from dataclasses import dataclass

import vl_convert

from footlights.charts.palette import FONT, INK, NIGHT, PAPER, RULE, SOFT, VELVET
from footlights.render.environment import render
from footlights.render.flow import FlowNode, FlowView
from footlights.render.text_fit import letters_wide

_LINE = 16
_LEAST_WIDTH = 640
_BELOW = 34
_STYLES = {
    "forward": f'stroke="{VELVET}" opacity="0.34"',
    "back": f'stroke="{NIGHT}" opacity="0.62" stroke-dasharray="3 2.5"',
    "again": f'stroke="{NIGHT}" opacity="0.5"',
    "others": f'stroke="{SOFT}" opacity="0.6" stroke-dasharray="1.5 3"',
    "begin": f'stroke="{SOFT}" opacity="0.35"',
    "end": f'stroke="{SOFT}" opacity="0.35"',
}
"""How each kind of line is drawn; as `static/parts.css` has it in a page."""


@dataclass(frozen=True)
class Stop:
    """A touchpoint with what is written under it."""

    node: FlowNode
    """Where it stands."""

    lines: tuple[str, ...]
    """Its name, wrapped."""


def flow_file(view: FlowView, title: str, about: str, kind: str) -> bytes:
    """Draw the flow as a file.

    Args:
        view: The flow.
        title: What it is of, such as the name of the map.
        about: Which journeys it is about, in words.
        kind: `svg`, or `png` at twice its size.
    """
    stops = [Stop(node, _wrapped(node.name, view.step - 10)) for node in view.nodes]
    below = _LINE * (1 + max((len(stop.lines) for stop in stops), default=1))
    drawn = render(
        "flow.svg",
        flow=view,
        stops=stops,
        title=title,
        about=about,
        styles=_STYLES,
        width=max(view.width, _LEAST_WIDTH),
        below=below,
        height=view.height + below + _BELOW,
        line=_LINE,
        colours={
            "paper": PAPER,
            "ink": INK,
            "soft": SOFT,
            "rule": RULE,
            "ring": VELVET,
        },
        font=FONT,
    )
    if kind == "png":
        return bytes(vl_convert.svg_to_png(drawn, scale=2))
    return drawn.encode()


def _wrapped(name: str, width: float) -> tuple[str, ...]:
    """Break a name into lines; a word that is too long for one is cut into several."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters_wide(longer) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for sign in word:
            if letters_wide(lines[-1] + sign) > width and lines[-1]:
                lines.append("")
            lines[-1] += sign
    return tuple(line for line in lines if line)
