import textwrap

import pytest

from footlights.errors import InvalidMapError, MissingFolderError, NotAMapError
from footlights.formats.map_yaml import read_map_document, to_yaml, write_map
from footlights.model.map import Map

DINNER = """\
footlights: 1
id: dinner
name: Dinner
personas: [regular-couple]
journeys: {by: person, gap: 12h}
segments:
  - {id: early, name: Early, where: {seating: early, table: [1, 2]}}
outcomes:
  - {id: returns, name: Comes back, good: true, matches: {event: booking}}
stages:
  - id: eat
    name: Eat
    order: any
    business_goal: {measure: wait.p90, at_most: 5m}
    touchpoints:
      - id: order
        name: Order
        expects: [{what: wait, at_most: 3m, for: 90%}]
        feeling: {word: calm, valence: 1}
        needs: [A menu]
        matches: [ordered]
        source: {kind: interviews, n: 12, on: 2026-09-10}
        activities:
          - {id: write, line: frontstage, does: Writes, takes: 2m}
simulation:
  effects:
    - {id: slow, kind: stage-loses, stage: eat, share: 20%}
"""


@pytest.fixture
def read(tmp_path):
    """Read a map that is written in a file."""

    def read_it(text):
        path = tmp_path / "dinner.yaml"
        path.write_text(text, encoding="utf-8")
        return read_map_document(path)

    return read_it


@pytest.fixture
def mistakes(read):
    """Give line and message of each mistake of a map after one replacement."""

    def find(old, new):
        assert old in DINNER
        with pytest.raises(InvalidMapError) as told:
            read(DINNER.replace(old, new))
        return [(m.line, m.message) for m in told.value.mistakes]

    return find


def test_a_map_knows_the_lines_of_its_parts(read):
    document = read(DINNER)

    assert document.map.touchpoints[0].name == "Order"
    assert document.line_of(("stages", 0, "touchpoints", 0, "feeling")) == 19
    assert document.line_of(("stages", 0, "touchpoints", 0, "channel")) == 16
    assert document.line_of(("objective",)) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "gap: 12h",
            "gapp: 12h",
            5,
            (
                "journeys.gapp: There is no key 'gapp' here. Did you mean 'gap'?"
                " The keys are: by, completed_by, gap."
            ),
        ),
        (
            "by: person, gap: 12h",
            "by: column, column: ticket, gap: 12h",
            5,
            (
                "journeys.gap: There is no key 'gap' here."
                " The keys are: by, column, completed_by."
            ),
        ),
        (
            "by: person, gap: 12h",
            "by: persons",
            5,
            (
                "journeys: 'persons' is no by. Did you mean 'person'?"
                " It can be: person, column."
            ),
        ),
        ("by: person, ", "", 5, "journeys: The key 'by' is missing. Add it."),
        ("id: dinner\n", "", 1, "id: The key 'id' is missing. Add it."),
        (
            "footlights: 1",
            "footlights: 2",
            1,
            "footlights: 2 is no footlights. It can be: 1.",
        ),
        (
            "5m}",
            "5 minutes}",
            14,
            (
                "eat.business_goal.at_most: '5 minutes' needs a unit of time, such as"
                " 30s, 5m, 1h 30m, 2d or 1w."
            ),
        ),
        (
            "at_most: 3m",
            "at_most: 180",
            18,
            (
                "order.expects[0].at_most: 180 needs a unit of time, such as 30s, 5m,"
                " 1h 30m, 2d or 1w."
            ),
        ),
        (
            "at_most: 3m, ",
            "",
            18,
            "order.expects[0]: An expected wait needs `at_most`, and no `at_least`.",
        ),
        (
            "for: 90%",
            "for: 90",
            18,
            (
                "order.expects[0].for: 90 needs a per cent sign and lies from 0% to 100%,"
                " such as 90%."
            ),
        ),
        (
            "order: any",
            "order: anything",
            13,
            "eat.order: 'anything' is no order. It can be: sequence, any, one_of.",
        ),
        (
            "valence: 1",
            "valence: 7",
            19,
            "order.feeling.valence: 7 is too high: it must be 2 or less.",
        ),
        (
            "valence: 1",
            "valence: good",
            19,
            "order.feeling.valence: 'good' is no number. Write digits: 1.5.",
        ),
        (
            "needs: [A menu]",
            "needs: A menu",
            20,
            (
                "order.needs: Here stands a text, and a list is needed."
                " Put it between brackets: [A menu]."
            ),
        ),
        (
            "needs: [A menu]",
            "needs:",
            20,
            "order.needs: There is no value here. Add one, or leave the key out.",
        ),
        (
            "matches: [ordered]",
            "matches: [404]",
            21,
            (
                "order.matches[0]: 404 is a number, and a text is needed."
                " Put it between quotes: '404'."
            ),
        ),
        (
            "2026-09-10",
            "10.9.2026",
            22,
            "order.source.on: '10.9.2026' is no day. Write it as 2026-10-01.",
        ),
        (
            "n: 12",
            "n: twelve",
            22,
            "order.source.n: 'twelve' is no whole number. Write digits: 12.",
        ),
        (
            "does: Writes",
            "does: true",
            24,
            (
                "write.does: True is an answer to yes or no, and a text is needed."
                " Put it between quotes: 'True'."
            ),
        ),
        (
            "good: true",
            "good: maybe",
            9,
            "returns.good: 'maybe' is no answer to yes or no. Write true or false.",
        ),
        (
            "table: [1, 2]",
            "table: {a: 1}",
            7,
            "early.where.table: Here stands a mapping of keys, and a text is needed.",
        ),
        (
            "id: early",
            "id: Early birds",
            7,
            (
                "Early birds.id: 'Early birds' cannot be an id. Use small letters, digits"
                " and hyphens, beginning with a letter, at most 64: `front-desk`."
            ),
        ),
        (
            "name: Dinner\n",
            "name: Dinner\nname: Supper\n",
            4,
            (
                "name: The key 'name' stands here again, after line 3."
                " Take one of them out."
            ),
        ),
        (
            "kind: stage-loses",
            "kind: stage-wins",
            27,
            None,
        ),
        (
            "share: 20%",
            "shares: 20%, share: 20%",
            27,
            (
                "slow.shares: There is no key 'shares' here. Did you mean 'share'?"
                " The keys are: id, kind, share, stage, why."
            ),
        ),
        ("name: Order", "name: ''", 17, None),
        ("name: Order", f"name: {'x' * 121}", 17, None),
    ],
)
def test_one_mistake_is_told_once_with_its_line(mistakes, old, new, line, message):
    [(found_at, found)] = mistakes(old, new)

    assert found_at == line
    assert message is None or found == message


def test_all_mistakes_are_told_in_the_order_of_lines(read, tmp_path):
    broken = (
        DINNER.replace("12h", "12")
        .replace("name: Eat", "names: Eat")
        .replace("takes: 2m", "takes: 2 minutes")
    )

    with pytest.raises(InvalidMapError) as told:
        read(broken)

    path = tmp_path / "dinner.yaml"
    head, *lines = str(told.value).splitlines()
    assert head == f"{path} has 4 mistakes:"
    assert [line.split(": ")[0] for line in lines] == [
        f"{path}:5",
        f"{path}:11",
        f"{path}:12",
        f"{path}:24",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is empty"),
        ("# nothing yet\n", "it is empty"),
        ("- a\n- b\n", "it holds a list"),
        ("Dinner", "it holds a text or a number"),
        ("sources:\n  - file: a.csv\n", "as a sources.yaml does"),
        ("version: 2\nservices: {}\n", "its keys are version, services"),
    ],
)
def test_what_is_no_map_at_all_says_what_it_is(read, text, words):
    with pytest.raises(NotAMapError, match=words):
        read(text)


def test_a_map_is_written_in_the_order_of_the_model_and_without_defaults(read):
    assert to_yaml(read(DINNER).map) == textwrap.dedent("""\
        footlights: 1
        id: dinner
        name: Dinner
        personas: [regular-couple]
        segments: [{id: early, name: Early, where: {seating: early, table: [1, 2]}}]
        journeys: {by: person, gap: 12h}
        outcomes: [{id: returns, name: Comes back, good: true, matches: {event: booking}}]
        stages:
          - id: eat
            name: Eat
            business_goal: {measure: wait.p90, at_most: 5m}
            order: any
            touchpoints:
              - id: order
                name: Order
                feeling: {word: calm, valence: 1}
                needs: [A menu]
                expects: [{what: wait, at_most: 3m}]
                source: {kind: interviews, n: 12, on: 2026-09-10}
                matches: [ordered]
                activities: [{id: write, line: frontstage, does: Writes, takes: 2m}]
        simulation:
          effects: [{id: slow, kind: stage-loses, stage: eat, share: 20%}]
        """)


def test_what_was_written_reads_back_and_is_written_alike(read, tmp_path):
    first = read(DINNER).map
    path = tmp_path / "again.yaml"

    write_map(first, path)
    again = read_map_document(path).map

    assert again == first
    assert to_yaml(again) == path.read_text(encoding="utf-8")


def test_comments_stand_above_their_places(read):
    touchpoint = ("stages", 0, "touchpoints", 0)
    comments = {
        touchpoint: "Guess: the event came most.",
        (*touchpoint, "matches", 0): "Guess",
        ("journeys",): "One\nTwo",
    }

    text = to_yaml(read(DINNER).map, comments)

    assert "# One\n# Two\njourneys: {by: person, gap: 12h}\n" in text
    assert "      # Guess: the event came most.\n      - id: order\n" in text
    assert "        matches:\n          # Guess\n          - ordered\n" in text
    assert read(text).map == read(DINNER).map


def test_no_file_is_written_into_a_folder_that_is_not_there(read, tmp_path):
    with pytest.raises(MissingFolderError, match="There is no folder"):
        write_map(read(DINNER).map, tmp_path / "maps" / "dinner.yaml")


def test_large_amounts_keep_every_digit(read):
    text = DINNER.replace("good: true", "good: true, value: 1234567.89 EUR")

    assert "value: 1234567.89 EUR" in to_yaml(read(text).map)


def test_equal_maps_are_written_alike_whatever_their_order(read):
    shuffled = "name: Dinner\nid: dinner\nstate: current\n" + DINNER.replace(
        "id: dinner\nname: Dinner\n", ""
    )

    assert to_yaml(read(shuffled).map) == to_yaml(read(DINNER).map)


def test_a_map_of_two_hundred_touchpoints_is_read(read):
    map_ = read(DINNER).map
    [stage] = map_.stages
    [touchpoint] = stage.touchpoints
    many = tuple(
        touchpoint.model_copy(update={"id": f"order-{no}"}) for no in range(200)
    )
    large = map_.model_copy(
        update={"stages": (stage.model_copy(update={"touchpoints": many}),)}
    )

    assert len(read(to_yaml(large)).map.touchpoints) == 200
    assert isinstance(large, Map)
