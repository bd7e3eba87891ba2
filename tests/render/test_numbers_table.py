from footlights.render.map_grid import map_grid
from footlights.render.numbers_table import numbers_table


def test_the_table_says_every_interval_that_the_lanes_leave_out(museum, measured):
    table = numbers_table(map_grid(museum, measured))
    row = dict(zip(table.columns, table.rows[0].cells, strict=True))

    assert row["Score"] == ("3.90 (3.70 to 4.10), n 398",)
    assert row["Feeling"] == (
        "drawn as curious, +1; measured +0.90 (+0.70 to +1.10), n 398",
    )
    assert len(table.rows) == 11


def test_a_map_not_measured_has_only_the_feeling(museum):
    assert numbers_table(map_grid(museum, None)).columns == ("Feeling",)
