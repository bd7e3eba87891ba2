"""First maps, drawn from data beside the page that asks for one."""

from dataclasses import replace

from footlights.store.records.holdings import DatasetRecord
from footlights.store.records.maps import MapRecord
from footlights.usecases.discover import discover
from footlights.usecases.workspace.datasets import measure_by
from footlights.usecases.workspace.maps import make_map
from footlights.web.long_work import Order, Work
from footlights.web.new_maps import with_free_id
from footlights.web.visitors import Visitor

LONGEST_TITLE = 120
"""Signs of a map's name; that of a data set may have more."""


def begin_first_map(
    visitor: Visitor, dataset: DatasetRecord, name: str, under: str = ""
) -> Work:
    """Begin to draw a map of data, which is then measured by them.

    Args:
        visitor: Who asks, and may make maps.
        dataset: The data.
        name: Name of the map; empty for that of the data.
        under: What addresses begin with: `/api` for a program.

    Returns:
        Work that gives the record of the map.
    """
    named = (name.strip() or dataset.name)[:LONGEST_TITLE]
    here = f"{under}/data/{dataset.id}"
    order = Order(f"Drawing a first map of {dataset.name}", dataset, here, here)
    return visitor.site.work.begin(
        visitor,
        ("discover", dataset.id, named, under),
        order,
        lambda work: _drawn(visitor, dataset, named, under=under, work=work),
    )


def _drawn(
    visitor: Visitor, dataset: DatasetRecord, name: str, *, under: str, work: Work
) -> MapRecord:
    site = visitor.site
    log = site.numbers.logs.get(dataset)
    with work.turn(site.numbers.logs.turn_of(dataset.id)):
        found = discover(log, "map", name, progress=work.progress).map
    made = with_free_id(site.workspace, found)
    record = make_map(site.workspace, visitor.caller, made, now=site.now())
    measure_by(site.workspace, visitor.caller, record.id, dataset.id, now=site.now())
    work.order = replace(work.order, address=f"{under}/maps/{record.id}")
    return replace(record, dataset_id=dataset.id)
