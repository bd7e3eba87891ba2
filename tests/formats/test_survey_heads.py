from footlights.formats.survey_heads import head_of

NAMES = ["StartDate", "EndDate", "ResponseId", "Q1"]
TEXTS = ["Anfangsdatum", "Enddatum", "Antwort-ID", "<b>How</b> was it?"]
IDS = [f'{{"ImportId":"{name}"}}' for name in NAMES]
ANSWER = ["2026-03-02 10:00:00", "2026-03-02 10:01:00", "R_1", "5"]


def rows_before_answers(*rows):
    return head_of(rows, "answers.csv").rows


def test_texts_and_import_ids_below_the_names_of_qualtrics_are_no_answers():
    head = head_of([NAMES, TEXTS, IDS], "answers.csv")

    assert head.columns == tuple(NAMES)
    assert head.rows == 3
    assert head.said == "answers.csv has 3 header rows, as Qualtrics writes"


def zoned(*zones):
    ids = [f'{{"ImportId":"at","timeZone":"{zone}"}}' for zone in zones]
    return head_of([NAMES, [*ids, *IDS[len(zones) :]]], "answers.csv")


def test_the_zone_that_import_ids_name_is_that_of_the_times():
    head = zoned("America/Denver", "America/Denver")

    assert head.zone == "America/Denver"
    assert head.said.endswith("they say that its times are those of America/Denver")
    assert zoned("Z").zone == "UTC"


def test_zones_that_nobody_knows_or_that_differ_are_no_zone():
    assert zoned("Nowhere/Town").zone is None
    assert zoned("Europe/Rome", "Europe/Oslo").zone is None
    assert head_of([NAMES, TEXTS, IDS], "answers.csv").zone is None


def test_a_header_row_that_was_taken_out_takes_no_answer_with_it():
    assert rows_before_answers(NAMES, TEXTS, ANSWER) == 2
    assert rows_before_answers(NAMES, IDS, ANSWER) == 2
    assert rows_before_answers(NAMES, ANSWER, ANSWER) == 1


def test_an_answer_without_times_is_still_an_answer():
    assert rows_before_answers(NAMES, ["", "", "R_1", "5"]) == 1


def test_the_old_form_names_its_own_columns_in_the_second_row():
    head = head_of(
        [
            ["V1", "V2", "V3", "Q1"],
            ["ResponseID", "StartDate", "EndDate", "How was it?"],
            ["R_1", "2026-03-02 10:00:00", "2026-03-02 10:01:00", "5"],
        ],
        "answers.csv",
    )

    assert head.columns == ("ResponseID", "StartDate", "EndDate", "Q1")
    assert head.rows == 2


def test_any_other_file_has_one_row_of_names():
    assert rows_before_answers(["person", "at"], ["ann", "noon"], ["bob", "night"]) == 1


def test_question_texts_as_names_lose_their_html():
    head = head_of([["id", '<p style="color:red">How &amp; <b>why</b>?</p>']], "a.csv")

    assert head.columns == ("id", "How & why?")


def test_names_that_only_html_tells_apart_keep_it():
    names = ("<b>Good?</b>", "<i>Good?</i>", "a < b > c")

    assert head_of([names], "a.csv").columns == names
