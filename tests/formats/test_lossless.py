"""Every format that promises to keep a whole map, held to it field by field."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from footlights.errors import InvalidMapError
from footlights.formats.map_writing import to_json, to_tree, to_yaml
from footlights.formats.map_yaml import read_map_document, yaml_of
from footlights.formats.mermaid import to_mermaid
from footlights.formats.mermaid_grammar import read_diagram
from footlights.model.map import Map
from footlights.model.part import Part
from footlights.render.map_workbook import write_map_workbook
from support.filled_maps import filled_map
from support.real_mermaid import install_mermaid

TEXTS = {"map.yaml": to_yaml, "map.json": to_json, "map.mmd": to_mermaid}
SEEDS = st.integers(0, 2**32)


def unfilled(part):
    """Name the fields of a part, and of parts in it, that have their default."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        default = field.get_default(call_default_factory=True, validated_data={})
        if value == default:
            yield f"{type(part).__name__}.{name}"
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from unfilled(inner)


def test_the_maps_that_are_tried_leave_no_field_out():
    seen = [set(unfilled(filled_map(seed))) for seed in range(30)]

    assert set.intersection(*seen) == set()


@pytest.mark.parametrize("name", TEXTS)
@settings(deadline=None, max_examples=40)
@given(seed=SEEDS)
def test_a_map_with_every_field_filled_reads_back_from_text(
    name, seed, tmp_path_factory
):
    path = tmp_path_factory.mktemp("maps") / name
    map_ = filled_map(seed)

    path.write_bytes(TEXTS[name](map_).encode())

    back = read_map_document(path).map
    assert to_tree(back) == to_tree(map_)
    assert back == map_


@settings(deadline=None, max_examples=15)
@given(seed=SEEDS)
def test_a_map_with_every_field_filled_reads_back_from_a_workbook(
    seed, tmp_path_factory
):
    path = tmp_path_factory.mktemp("maps") / "map.xlsx"
    map_ = filled_map(seed)

    write_map_workbook(map_, None, path)

    assert read_map_document(path).map == map_


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS)
def test_no_comment_is_lost_wherever_it_stands(seed, tmp_path_factory):
    path = tmp_path_factory.mktemp("maps") / "map.yaml"
    map_ = filled_map(seed)
    text, said = commented(to_yaml(map_), Random(seed))  # noqa: S311 - no secret
    path.write_bytes(text.encode())

    kept = yaml_of(read_map_document(path))

    path.write_bytes(kept.encode())
    again = read_map_document(path)
    stripped = [line.strip() for line in kept.split("\n")]
    assert again.map == map_
    assert sorted(each for each in stripped if each.startswith("# no. ")) == said
    assert yaml_of(again) == kept


def commented(text, chance):
    """Put comments above and behind some lines, and give them in order."""
    lines, said, block = [], [], None
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (not line or indent > block):
            lines.append(line)
            continue
        block = indent if line.endswith("|-") else None
        if chance.random() < 0.3:
            said.append(f"# no. {len(said)} #x: '\"")
            lines.append(" " * chance.choice([0, indent]) + said[-1])
        if line and block is None and chance.random() < 0.2:
            said.append(f"# no. {len(said)}: - [")
            line = f"{line}  {said[-1]}"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines), sorted(said)


def test_mermaid_itself_draws_maps_with_every_field_filled(tmp_path):
    mermaid = install_mermaid()
    maps = [filled_map(seed) for seed in range(30)]
    paths = [tmp_path / f"{no}.mmd" for no in range(len(maps))]
    for path, map_ in zip(paths, maps, strict=True):
        path.write_bytes(to_mermaid(map_).encode())

    for path, map_, found in zip(paths, maps, mermaid.read(*paths), strict=True):
        assert "error" not in found, (path.name, found)
        assert len(found["tasks"]) == len(map_.touchpoints)
        ours = read_diagram(path.read_bytes().decode(), path)
        assert [task.score for task in ours.tasks] == [
            each[2] for each in found["tasks"]
        ]


def with_tea(**fields):
    """Make a map of one touchpoint with some fields."""
    tea = {"id": "tea", "name": "Tea"} | fields
    stages = [{"id": "drink", "name": "Drink", "touchpoints": [tea]}]
    return {"footlights": 1, "id": "m", "name": "M", "stages": stages}


@pytest.mark.parametrize(
    "activity",
    [
        {"within": "1.5ms"},
        {"within": "0.25s"},
        {"within": "3w"},
        {"cost": "1000000000000000 JPY"},
        {"cost": "0.00001 EUR"},
        {"cost": "-0.10 EUR"},
    ],
)
def test_very_small_and_very_large_quantities_read_back(activity, tmp_path):
    boil = {"id": "boil", "line": "backstage", "does": "Boils"} | activity
    map_ = Map.model_validate(with_tea(activities=[boil]))
    path = tmp_path / "map.yaml"

    path.write_text(to_yaml(map_), encoding="utf-8")

    assert read_map_document(path).map == map_


@given(st.integers(0, 10**9))
@example(360_528_000)
def test_a_share_is_the_number_next_to_what_is_written(billionths):
    written = f"{billionths / 10**7:.7f}%"
    expected = [{"what": "wait", "at_most": "1m", "for": written}]
    map_ = Map.model_validate(with_tea(expects=expected))

    assert map_.touchpoints[0].expects[0].for_ == billionths / 10**9


def test_names_in_a_diagram_that_hold_signs_of_mermaid_are_decoded_once(tmp_path):
    path = tmp_path / "map.mmd"
    map_ = Map.model_validate(
        with_tea() | {"name": "a #b;\nc", "objective": "#amp;\nd"}
    )

    path.write_text(to_mermaid(map_), encoding="utf-8")

    assert read_map_document(path).map == map_


def test_a_column_whose_name_no_key_can_hold_is_said(tmp_path):
    path = tmp_path / "map.yaml"
    match = {"event": "sip", "where": {"x" * 1001: 1}}
    text = f"{with_tea(matches=[match])}".replace("'" + "x" * 1001, "'" + "x" * 1010)
    path.write_text(text.replace("'", '"'), encoding="utf-8")

    with pytest.raises(InvalidMapError, match="over 1000 signs"):
        read_map_document(path)
