from datetime import timedelta

import pytest

from footlights.usecases.discovered_words import (
    counted,
    form_of,
    percent,
    quoted,
    reminding,
    rounded_up,
    said,
    title,
)


def test_an_id_of_two_words_reminds_of_the_second_or_of_none():
    assert reminding("From", "cart") == "From cart"
    assert reminding("From", "مرحبا") == "مرحبا"


def test_a_name_is_one_line_of_at_most_120_signs():
    assert title("a \n b\t c") == "a b c"
    assert len(title("x" * 500)) == 120


def test_a_comment_holds_no_sign_that_a_file_could_not():
    assert quoted("bell \x07") == "'bell ?'"
    assert len(quoted("x" * 500)) == 62


@pytest.mark.parametrize(
    ("channel", "form"),
    [
        ("Web", "digital"),
        ("E-Mail", "digital"),
        ("self_service", "digital"),
        ("IVR", "digital"),
        ("mobile app", "digital"),
        ("Telephone", "human"),
        ("call centre", "human"),
        ("Branch 7", "physical"),
        ("in-store", "physical"),
        ("fax", "digital"),
        ("happy", "digital"),
    ],
)
def test_the_form_of_a_channel_is_told_by_its_word(channel, form):
    assert form_of(channel)[0] == form


def test_a_form_that_no_word_tells_is_said_to_be_a_default():
    assert form_of("هاتف") == ("digital", None)


@pytest.mark.parametrize(
    ("seconds", "length"),
    [
        (0, timedelta(minutes=1)),
        (60, timedelta(minutes=1)),
        (7300, timedelta(hours=3)),
        (86_401, timedelta(days=2)),
        (46 * 86_400, timedelta(days=60)),
        (61 * 86_400, timedelta(days=90)),
    ],
)
def test_times_are_rounded_up_to_what_people_say(seconds, length):
    assert rounded_up(seconds) == length


def test_times_shares_and_counts_are_written_for_readers():
    assert [said(s) for s in (0, 0.25, 59.6, 187_423)] == ["0s", "250ms", "1m", "2d 4h"]
    assert [percent(*p) for p in ((0, 0), (1, 3), (9999, 10_000), (5, 5))] == [
        "0%",
        "33.3%",
        "99.9%",
        "100%",
    ]
    assert percent(1, 10_000) == "under 0.1%"
    assert [counted(1, "event"), counted(4361, "event")] == ["1 event", "4,361 events"]
