import pyarrow.parquet as pq
import pytest

EFFECT = """\
simulation:
  effects:
    - {id: cold, kind: stage-loses, stage: order, share: 40%, why: The room is cold}
"""


@pytest.fixture
def tea_with_effect(tea):
    with (tea / "tea.yaml").open("a") as drawn:
        drawn.write(EFFECT)


def generate(footlights, *words, path="events.parquet", seed=7):
    result = footlights(
        *("generate", "tea.yaml", "--journeys", 50, "--seed", seed),
        *("-o", path, *words),
    )
    assert result.exit_code == 0, result.stderr
    return result


def test_it_says_how_many_events_it_wrote_and_where(
    footlights, tea_with_effect, tmp_path
):
    result = generate(footlights)

    events = pq.read_table(tmp_path / "events.parquet").num_rows
    assert result.stdout == ""
    first = result.stderr.splitlines()[0]
    assert first == f"Wrote events.parquet: {events:,} events in 50 journeys."


def test_it_says_what_it_planted_and_nothing_where_it_planted_nothing(
    footlights, tea_with_effect
):
    assert "\nPlanted: cold: 40 % of those who" in generate(footlights).stderr
    assert "Planted" not in generate(footlights, "--without-effects").stderr


def test_a_log_may_be_written_as_csv(footlights, tea_with_effect, tmp_path):
    generate(footlights, path="events.csv")

    assert (tmp_path / "events.csv").read_text().startswith('"person","event","at"')


def test_the_same_seed_gives_the_same_log_and_another_one_another(
    footlights, tea_with_effect, tmp_path
):
    generate(footlights, path="a.parquet")
    generate(footlights, path="b.parquet")
    generate(footlights, path="c.parquet", seed=8)

    first, again, other = (
        pq.read_table(tmp_path / name)
        for name in ("a.parquet", "b.parquet", "c.parquet")
    )
    assert first.equals(again)
    assert not first.equals(other)


def test_effects_can_be_left_out(footlights, tea_with_effect, tmp_path):
    generate(footlights, path="with.parquet")
    generate(footlights, "--without-effects", path="without.parquet")

    with_effects = pq.read_table(tmp_path / "with.parquet")
    assert not with_effects.equals(pq.read_table(tmp_path / "without.parquet"))


def test_no_journeys_at_all_are_refused(footlights, tea_with_effect):
    result = footlights("generate", "tea.yaml", "--journeys", 0, "-o", "events.parquet")

    assert result.exit_code == 2
    assert "0 is not in the range" in result.stderr


def test_a_folder_that_is_not_there_is_named(footlights, tea_with_effect):
    result = footlights("generate", "tea.yaml", "-o", "attic/events.parquet")

    assert result.exit_code == 2
    assert result.stderr.startswith("footlights: There is no folder 'attic'")
