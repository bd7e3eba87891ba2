from footlights.measures.measured_log import Identity
from footlights.render.slides.method_slides import method_slides


def facts(views):
    return {
        row.cells[0].paragraphs[0].text: row.cells[1].paragraphs[0].text
        for view in views
        for row in view.parts[0].sheet.rows
    }


def test_what_was_read_and_what_is_off_the_map_is_said(museum, measured):
    data, method = method_slides(museum, measured)

    said = facts([data])
    assert said["Events"] == "8,412, each counted once"
    assert said["Rejected"] == "3 rows that could not be read"
    assert "tour_cancelled: 190 events, 2 % (0 to 5), n 655" in said["Off the map"]
    assert method.title == "Method: how the numbers are made"
    assert "Wilson" in facts([method])["Interval"]


def test_a_map_without_numbers_says_nothing_of_how_they_are_made(museum):
    assert list(method_slides(museum, None)) == []


def test_a_sum_that_does_not_come_out_is_said_first(sample, museum):
    broken = Identity(name="all events", holds=False, left=1, right=2)
    measured = sample.sample_measured(museum, identities=(broken,))

    data, _ = method_slides(museum, measured)

    name, text = next(iter(facts([data]).items()))
    assert name == "Attention"
    assert "at least one number in this report is wrong" in text
