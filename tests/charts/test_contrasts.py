from footlights.charts.contrasts import ScoreDifference, contrast_chart


def test_groups_stay_in_the_order_given_and_few_answers_are_pale():
    spec = contrast_chart(
        [
            ScoreDifference("Zoo", -0.4, -0.5, -0.3, is_few=False),
            ScoreDifference("Ant", 0.1, -0.6, 0.8, is_few=True),
        ]
    ).to_dict()
    values = next(rows for rows in spec["datasets"].values() if len(rows) == 2)

    assert [(row["group"], row["name"], row["strong"]) for row in values] == [
        (0, "Zoo", 1.0),
        (1, "Ant", 0.4),
    ]


def test_nought_stands_in_the_middle():
    spec = contrast_chart([ScoreDifference("A", 0.4, 0.3, 0.5, is_few=False)]).to_dict()
    low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]

    assert low == -high
    assert high > 0.5
