"""Maps written in a line, for what order they draw; and sequences for them."""

from hypothesis import strategies as st

from footlights.model.map import Map

_MARKS = {
    "?": {"optional": True},
    "+": {"repeats": True},
    "*": {"optional": True, "repeats": True},
    "~": {"kind": "wait"},
    "-": {"matches": []},
}


def planned(*stages, **parts):
    """Make a map from stages such as `A B? C+` or `any: D E*` or `one_of: F G`.

    A letter is a touchpoint met by the event of that name; `?` makes it optional, `+`
    lets it repeat, `*` is both, `~` makes it a wait, and no event reaches one with
    `-`.
    """
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "planned",
            "name": "Planned",
            "stages": [_stage(no, text) for no, text in enumerate(stages, 1)],
        }
        | parts
    )


def _stage(no, text):
    order, _, touchpoints = text.rpartition(":")
    return {
        "id": f"stage-{no}",
        "name": f"Stage {no}",
        "order": order or "sequence",
        "touchpoints": [
            {"id": word[0].lower(), "name": word[0], "matches": [word[0]]}
            | _MARKS.get(word[1:], {})
            for word in touchpoints.split()
        ],
    }


def numbers(map_, letters):
    """Turn `ABC` into touchpoint numbers."""
    return [map_.touchpoint_no[letter.lower()] for letter in letters]


@st.composite
def maps(draw, most=6):
    """Draw a map of one to three stages."""
    letters = iter("ABCDEFGHIJ")
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    left = most
    stages = []
    for size in sizes:
        order = draw(st.sampled_from(["sequence", "any", "one_of"]))
        marks = [draw(st.sampled_from(["", "?", "+", "*"])) for _ in range(size)]
        words = [next(letters) + mark for mark in marks[: max(0, left)]]
        left -= len(words)
        if words:
            stages.append(f"{order}: {' '.join(words)}")
    return planned(*stages)


@st.composite
def maps_and_sequences(draw, longest=7):
    """Draw a map, and some sequences of its touchpoint numbers."""
    map_ = draw(maps())
    touch = st.integers(1, len(map_.touchpoints))
    several = st.lists(st.lists(touch, max_size=longest), min_size=1, max_size=6)
    return map_, draw(several)
