"""How to ask for the same numbers again, on the command line and in Python."""

import shlex
from typing import Any

from footlights.usecases.evidence.computed import Computed
from footlights.usecases.evidence.inputs import LogInputs


def asking_of(computed: Computed, inputs: LogInputs) -> dict[str, Any]:
    """Say how each kind of number is asked for, as JSON has it.

    Args:
        computed: The numbers.
        inputs: The files, and how they are read.
    """
    words, reading = _command_words(inputs), _python(inputs)
    begin = f'import footlights as fl\n\nm = fl.read_map("map.yaml")\nlog = {reading}\n'
    found = {
        "measured": {
            "asks": "Everything that is measured.",
            "command": f"footlights measure map.yaml {words} --json",
            "python": f"{begin}fl.measure(m, log).to_json_dict()\n",
        }
    }
    for question, _ in computed.answers:
        name = question.name.replace("_", "-")
        found[question.name] = {
            "asks": f"{question.title}.",
            "command": f"footlights explore {name} map.yaml {words} --json",
            "python": f"{begin}fl.views.{question.name}(fl.prepare(m, log))\n",
        }
    return found


def _command_words(inputs: LogInputs) -> str:
    told = inputs.told
    words = [path.name for path in inputs.files]
    if inputs.sources_file:
        words += ["--sources", "sources.yaml"]
    for option, value in (
        ("--zone", told.zone),
        ("--time-format", told.time_format),
        ("--journey-object", told.journey_object),
    ):
        words += [option, value] if value else []
    for role, names in told.columns.items():
        for name in names:
            words += ["--column", f"{role}={name}"]
    if told.drop_identical:
        words.append("--drop-identical")
    return shlex.join(words)


def _python(inputs: LogInputs) -> str:
    told = inputs.told.model_dump(exclude_defaults=True)
    words = [repr(path.name) for path in inputs.files]
    if inputs.sources_file:
        words.append("sources_file='sources.yaml'")
    words += [f"{name}={value!r}" for name, value in told.items()]
    return f"fl.read_events({', '.join(words)})"
