from footlights.formats.map_yaml import read_map_document, write_map, yaml_of
from footlights.formats.yaml_comments import AT_END, comments_for
from footlights.usecases.examples import EXAMPLES, copy_example

TEA = """\
# Drawn by Ann
footlights: 1
id: tea
name: 'Tea # 1'   # no comment inside

personas: [ann, bob]   # two
stages:
  # the first
  - id: drink
    name: Drink
    touchpoints:
      - id: pour
        name: Pour
        # how it feels
        #
        # to pour
        feeling: {word: calm, valence: 1}
        doing: |-
          Pours
          # no comment either
      - id: sip  # at last
        name: Sip
# the end
"""


def written(folder, text):
    path = folder / "tea.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_comments_stand_where_they_stood(tmp_path):
    text = yaml_of(read_map_document(written(tmp_path, TEA)))

    assert text.startswith("# Drawn by Ann\nfootlights: 1\n")
    assert "# no comment inside\nname: 'Tea # 1'\n" in text
    assert "# two\npersonas:\n" in text
    assert "  # the first\n  - id: drink\n" in text
    assert "        # how it feels\n        #\n        # to pour\n" in text
    assert "      # at last\n      - id: sip\n" in text
    assert text.endswith("# the end\n")


def test_a_text_that_was_written_is_written_the_same_again(tmp_path):
    once = yaml_of(read_map_document(written(tmp_path, TEA)))

    assert yaml_of(read_map_document(written(tmp_path, once))) == once
    assert once.count("#") == 11


def test_comments_follow_a_part_that_moves_and_stay_when_it_goes(tmp_path):
    path = written(tmp_path, TEA)
    map_ = read_map_document(path).map
    (drink,) = map_.stages
    turned = drink.model_copy(update={"touchpoints": drink.touchpoints[::-1]})
    only = drink.model_copy(update={"touchpoints": drink.touchpoints[:1]})

    write_map(map_.model_copy(update={"stages": (turned,)}), path)
    assert "      # at last\n      - id: sip\n" in path.read_text(encoding="utf-8")

    write_map(map_.model_copy(update={"stages": (only,)}), path)
    assert "    # at last\n    touchpoints:\n" in path.read_text(encoding="utf-8")


def test_every_example_keeps_its_map_and_its_comments(tmp_path):
    for name in EXAMPLES:
        path = copy_example(name, tmp_path)
        before = read_map_document(path)
        text = yaml_of(before)
        path.write_text(text, encoding="utf-8")

        assert read_map_document(path).map == before.map
        assert yaml_of(read_map_document(path)) == text


def test_a_file_that_is_no_yaml_has_no_comments():
    assert comments_for("a: [1 # oh", {}) == {}


def test_comments_of_an_empty_document_stand_at_the_end():
    assert comments_for("# only", {"a": 1}) == {AT_END: ("only",)}


def test_comments_keep_their_indentation_and_are_never_cut(tmp_path):
    text = TEA.replace(
        "  # the first\n",
        "  # left out for now:\n  #   - id: boil\n  #     name: Boil\n"
        f"  # https://example.org/{'a-very-long-address/' * 6}\n",
    )

    kept = yaml_of(read_map_document(written(tmp_path, text)))

    begin, end = kept.index("  # left out"), kept.index("  - id: drink")
    assert (
        kept[begin:end]
        == text[text.index("  # left out") : text.index("  - id: drink")]
    )
