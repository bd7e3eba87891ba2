"""The example maps that come with the program."""

from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from footlights.errors import FileInTheWayError, UnknownExampleError
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.read_map import DrawnMap, drawn

EXAMPLES = {
    "dinner": "a restaurant dinner, front of house and kitchen",
    "insurance-claim": "from the damage to the payout",
    "helpline": "a telephone helpline with an IVR",
    "service-desk": "IT support, from first contact past closing",
    "onboarding": "a software customer, from signature to renewal",
}
"""Names of the examples, and what each is about; listed in this order."""


@dataclass(frozen=True)
class ExampleName:
    """One line of the list of examples."""

    name: str
    """Name to ask for it."""

    title: str
    """What it is about."""


def example_names() -> tuple[ExampleName, ...]:
    """List the examples."""
    return tuple(ExampleName(name, title) for name, title in EXAMPLES.items())


def read_example(name: str) -> DrawnMap:
    """Give an example as a map.

    Raises:
        UnknownExampleError: There is none of that name.
    """
    _check_name(name)
    with as_file(_resource(name)) as path:
        return drawn(read_map_document(path).map)


def copy_example(name: str, folder: Path | str) -> Path:
    """Copy an example's map, with its comments, into a folder.

    Args:
        name: One of `example_names`.
        folder: Where it goes; made if need be.

    Returns:
        The path of the copy.

    Raises:
        UnknownExampleError: There is none of that name.
        FileInTheWayError: A file of that name is there already.
    """
    _check_name(name)
    target = Path(folder) / f"{name}.yaml"
    if target.exists():
        raise FileInTheWayError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_resource(name).read_bytes())
    return target


def _resource(name: str) -> Traversable:
    return files("footlights") / "examples" / f"{name}.yaml"


def _check_name(name: str) -> None:
    if name not in EXAMPLES:
        raise UnknownExampleError(name, EXAMPLES)
