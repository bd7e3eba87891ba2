import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from footlights.cli import main

DOCUMENTS = ["map", "measured", "events"]


def schema_of(document):
    result = CliRunner().invoke(main, ["schema", "--of", document])
    assert result.stderr == ""
    return json.loads(result.stdout)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_document_has_a_schema_that_is_itself_in_order(document):
    schema = schema_of(document)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_the_map_is_meant_where_none_is_named():
    plain = CliRunner().invoke(main, ["schema"])

    assert json.loads(plain.stdout) == schema_of("map")


def test_the_schema_of_a_map_says_what_each_field_means():
    stages = schema_of("map")["properties"]["stages"]

    assert stages["description"] == "The phases of the experience, first to last."


def test_the_schema_takes_a_map_as_people_write_it():
    drawn = {
        "footlights": 1,
        "id": "tea",
        "name": "Tea",
        "stages": [
            {
                "id": "pour",
                "name": "Pour",
                "touchpoints": [
                    {
                        "id": "cup",
                        "name": "Cup",
                        "matches": ["poured"],
                        "expects": [{"what": "wait", "at_most": "3m", "for": "90%"}],
                    }
                ],
            }
        ],
    }

    assert list(Draft202012Validator(schema_of("map")).iter_errors(drawn)) == []


def test_the_schema_of_what_was_measured_uses_the_printed_names():
    log = schema_of("measured")["$defs"]["LogSummary"]

    assert "from" in log["required"]
    assert "from_" not in log["properties"]
