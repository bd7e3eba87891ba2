import pytest

NAMES = 5


def test_a_line_to_an_example_with_its_name_first(footlights):
    result = footlights("examples")

    lines = result.stdout.splitlines()
    names = [line.split(" ")[0] for line in lines]
    assert len(lines) == NAMES
    assert "dinner" in names
    assert all(line.isascii() or line.isprintable() for line in lines)
    assert max(map(len, lines)) <= 80
    assert result.stderr == ""


def test_every_example_can_be_copied_and_has_no_problems(footlights, tmp_path):
    names = [line.split(" ")[0] for line in footlights("examples").stdout.splitlines()]

    for name in names:
        copied = footlights("examples", name, "-o", "maps")
        assert copied.exit_code == 0
        assert copied.stdout == ""
        assert f"footlights generate maps/{name}.yaml" in copied.stderr
    checked = footlights("check", *sorted((tmp_path / "maps").iterdir()))
    assert (checked.stdout, checked.exit_code) == ("", 0)


def test_an_example_that_is_not_there_is_named_with_the_nearest(footlights):
    result = footlights("examples", "diner", "-o", ".")

    assert result.exit_code == 2
    assert "'dinner'" in result.stderr


@pytest.mark.parametrize("words", [["dinner"], ["-o", "maps"]])
def test_half_a_wish_is_answered_with_the_whole_one(footlights, words):
    result = footlights("examples", *words)

    assert result.exit_code == 2
    assert "-o DIR" in result.stderr
