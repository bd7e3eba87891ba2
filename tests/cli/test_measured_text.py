import pytest

from footlights.cli.measured_text import print_measured


@pytest.fixture
def printed(capsys, monkeypatch):
    def lines_of(map_, measured, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        print_measured(map_, measured)
        return [line.rstrip() for line in capsys.readouterr().out.splitlines()]

    return lines_of


def test_the_headline_says_how_many_and_when(sample, printed):
    map_ = sample.sample_map()

    lines = printed(map_, sample.sample_measured(map_))

    assert lines[:3] == [
        "An evening at the museum",
        "655 journeys of 610 persons, 8,412 events, 1 Sep to 31 Oct 2026 (Europe/Rome)",
        "  completed 71 % (68 to 74), n 655",
    ]


def test_each_touchpoint_has_a_line_with_its_interval_and_n(sample, printed):
    map_ = sample.sample_map()

    lines = printed(map_, sample.sample_measured(map_))

    assert (
        "  Waits in the queue         78 %     9 m 20 s  1.90 (1.70 to 2.10)  398"
        in lines
    )


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_nothing_is_wider_than_the_terminal_and_no_number_is_cut(
    sample, printed, columns
):
    map_ = sample.sample_map(touchpoints=22)

    lines = printed(map_, sample.sample_measured(map_), columns)

    assert max(map(len, lines)) <= columns
    assert sum(line.endswith("(1.70 to 2.10)  398") for line in lines) == 2


def test_a_time_that_was_not_recorded_is_a_dash_and_not_zero(sample, printed):
    map_ = sample.sample_map()

    lines = printed(map_, sample.sample_measured(map_))

    assert (
        "  Gets a note afterwards     51 %            –  3.50 (3.30 to 3.70)  398"
        in lines
    )


def test_findings_are_numbered_and_say_what_to_look_at(sample, printed):
    map_ = sample.sample_map()

    lines = printed(map_, sample.sample_measured(map_))

    at = lines.index(" 1. Slower than expected")
    assert lines[at + 1].startswith("    464 people waited a median 9 m 20 s")
    assert lines[at + 3] == "    Who is on the desk at that hour."
    assert " 4. Off the map" in lines


def test_no_findings_are_said_to_be_none(sample, printed):
    map_ = sample.sample_map()

    lines = printed(map_, sample.sample_measured(map_, findings=()))

    assert "Findings: none that the numbers support." in lines


def test_what_the_map_does_not_explain_is_named(sample, printed):
    map_ = sample.sample_map()

    lines = printed(map_, sample.sample_measured(map_))

    assert "The map explains 97 % of the events." in lines
    assert (
        "  Not on the map: tour_cancelled (190), <script>alert(1)</script> (62)"
        in lines
    )


def test_a_sum_that_does_not_come_out_is_named(sample, printed):
    map_ = sample.sample_map()
    broken = sample.Identity(
        name="arrivals are departures", holds=False, left=1, right=2
    )

    lines = printed(map_, sample.sample_measured(map_, identities=(broken,)))

    assert lines[-1] == "Sums that do not come out: arrivals are departures."
