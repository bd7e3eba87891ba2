from footlights.measures.result import Estimate
from footlights.measures.wording import duration
from footlights.render.number import number_view, share_view


def test_a_share_writes_its_sign_once():
    view = share_view(Estimate(value=0.31, low=0.27, high=0.35, n=464))

    assert (view.text, view.interval, view.n) == ("31 %", "(27 to 35)", "n 464")
    assert view.full == "31 % (27 to 35), n 464"


def test_too_few_is_said():
    view = number_view(Estimate(value=90, low=30, high=400, n=29), duration)

    assert view.is_few
    assert view.n == "too few, n 29"


def test_an_unknown_number_is_a_dash_with_its_reason_never_a_zero():
    view = share_view(Estimate(value=None, low=None, high=None, n=0, reason="nobody"))

    assert (view.text, view.reason, view.is_known) == ("–", "nobody", False)
    assert not view.is_few


def test_a_number_without_interval_shows_none():
    view = number_view(Estimate(value=90, low=None, high=None, n=1), duration)

    assert view.interval == ""
    assert view.full == "1 m 30 s, too few, n 1"
