"""Reads logs, as file names on the command line, with pm4py; prints what it counts."""

import json
import sys
import warnings

warnings.simplefilter("ignore")

import pandas as pd  # noqa: E402 - pm4py's own environment
import pm4py  # noqa: E402


def counts(path):
    """Events, cases or objects, and how often each event name comes."""
    if "ocel" in path:
        read = {"json": pm4py.read_ocel2_json, "xml": pm4py.read_ocel2_xml}
        ocel = read.get(path.split("ocel-")[1][:4].strip("."), pm4py.read_ocel2_sqlite)(
            path
        )
        events = ocel.events["ocel:activity"]
        kinds = ocel.objects["ocel:type"]
        return {
            "events": len(ocel.events),
            "names": events.value_counts().to_dict(),
            "objects": kinds.value_counts().to_dict(),
            "relations": len(ocel.relations),
        }
    if path.endswith(".parquet"):
        rows = pm4py.format_dataframe(
            pd.read_parquet(path),
            case_id="person",
            activity_key="event",
            timestamp_key="at",
        )
    else:
        rows = pm4py.convert_to_dataframe(pm4py.read_xes(path))
    ways, _, _ = pm4py.discover_dfg(rows)
    return {
        "events": len(rows),
        "cases": rows["case:concept:name"].nunique(),
        "names": rows["concept:name"].value_counts().to_dict(),
        "ways": {">".join(way): count for way, count in ways.items()},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({path: counts(path) for path in sys.argv[1:]}))
