"""Our own small set of icons, one line each, on a grid of 16 by 16.

A page carries the set once (`_icons.html`); everything else refers to it by name.
Icons never speak alone: the word stands beside them.
"""

from dataclasses import dataclass

from markupsafe import Markup

from footlights.model.map import Channel
from footlights.model.touchpoint import Touchpoint

_SHAPES = {
    "web": '<rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.6"/>'
    '<path d="M1.8 6h12.4M4 4.4h.01M6 4.4h.01"/>',
    "app": '<rect x="4.4" y="1.6" width="7.2" height="12.8" rx="1.6"/>'
    '<path d="M7.2 12.2h1.6"/>',
    "phone": '<path d="M3.2 2.4h2.6l1.1 3-1.6 1.2a8 8 0 0 0 4.1 4.1l1.2-1.6 3 1.1v2.6'
    "c0 .6-.5 1-1 1A11.3 11.3 0 0 1 2.2 3.4c0-.5.4-1 1-1z"
    '"/>',
    "ivr": '<path d="M4 3h.01M8 3h.01M12 3h.01M4 7h.01M8 7h.01M12 7h.01M4 11h.01'
    'M8 11h.01M12 11h.01M8 14h.01" stroke-width="2.2"/>',
    "email": '<rect x="1.8" y="3.2" width="12.4" height="9.6" rx="1.4"/>'
    '<path d="m2.4 4.4 5.6 4.2 5.6-4.2"/>',
    "chat": '<path d="M2.6 3h10.8v7.6H7.4L4.4 13v-2.4H2.6z"/>'
    '<path d="M5.4 6h5.2M5.4 8h3.4"/>',
    "store": '<path d="M2.8 6.6v6.8h10.4V6.6M2 6.4l1.4-3.8h9.2L14 6.4a2 2 0 0 1-4 0'
    ' 2 2 0 0 1-4 0 2 2 0 0 1-4 0zM6.6 13.4v-3.6h2.8v3.6"/>',
    "letter": '<path d="M4 1.8h5.6L12.4 4.6v9.6H4zM9.4 1.8v3h3M6 8h4.4M6 10.6h4.4"/>',
    "person": '<circle cx="8" cy="5" r="2.7"/><path d="M2.8 14c.2-3 2.3-4.8 5.2-4.8'
    's5 1.8 5.2 4.8"/>',
    "device": '<rect x="2" y="2.6" width="12" height="8.4" rx="1.2"/>'
    '<path d="M5.4 13.6h5.2M8 11v2.6"/>',
    "place": '<path d="M8 14.4S3.2 10 3.2 6.4a4.8 4.8 0 0 1 9.6 0C12.8 10 8 14.4 8'
    ' 14.4z"/><circle cx="8" cy="6.4" r="1.7"/>',
    "mixed": '<circle cx="6" cy="8" r="4"/><circle cx="10" cy="8" r="4"/>',
    "wait": '<circle cx="8" cy="8" r="6"/><path d="M8 4.6V8l2.4 1.6"/>',
    "alone": '<path d="M9.6 1.8 8.8 6.6H13L6.4 14.2l.9-5.4H3.2z"/>',
    "team": '<circle cx="6" cy="5.2" r="2.3"/><path d="M1.6 13.2c.2-2.7 1.9-4.2 4.4-4.2'
    's4.2 1.5 4.4 4.2M10.4 3.2a2.2 2.2 0 0 1 0 4.2M12 9.4c1.4.6 2.3 1.9 2.4 3.8"/>',
    "system": '<ellipse cx="8" cy="4" rx="5" ry="2"/><path d="M3 4v8c0 1.1 2.2 2 5 2'
    's5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2"/>',
    "clock": '<circle cx="8" cy="8.6" r="5.2"/><path d="M8 5.8v2.8l1.8 1.2M6.4 1.6h3.2"/>',
}

_COMMON_IDS = {
    "ivr": "ivr",
    "call": "phone",
    "phone": "phone",
    "tele": "phone",
    "mail": "email",
    "chat": "chat",
    "messag": "chat",
    "sms": "chat",
    "whatsapp": "chat",
    "app": "app",
    "mobile": "app",
    "web": "web",
    "site": "web",
    "portal": "web",
    "online": "web",
    "api": "system",
    "post": "letter",
    "letter": "letter",
    "store": "store",
    "shop": "store",
    "branch": "store",
    "person": "person",
    "meeting": "person",
    "visit": "person",
}

_FORMS = {
    "physical": "place",
    "digital": "device",
    "human": "person",
    "hybrid": "mixed",
}


@dataclass(frozen=True)
class Shape:
    """One icon of the set."""

    name: str
    """What other parts refer to."""

    drawing: Markup
    """Its outline, SVG; written here, never by a user."""


SHAPES = tuple(
    Shape(name, Markup(drawing))  # noqa: S704 - the drawings stand in this file
    for name, drawing in _SHAPES.items()
)


def channel_icon(channel: Channel | None) -> str:
    """Name the icon of a channel: by its id where that is telling, else by its form."""
    if channel is None:
        return "mixed"
    if channel.id == "mail":
        return "letter" if channel.form == "physical" else "email"
    words = channel.id.lower()
    for part, icon in _COMMON_IDS.items():
        if part in words:
            return icon
    return _FORMS[channel.form]


def touchpoint_icon(touchpoint: Touchpoint, channel: Channel | None) -> str:
    """Name the icon of a touchpoint: its channel; a wait and an action have theirs."""
    if touchpoint.kind == "wait":
        return "wait"
    if touchpoint.kind == "action" and channel is None:
        return "alone"
    return channel_icon(channel)
