import pytest

from footlights.model.map import Channel
from footlights.model.touchpoint import Touchpoint
from footlights.render.icons import SHAPES, channel_icon, touchpoint_icon


@pytest.mark.parametrize(
    ("channel", "form", "icon"),
    [
        ("web", "digital", "web"),
        ("ivr", "digital", "ivr"),
        ("phone", "human", "phone"),
        ("email", "digital", "email"),
        ("mail", "physical", "letter"),
        ("chat", "digital", "chat"),
        ("mobile-app", "digital", "app"),
        ("branch", "physical", "store"),
        ("terminal", "digital", "device"),
        ("garden", "physical", "place"),
        ("desk", "human", "person"),
        ("kiosk", "hybrid", "mixed"),
    ],
)
def test_a_channel_has_the_icon_of_its_id_else_of_its_form(channel, form, icon):
    assert channel_icon(Channel(id=channel, form=form)) == icon


def test_every_icon_named_is_drawn(museum):
    drawn = {shape.name for shape in SHAPES}
    channels = {channel.id: channel for channel in museum.channels}

    assert {
        touchpoint_icon(t, channels.get(t.channel)) for t in museum.touchpoints
    } <= drawn
    assert {"team", "system", "clock", "wait", "alone", "mixed"} <= drawn


def test_a_wait_looks_like_a_wait_and_an_action_like_an_action():
    wait = Touchpoint(id="a", name="A", kind="wait", channel="web")
    action = Touchpoint(id="b", name="B", kind="action")

    assert touchpoint_icon(wait, Channel(id="web", form="digital")) == "wait"
    assert touchpoint_icon(action, None) == "alone"
