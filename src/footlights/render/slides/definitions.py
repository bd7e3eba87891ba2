"""How the numbers on a slide are defined, for the speaker's notes."""

from footlights.measures.result import ENOUGH
from footlights.render.lanes import Lens
from footlights.render.map_grid import MapGridView

INTERVAL = (
    "In brackets stands the 95 % interval: made this way again and again, 19 of 20 such"
    " intervals hold the true number. n is how many observations it rests on."
)
TOO_FEW = (
    f"Too few: the number rests on fewer than {ENOUGH} observations and carries no"
    " finding. A dash means that nothing could be computed; it never means 0."
)
ASSOCIATION = (
    "A finding says what stands out and where to look, not why: where two numbers move"
    " together, one need not cause the other."
)
DRAWN = (
    "Drawn is what the map says people feel. It is a plan or an assumption, not a"
    " measurement."
)
FELT = (
    "Measured is the mean score, placed on the scale of feelings from −2 to +2, with"
    " its 95 % interval as a bar. An open ring rests on too few answers."
)

_LANES = {
    "reached": "Reached by: share of all journeys with at least one touch here.",
    "waited": "Waited before: median time from the end of the touch before to the"
    " begin of this one.",
    "time": "Time: median time spent here; of a wait, the time waited.",
    "score": "Score: mean of what people answered here, on the log's own scale.",
    "met": "Expectation met: share of times that were as good as the map says people"
    " expect.",
    "departures": "Not as drawn: shares of journeys, touches or departures that go"
    " another way than the map draws, where they are firm and notable.",
}


def lane_definitions(grid: MapGridView, lens: Lens) -> tuple[str, ...]:
    """Define the numbers of a map; says that nothing is measured where nothing is."""
    shown = [lane for lane in grid.number_lanes if lane.lens in {lens, "both"}]
    if not shown:
        return ("This map is drawn. Nothing on this slide is measured.",)
    said = [_LANES[lane.id] for lane in shown if lane.id in _LANES]
    return (*said, INTERVAL, TOO_FEW)
