import json
import threading
import time
from datetime import datetime, timedelta
from functools import partial

import pyarrow as pa
import pytest
from click.testing import CliRunner

import footlights as fl
from footlights.cli import main
from footlights.errors import ClusterLostError
from footlights.formats.map_yaml import write_map
from footlights.usecases.selected import selected
from support.spark_cluster import kill
from support.views import differences

# One cluster is enough for all of them.
pytestmark = pytest.mark.xdist_group("spark")


def generated(example, path):
    """Generate a log of a thousand journeys; give its map, and its measures here."""
    map_ = fl.read_example(example)
    fl.generate(map_, 1000, 1, path)
    with fl.read_events(path) as log:
        return map_, fl.measure(map_, log).to_json_dict()


@pytest.fixture
def engine(cluster):
    from footlights.engines.spark import SparkEngine  # noqa: PLC0415 - the extra

    with SparkEngine(cluster.address) as opened:
        yield opened


def test_rows_come_back_as_they_went(engine):
    moment = datetime(2026, 3, 2, 15, 0, 0, 123456)
    rows = pa.table(
        {
            "small": pa.array([1, None], pa.int16()),
            "at": pa.array([moment, None], pa.timestamp("us")),
            "Name": ["ann", None],
            "name": [None, "bob"],
            "share": [0.1, None],
            "many": pa.array([[1, 2], None], pa.list_(pa.int16())),
        }
    )

    loaded = engine.load("rows", rows)
    kept = engine.keep("kept", loaded.mutate(next=loaded.small + 1))
    found = engine.fetch(kept.order_by(kept.small.isnull()))

    assert found.select(rows.column_names).to_pylist() == rows.to_pylist()
    assert found.schema.field("small").type == pa.int16()
    assert found["next"].to_pylist() == [2, None]


def test_nothing_counts_as_zero(engine):
    rows = engine.load("rows", pa.table({"n": pa.array([], pa.int64())}))

    counted = rows.aggregate(all=rows.count(), some=rows.count(where=rows.n > 1))

    assert engine.fetch(counted).to_pylist() == [{"all": 0, "some": 0}]


def test_a_table_that_is_replaced_or_dropped_leaves_no_files(engine):
    rows = pa.table({"n": [1]})

    engine.load("rows", rows)
    before = len(list(engine._folder.iterdir()))
    engine.drop(engine.load("rows", rows))

    assert len(list(engine._folder.iterdir())) == before - 1
    engine.close()
    assert not engine._folder.exists()


def test_a_csv_log_is_sent_and_measures_the_same(cluster, tmp_path):
    map_, here = generated("helpline", tmp_path / "log.csv")

    with fl.read_events(tmp_path / "log.csv", engine=cluster.address) as log:
        there = fl.measure(map_, log).to_json_dict()

    assert differences(here, there) == []


def test_answers_are_joined_to_the_same_touches(cluster, tmp_path):
    map_ = fl.read_example("helpline")
    fl.generate(map_, 300, 1, tmp_path / "log.parquet")
    with fl.read_events(tmp_path / "log.parquet") as log:
        queued = log.events.filter(log.events.event == "queue_entered")
        found = log.engine.fetch(queued.order_by("row_no").limit(200)).to_pylist()
    answers = pa.table(
        {
            "person": [*(row["person"] for row in found), "nobody"],
            "answered_at": [
                *(row["at"] + timedelta(hours=no % 50) for no, row in enumerate(found)),
                datetime(2026, 3, 2),
            ],
            "score": [*(no % 5 + 1 for no in range(len(found))), 5],
            "comment": ["Long", None, "Short"] * 67,
        }
    )
    joined = []
    for address in (None, cluster.address):
        log = fl.read_events(
            tmp_path / "log.parquet", engine=address, columns={"value": "score"}
        )
        with fl.join_answers(log, answers, map_=map_, within="1d") as one:
            events = one.events.order_by("row_no").select("row_no", "score", "text")
            rejects = one.answer_rejects.order_by("row").select("row", "reason")
            joined.append(
                (
                    one.answers,
                    one.engine.fetch(events).to_pylist(),
                    one.engine.fetch(rejects).to_pylist(),
                )
            )

    assert joined[0] == joined[1]
    assert joined[0][0][0].joined > 50
    assert {"unknown-person", "touch-too-long-before"} <= {
        row["reason"] for row in joined[0][2]
    }


def test_every_view_gives_the_same_rows(cluster, tmp_path):
    map_ = fl.read_example("dinner")
    fl.generate(map_, 200, 1, tmp_path / "log.parquet")
    with fl.read_events(tmp_path / "log.parquet") as log:
        asked = fl.prepare(map_, log)
        first = fl.views.exemplars(asked, unmasked=True).rows[0]
        questions = every_question(first["person"], first["journey_key"])
        here = {name: ask(asked).to_json_dict() for name, ask in questions.items()}

    with fl.read_events(tmp_path / "log.parquet", engine=cluster.address) as log:
        asked = fl.prepare(map_, log)
        there = {name: ask(asked).to_json_dict() for name, ask in questions.items()}

    assert differences(here, there) == []


def every_question(person, journey_key):
    """Ask every view once, and one of them of two groups."""
    options = {
        "flow": {"around": "order", "levels": 1},
        "pattern": {"text": "order ->> put-right within 3h"},
        "stage_funnel": {"within": timedelta(hours=3)},
        "value_heat": {"by": "party"},
        "person_journey": {"person": person},
        "one_journey": {"journey_key": journey_key},
    }
    found = {
        name: partial(getattr(fl.views, name), **options.get(name, {}))
        for name in fl.views.__all__
    }
    groups = fl.Selection(segment="regulars"), fl.Selection(outside="regulars")
    return found | {
        "ping_pong_of_teams": partial(fl.views.ping_pong, of="teams"),
        "contacts_about_a_column": partial(fl.views.repeat_contacts, about="party"),
        **{
            f"{name}_of_some": partial(of_some, found[name], groups[0])
            for name in ("promises", "repeat_contacts", "flow", "value_heat")
        },
        "compared": lambda log: fl.compare(fl.views.stage_funnel, log, *groups),
    }


def of_some(ask, group, log):
    return ask(selected(log, group))


def test_explore_asks_a_cluster_from_the_command_line(cluster, tmp_path):
    map_ = fl.read_example("dinner")
    write_map(map_, tmp_path / "dinner.yaml")
    fl.generate(map_, 100, 1, tmp_path / "log.parquet")
    words = ["explore", "loops", tmp_path / "dinner.yaml", tmp_path / "log.parquet"]

    here = printed(*words)
    there = printed(*words, "--engine", cluster.address)

    assert here["rows"]
    assert differences(here, there) == []


def printed(*words):
    """Run a command that prints JSON, and read it."""
    arguments = [*map(str, words), "--json"]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_worker_dies_in_the_middle_and_the_answer_is_the_same(cluster, tmp_path):
    map_, here = generated("dinner", tmp_path / "log.parquet")

    with fl.read_events(tmp_path / "log.parquet", engine=cluster.address) as log:
        victim = dies_at_work(log.engine, "touches", cluster.workers[0])
        there = fl.measure(map_, log).to_json_dict()

    assert victim.poll() is not None
    assert differences(here, there) == []


def dies_at_work(engine, table, worker):
    """Kill a worker as soon as its cluster works on a table."""
    keep = engine.keep
    work = engine._session.sparkContext.statusTracker()

    def strike():
        while not work.getActiveJobsIds():
            time.sleep(0.01)
        kill(worker)

    def keep_and_strike(name, expression):
        if name != table:
            return keep(name, expression)
        striker = threading.Thread(target=strike)
        striker.start()
        kept = keep(name, expression)
        striker.join()
        return kept

    engine.keep = keep_and_strike
    return worker


def test_a_cluster_without_any_worker_left_is_given_up(engine, cluster, monkeypatch):
    monkeypatch.setattr("footlights.engines.spark_session.LOST_AFTER", 2.0)
    rows = engine.load("rows", pa.table({"at": [datetime(2026, 3, 2)]}))
    for worker in cluster.workers:
        kill(worker)

    begun = time.monotonic()
    with pytest.raises(ClusterLostError, match="no worker is left"):
        engine.fetch(rows.aggregate(n=rows.count()))

    assert time.monotonic() - begun < timedelta(minutes=1).total_seconds()
