import pytest
from hypothesis import given, settings
from lxml import etree

from footlights.formats.cjml import to_cjml
from footlights.model.activity import Activity, Team
from footlights.model.map import Channel, Map, Stage
from footlights.model.touchpoint import Touchpoint
from footlights.usecases.examples import EXAMPLES, read_example
from support.drawn_maps import maps


def drawn(*touchpoints):
    map_ = Map(
        footlights=1,
        id="tea",
        name="Tea",
        channels=(Channel(id="table", form="human", name="At the table"),),
        teams=(Team(id="bar", name="Bar"),),
        stages=(Stage(id="drink", name="Drink", touchpoints=touchpoints),),
    )
    return etree.fromstring(to_cjml(map_))


def test_an_interaction_is_a_message_between_customer_and_team():
    ask = Activity(id="ask", line="frontstage", does="Asks", team="bar")
    order = Touchpoint(
        id="order", name="Order", channel="table", doing="Orders", activities=(ask,)
    )

    (point,) = drawn(order).iter("plannedCommunicationPoint")

    assert point.findtext("touchpointID") == "order"
    assert point.find("initiator/refersTo").get("actorIDref") == "customer"
    assert point.findtext("initiator/initiatorLabel") == "Orders"
    assert point.find("receiver/refersTo").get("actorIDref") == "team-bar"
    assert point.findtext("receiver/receiverLabel") == "Order"
    assert point.findtext("channel/channelName") == "At the table"


def test_what_is_only_said_to_the_customer_comes_from_the_organisation():
    (point,) = drawn(Touchpoint(id="bill", name="Bill", said="Here you are")).iter(
        "plannedCommunicationPoint"
    )

    assert point.find("initiator/refersTo").get("actorIDref") == "us"
    assert point.findtext("initiator/initiatorLabel") == "Here you are"


def test_what_the_customer_does_alone_is_an_action_and_a_wait_is_left_out():
    root = drawn(
        Touchpoint(id="sip", name="Sip", kind="action"),
        Touchpoint(id="wait", name="Wait", kind="wait"),
    )

    assert [point.tag for point in root.find(".//touchpoints")] == ["plannedAction"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_actor_that_an_example_refers_to_is_listed(name):
    root = etree.fromstring(to_cjml(read_example(name)))

    actors = {actor.get("actorID") for actor in root.find(".//actors")}
    assert {each.get("actorIDref") for each in root.iter("refersTo")} <= actors


@settings(deadline=None, max_examples=20)
@given(maps)
def test_every_map_is_well_formed(map_):
    assert etree.fromstring(to_cjml(map_)).get("version") == "2.0"
