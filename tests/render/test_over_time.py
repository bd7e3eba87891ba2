from footlights.render.over_time import over_time_view


def test_the_weeks_of_a_stage_are_the_sum_of_its_touchpoints(museum, measured):
    view = over_time_view(museum, measured)
    first = [t for t in measured.touchpoints if t.stage == "s1"]

    assert view.weeks[0].touches[0] == f"{sum(t.weeks[0].touches for t in first):,}"
    assert view.weeks[0].note == "not the whole week"
    assert len(view.weeks) == 9


def test_pictures_are_inline_and_carry_no_address(museum, measured):
    view = over_time_view(museum, measured)

    assert view.trend.startswith("<svg")
    assert "http" not in view.trend + view.hours


def test_nobody_came(museum, measured):
    quiet = tuple(
        of.model_copy(update={"hours": (), "weeks": ()}) for of in measured.touchpoints
    )

    assert (
        over_time_view(museum, measured.model_copy(update={"touchpoints": quiet}))
        is None
    )
