import pytest

from footlights.engines.duckdb import DuckDBEngine
from footlights.engines.duckdb_file import DuckDBFile
from footlights.engines.memory import MOST_BYTES, SETTING, limit_for, memory_limit
from footlights.errors import UnreadableMemoryError


def limit_of(engine):
    """What DuckDB itself says, in its words."""
    found = engine._connection.con.execute("SELECT current_setting('memory_limit')")
    return found.fetchone()[0]


def test_the_limit_is_half_of_a_small_machine_and_six_gigabytes_of_a_large_one():
    assert limit_for(4_000_000_000) == 2_000_000_000
    assert limit_for(64_000_000_000) == 6_000_000_000


def test_a_machine_that_does_not_say_gets_three_gigabytes():
    assert limit_for(None) == 3_000_000_000


def test_both_kinds_of_engine_get_what_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv(SETTING, "512 MiB")

    with DuckDBEngine() as engine:
        assert limit_of(engine) == "512.0 MiB"
    with DuckDBFile(tmp_path / "log.duckdb") as engine:
        assert limit_of(engine) == "512.0 MiB"


def test_an_engine_follows_the_machine_by_itself(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr("footlights.engines.memory._machine_bytes", lambda: 2**30)

    with DuckDBEngine() as engine:
        assert limit_of(engine) == "512.0 MiB"


def test_this_machine_says_how_much_it_has(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)

    assert 0 < int(memory_limit().removesuffix("B")) <= MOST_BYTES


def test_a_container_that_gets_less_than_the_machine_counts(monkeypatch, tmp_path):
    (tmp_path / "memory.max").write_text("1000000000\n", encoding="ascii")
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr("footlights.engines.memory._CONTAINER", tmp_path / "memory.max")

    assert memory_limit() == "500000000B"


@pytest.mark.parametrize("said", ["lots", "12", "-1GB", "0GB", "0.0 MiB", "4 parsecs"])
def test_what_is_no_size_is_told_with_an_example(monkeypatch, said):
    monkeypatch.setenv(SETTING, said)

    with pytest.raises(UnreadableMemoryError, match="4GB"):
        DuckDBEngine()


@pytest.mark.parametrize("said", ["4GB", "1.5 gib", "800MB"])
def test_sizes_are_written_as_people_write_them(monkeypatch, said):
    monkeypatch.setenv(SETTING, said)

    with DuckDBEngine() as engine:
        assert limit_of(engine)
