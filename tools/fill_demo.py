"""Fill a workspace with the example maps, each measured by a log made from it.

python tools/fill_demo.py demo/workspace
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from footlights.model.map import Map
from footlights.usecases.examples import example_names, read_example
from footlights.usecases.generate import generate
from footlights.usecases.workspace.datasets import fill_dataset, measure_by
from footlights.usecases.workspace.maps import list_maps, make_map, settle
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.workspace import Workspace, open_workspace
from footlights.web.site import right_now

JOURNEYS = 2_000


def fill(workspace: Workspace, name: str) -> None:
    """Add one example, its generated log and answers."""
    drawn = read_example(name)
    map_ = Map.model_validate({f: getattr(drawn, f) for f in Map.model_fields})
    make_map(workspace, OPERATOR, map_, now=right_now(), message="From the example")
    settle(workspace, OPERATOR, map_.id, status="agreed", now=right_now())
    with TemporaryDirectory(prefix="footlights-") as folder:
        path = Path(folder) / f"{name}.parquet"
        generate(map_, JOURNEYS, 1, path)
        made = fill_dataset(
            workspace,
            OPERATOR,
            f"{map_.name}: generated events and answers",
            [path.name],
            lambda log: log.append(path),
            now=right_now(),
        )
    measure_by(workspace, OPERATOR, map_.id, made.id, now=right_now())


def main() -> None:
    """Fill the folder that is named, unless it holds maps already."""
    folder = Path(sys.argv[1])
    with open_workspace(folder, now=right_now()) as workspace:
        there = {record.id for record in list_maps(workspace, OPERATOR)}
        for example in example_names():
            if read_example(example.name).id not in there:
                fill(workspace, example.name)
                print(f"{example.name}: {JOURNEYS:,} journeys")


if __name__ == "__main__":
    main()
