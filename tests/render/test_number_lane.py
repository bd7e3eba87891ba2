from footlights.measures.estimate_wording import score_writer, share_writer
from footlights.measures.measured_touchpoint import ExpectationMet
from footlights.measures.result import Estimate
from footlights.measures.score_wording import ScoreWriter
from footlights.measures.wording import finer_share, share
from footlights.render.number_lane import expectation_entries, number_lanes, score_bar


def lanes_of(sample, museum, measured, *found):
    lanes = number_lanes(museum.touchpoints[: len(found)], list(found), measured)
    return {lane.id: lane for lane in lanes}


def test_the_share_reached_has_a_bar_of_its_length(sample, museum, measured):
    of = sample.touchpoint_measures(museum, 1, share_of_journeys=sample.share_of(0.62))
    (entry,) = lanes_of(sample, museum, measured, of)["reached"].cells[0]

    assert (entry.number.text, entry.share) == ("62 %", 62.0)


def test_the_time_lane_tells_the_p90_behind(sample, museum, measured):
    of = sample.touchpoint_measures(museum, 1, seconds=sample.quantiles(600))
    (entry,) = lanes_of(sample, museum, measured, of)["time"].cells[0]

    assert entry.number.text == "10 m"
    assert entry.more.startswith("nine in ten within 22 m")
    assert entry.full.endswith(entry.more)


def test_a_wait_has_no_wait_before_it(sample, museum, measured):
    of = [sample.touchpoint_measures(museum, no) for no in range(1, 6)]
    lanes = lanes_of(sample, museum, measured, *of)

    assert lanes["waited"].cells[4] == ()
    assert lanes["time"].cells[4][0].number.text == "9 m 20 s"


def test_a_touchpoint_nobody_measured_has_an_empty_cell(sample, museum, measured):
    of = sample.touchpoint_measures(museum, 2)

    assert lanes_of(sample, museum, measured, None, of)["reached"].cells[0] == ()


def test_small_departures_and_uncertain_ones_stay_quiet(sample, museum, measured):
    of = sample.touchpoint_measures(
        museum,
        1,
        skipped=sample.share_of(0.04),
        repeated=sample.share_of(0.5, n=12),
        other_channel=sample.share_of(0.3),
    )
    cell = lanes_of(sample, museum, measured, of)["departures"].cells[0]

    assert [entry.label for entry in cell] == ["other channel"]


def test_a_log_without_scores_has_no_score_lane(sample, museum, measured):
    silent = measured.model_copy(
        update={"log": measured.log.model_copy(update={"score_scale": None})}
    )
    lanes = lanes_of(sample, museum, silent, sample.touchpoint_measures(museum, 1))

    assert score_writer(silent) is None
    assert "score" not in lanes
    assert "met" in lanes


def test_an_expectation_shows_what_was_wanted(sample, museum):
    met = ExpectationMet(
        calendar=None,
        what="score",
        at_most_seconds=None,
        at_least=4,
        wanted=0.8,
        met=sample.share_of(0.31),
    )
    of = sample.touchpoint_measures(museum, 1, expectations=(met,))
    (entry,) = expectation_entries(of, share)

    assert entry.label == "score at least 4"
    assert (entry.share, entry.mark, entry.note) == (31.0, 80.0, "wanted 80 %")


def test_a_score_bar_lies_on_the_scale(sample):
    bar = score_bar(sample.estimate(3, 1), ScoreWriter(1, 5))

    assert (bar.low, bar.at, bar.width) == (25.0, 50.0, 50.0)
    assert score_bar(sample.estimate(None, 0), ScoreWriter(1, 5)) is None


def estimate(value, low, high, n):
    return Estimate(value=value, low=low, high=high, n=n)


def with_first(measured, **numbers):
    """The sample with other numbers at its first touchpoint."""
    first, *others = measured.touchpoints
    changed = first.model_copy(update=numbers)
    return measured.model_copy(update={"touchpoints": (changed, *others)})


def test_all_scores_of_a_log_get_the_decimals_of_the_one_that_needs_most(measured):
    score = measured.touchpoints[0].score
    close = score.model_copy(update={"mean": estimate(3.7034, 3.6992, 3.7076, 90_000)})
    few = score.model_copy(update={"mean": estimate(3.7034, 3.7033, 3.7035, 29)})

    assert score_writer(measured)(3.7) == "3.70"
    assert score_writer(with_first(measured, score=close))(3.7) == "3.700"
    assert score_writer(with_first(measured, score=few))(3.7) == "3.70"


def test_all_shares_of_the_lanes_get_a_decimal_where_one_needs_it(measured):
    close = estimate(0.5, 0.499, 0.501, 900_000)

    assert share_writer(measured) is share
    assert share_writer(with_first(measured, share_of_journeys=close)) is finer_share
