"""Numbers held against each other, but for the order in which threads add up."""


def to_nine_digits(value):
    """Cut the last digits off every number of a document: sums depend on the order."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: to_nine_digits(each) for key, each in value.items()}
    if isinstance(value, list):
        return [to_nine_digits(each) for each in value]
    return value
