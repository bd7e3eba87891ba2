from footlights.render.funnel import funnel_view


def test_bars_are_shares_of_all_journeys(museum, measured):
    view = funnel_view(museum, measured)
    second = view.stages[1]

    assert view.population == "655 journeys"
    assert (second.reached, second.reached_percent) == ("615", 93.9)
    assert (second.in_order, second.in_order_percent) == ("600", 91.6)
    assert second.lost == "31"


def test_where_the_lost_went_is_told(museum, measured):
    assert funnel_view(museum, measured).stages[1].lost_to == (
        "24 ended here",
        "7 went back to Before the visit",
    )


def test_a_log_without_journeys_divides_by_nothing(museum, measured):
    nobody = measured.model_copy(
        update={"whole": measured.whole.model_copy(update={"journeys": 0})}
    )

    assert funnel_view(museum, nobody).stages[0].reached_percent == 0
    assert funnel_view(museum, nobody).stages[0].in_order_share == "–"
