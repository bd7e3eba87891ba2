import pytest

from footlights.render.slides.evidence import MOST_BARS, evidence_of


def found(sample, museum, code, **changes):
    estimate = changes.pop("estimate", sample.share_of(0.31, 464))
    touchpoint = changes.pop("touchpoint", "t5")
    one = sample.finding(code, touchpoint, 464, "…")
    return one.model_copy(update={"estimate": estimate, **changes})


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        ("hurts", "Mean score, 1 to 5"),
        ("worse-than-drawn", "Measured feeling, −2 to +2"),
        ("sends-people-back", "Share of departures that go back"),
        ("over-served", "Mean score, 1 to 5"),
    ],
)
def test_a_touchpoint_stands_among_its_neighbours(
    sample, museum, measured, code, heading
):
    evidence = evidence_of(museum, measured, found(sample, museum, code))

    assert evidence.heading.startswith(heading)
    assert [row.name for row in evidence.rows if row.is_subject] == [
        "Waits in the queue"
    ]
    assert len(evidence.rows) <= MOST_BARS
    assert all("n " in row.said for row in evidence.rows)


def test_numbers_that_do_not_fit_are_counted(sample, museum, measured):
    known = sum(of.goes_back.is_known for of in measured.touchpoints)

    evidence = evidence_of(museum, measured, found(sample, museum, "worse-than-drawn"))

    assert known > MOST_BARS
    assert evidence.heading.endswith(f"; {MOST_BARS} of {known} that are known")


def test_whence_one_can_only_go_back_is_not_compared(sample, museum, measured):
    last = museum.touchpoints[-1]

    evidence = evidence_of(museum, measured, found(sample, museum, "sends-people-back"))

    assert last.name not in [row.name for row in evidence.rows]
    assert evidence.rows


def test_the_expectation_that_is_not_met_is_the_one_of_the_finding(
    sample, museum, measured
):
    own = measured.touchpoints[4].expectations[0].met

    evidence = evidence_of(
        museum, measured, found(sample, museum, "slower-than-expected", estimate=own)
    )

    (row,) = [row for row in evidence.rows if row.is_subject]
    assert row.name.startswith("Waits in the queue: wait at most")
    assert "wanted 90 %" in row.said


def test_a_stage_is_held_against_the_others_but_the_last(sample, museum, measured):
    finding = found(sample, museum, "loses-people", touchpoint=None, stage="s2")

    evidence = evidence_of(museum, measured, finding)

    assert [row.name for row in evidence.rows] == ["Before the visit", "Arrive", "Look"]
    assert [row.is_subject for row in evidence.rows] == [False, True, False]


def test_a_segment_is_held_against_the_other_segments(sample, museum, measured):
    finding = found(sample, museum, "segment-suffers", touchpoint=None, group="members")

    evidence = evidence_of(museum, measured, finding)

    assert evidence.rows[0].said == "−0.42 (−0.54 to −0.30), n 1,700"
    assert evidence.scale.low < -0.54
    assert evidence.scale.high == 0


def test_a_fact_has_no_numbers_beside_it(sample, museum, measured):
    finding = found(sample, museum, "never-happens")

    assert evidence_of(museum, measured, finding) is None


def test_a_number_that_is_not_known_is_no_evidence(sample, museum, measured):
    blank = sample.scores_of(None, 0)
    touchpoints = tuple(
        of.model_copy(update={"score": blank}) for of in measured.touchpoints
    )
    unscored = measured.model_copy(update={"touchpoints": touchpoints})

    assert evidence_of(museum, unscored, found(sample, museum, "hurts")) is None
