from footlights.model.map import Map
from footlights.render.slides.backlog_slides import backlog_slides


def rows(views):
    return [
        tuple(" | ".join(p.text for p in cell.paragraphs) for cell in row.cells)
        for view in views
        for row in view.parts[0].sheet.rows[1:]
    ]


def test_findings_come_first_then_the_pains_of_the_map(museum, measured):
    found = rows(backlog_slides(museum, measured))

    assert found[1] == (
        (
            "Felt worse than drawn | Drawn as at ease (+1), measured −0.2 (−0.5 to 0.1),"
            " n\xa0612."
        ),
        "390 journeys",
        "Buys a print",
        "Guides, Office",
        "Who is on the desk at that hour.",
    )
    assert found[4] == (
        "Nobody says how long it takes",
        "not counted | known from interviews, n\xa012, 10\xa0Sep\xa02026",
        "Reads the programme",
        "Guides, Office",
        "How many people meet it?",
    )
    assert len(found) == 4 + 11


def test_a_map_alone_has_the_pains_that_it_names(museum):
    found = rows(backlog_slides(museum, None))

    assert {row[1].split(" | ")[0] for row in found} == {"not counted"}
    assert len(found) == 11


def test_nothing_is_invented_where_the_map_names_no_pain():
    tea = Map.model_validate(
        {
            "footlights": 1,
            "id": "tea",
            "name": "Tea",
            "stages": [
                {"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B"}]}
            ],
        }
    )

    assert list(backlog_slides(tea, None)) == []


def test_what_is_about_no_touchpoint_names_its_subject(museum, measured):
    last = rows(backlog_slides(museum, measured))[3]

    assert last[0].startswith("The whole map: off the map | ")
    assert last[1:4] == ("61 persons", "–", "–")
