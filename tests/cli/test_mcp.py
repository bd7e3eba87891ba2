"""What the command for assistants refuses; tests/assistants talks with it."""


def test_it_needs_a_map_or_a_workspace_and_not_both(footlights, tea):
    neither = footlights("mcp")
    both = footlights("mcp", "tea.yaml", "--workspace", "team")

    for answer in (neither, both):
        assert answer.exit_code == 2
        assert "Name a MAP, or a workspace" in answer.stderr


def test_a_map_with_mistakes_is_told_at_once(footlights, tmp_path):
    (tmp_path / "map.yaml").write_text("footlights: 1\nid: x\n", encoding="utf-8")

    answer = footlights("mcp", "map.yaml")

    assert answer.exit_code == 2
    assert "[invalid-map]" in answer.stderr


def test_a_workspace_that_is_not_there_is_not_made(footlights, tmp_path):
    answer = footlights("mcp", "--workspace", "team")

    assert answer.exit_code == 2
    assert "[missing-file]" in answer.stderr
    assert not (tmp_path / "team").exists()
