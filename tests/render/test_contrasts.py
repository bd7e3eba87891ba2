from footlights.render.contrasts import contrasts_view


def test_groups_are_named_and_differences_signed(museum, measured):
    view = contrasts_view(museum, measured)

    assert [(row.name, row.kind) for row in view.rows] == [
        ("Members", "segment"),
        ("Web", "channel"),
    ]
    assert view.rows[0].difference.text == "−0.42"
    assert view.rows[0].completion.text == "+4.0 points"
    assert view.rows[0].repeats.text == "–"


def test_no_groups_no_part(museum, measured):
    assert contrasts_view(museum, measured.model_copy(update={"contrasts": ()})) is None
