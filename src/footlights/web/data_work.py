"""What is asked of data beside the pages: their facts, and the rows left out."""

from footlights.store.records.holdings import DatasetRecord
from footlights.web.data_facts import DataFacts, facts_of
from footlights.web.exports import Made
from footlights.web.long_work import Order, Work
from footlights.web.visitors import Visitor


def begin_facts(visitor: Visitor, dataset: DatasetRecord, under: str = "") -> Work:
    """Begin to look through data; gives `DataFacts`.

    Args:
        visitor: Who asks.
        dataset: The data.
        under: What addresses begin with: `/api` for a program.
    """
    log = visitor.site.numbers.logs.get(dataset)
    here = f"{under}/data/{dataset.id}"
    order = Order(f"Looking through {dataset.name}", dataset, here, "/data")

    def look(work: Work) -> DataFacts:
        work.is_asking = True
        return facts_of(log, dataset)

    key = ("facts", here, dataset.fingerprint)
    return visitor.site.work.begin(visitor, key, order, look)


def begin_rejects(visitor: Visitor, dataset: DatasetRecord, under: str = "") -> Work:
    """Begin to write the rows that could not be read into a file; gives `Made`.

    Args:
        visitor: Who asks, and may manage data: the rows hold what persons sent.
        dataset: The data.
        under: What addresses begin with: `/api` for a program.
    """
    log = visitor.site.numbers.logs.get(dataset)
    back = f"{under}/data/{dataset.id}"
    order = Order(
        f"Writing down what was not read of {dataset.name}",
        dataset,
        f"{back}/rejects.csv",
        back,
    )

    def write(work: Work) -> Made:
        made = Made()
        made.path = made.folder / f"rejects-{dataset.id}.csv"
        work.is_asking = True
        log.write_rejects(made.path)
        return made

    key = ("rejects", order.address, dataset.fingerprint)
    return visitor.site.work.begin(visitor, key, order, write)
