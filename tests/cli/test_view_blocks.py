from footlights.cli.view_blocks import blocks_of
from footlights.cli.view_columns import Printed


def column(name, role, width):
    return Printed(
        name=name,
        role=role,
        is_number=role != "key",
        head=name,
        texts=("1",),
        is_quiet=(False,),
        width=width,
    )


def names(blocks):
    return [[each.name for each in block] for block in blocks]


def family(number, width):
    sides = ("one", "other", "difference", "p", "is_different")
    return [column(f"{number}_{side}", "estimate", width) for side in sides]


KEY = column("touchpoint", "key", 10)


def test_what_fits_stands_on_one_line_as_the_view_has_it():
    columns = [KEY, column("touches", "count", 5), column("score", "estimate", 20)]

    assert names(blocks_of(columns, 39)) == [["touchpoint", "touches", "score"]]


def test_estimates_come_before_counts_and_gaps_are_filled():
    columns = [
        KEY,
        column("touches", "count", 5),
        column("score", "estimate", 20),
        column("share", "estimate", 20),
    ]

    assert names(blocks_of(columns, 40)) == [
        ["touchpoint", "touches", "score"],
        ["touchpoint", "share"],
    ]


def test_a_difference_stands_before_what_it_comes_from():
    (block,) = names(blocks_of([KEY, *family("score", 5)], 80))

    assert block[1:] == [
        "score_difference",
        "score_is_different",
        "score_p",
        "score_one",
        "score_other",
    ]


def test_what_is_found_stays_together_where_not_all_of_it_fits():
    blocks = names(blocks_of([KEY, *family("score", 8)], 40))

    assert blocks == [
        ["touchpoint", "score_difference", "score_is_different", "score_p"],
        ["touchpoint", "score_one", "score_other"],
    ]


def test_where_nothing_fits_beside_the_keys_there_is_no_table():
    assert blocks_of([KEY, column("score", "estimate", 20)], 30) == []


def test_every_column_stands_in_one_block():
    columns = [KEY, *family("score", 12), *family("share", 17)]

    for width in range(30, 200, 7):
        told = [name for block in names(blocks_of(columns, width)) for name in block]
        assert sorted(set(told)) == sorted(each.name for each in columns)
        assert len(told) - told.count("touchpoint") == len(columns) - 1


def test_keys_alone_are_a_table():
    assert names(blocks_of([KEY], 20)) == [["touchpoint"]]
