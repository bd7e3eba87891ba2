from datetime import date


def test_a_review_is_due_on_the_last_day_and_overdue_after_it(drawn, problems_of):
    drawn["review"] = {"every": "30d", "last": "2026-03-01"}

    assert problems_of(drawn, on=date(2026, 3, 31)) == []
    assert problems_of(drawn, on=date(2026, 4, 1)) == [
        ("stale-review", ("review", "last"))
    ]


def test_a_map_reviewed_today_is_neither_late_nor_early(drawn, problems_of):
    drawn["review"] = {"every": "1d", "last": "2026-03-01"}

    assert problems_of(drawn, on=date(2026, 3, 1)) == []


def test_a_map_without_reviews_is_never_overdue(drawn, problems_of):
    del drawn["review"]

    assert problems_of(drawn, on=date(2099, 1, 1)) == []


def test_a_review_every_ten_thousand_years_is_never_overdue(drawn, problems_of):
    drawn["review"] = {"every": "3660000d", "last": "2026-03-01"}

    assert problems_of(drawn, on=date(2026, 4, 1)) == []
