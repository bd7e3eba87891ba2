"""The map as one table: stages over touchpoints over lanes."""

from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field

from footlights.measures.measured import Measured
from footlights.measures.wording import counted
from footlights.model.map import Channel, Map
from footlights.model.touchpoint import Touchpoint
from footlights.render.activity_lane import activity_lanes
from footlights.render.cell_images import Images
from footlights.render.feeling_curve import feeling_curve
from footlights.render.goals import goal_words
from footlights.render.icons import touchpoint_icon
from footlights.render.lanes import FeelingLane, Lane, NumberLane
from footlights.render.number_lane import number_lanes
from footlights.render.text_lanes import (
    EVERY_LANE,
    channel_lane,
    channel_name,
    lanes_after_the_numbers,
    lanes_before_the_numbers,
    own_lanes,
)

LOUDEST = 3
"""Findings whose columns are tinted; the others light up when they are asked for."""

SHEET_COLUMNS = 11
"""Touchpoints that fit on one printed sheet, A3 across."""

_KIND_WORDS = {"interaction": "", "wait": "wait", "action": "the customer alone"}


@dataclass(frozen=True)
class StageHead:
    """A stage over its touchpoints."""

    id: str
    """Id of the stage."""

    name: str
    """What the reader sees."""

    goal: str
    """What the customer wants from it; empty if not said."""

    business_goal: str
    """What the organisation wants from it, as a number; empty if not said."""

    columns: int
    """How many touchpoints stand under it."""

    is_continued: bool
    """Whether its first touchpoints stand on the sheet before."""


@dataclass(frozen=True)
class ColumnHead:
    """A touchpoint at the head of its column."""

    id: str
    """Id of the touchpoint."""

    no: int
    """Its place on the whole map, from 1."""

    name: str
    """What the reader sees."""

    href: str
    """Its page; empty where there is none."""

    icon: str
    """Icon of its channel or kind."""

    icon_words: str
    """What the icon says: `Web`, `wait`."""

    is_wait: bool
    """Whether it is a wait: set in quieter type."""

    is_optional: bool
    """Whether a journey is whole without it."""

    findings: int
    """How many findings are about it."""

    findings_words: str
    """The same in words: `2 findings`; empty if none."""

    is_loud: bool
    """Whether one of the first findings is about it: the column is tinted."""


@dataclass(frozen=True)
class MapGridView:
    """The whole table, or the part of it that fits on one sheet."""

    id: str
    """Id of its root element; prefix of all ids inside."""

    caption: str
    """What the table is, for those who hear it."""

    stages: tuple[StageHead, ...]
    """The first row."""

    columns: tuple[ColumnHead, ...]
    """The second row."""

    lanes: tuple[Lane, ...]
    """All other rows; empty lanes are left out."""

    marked: frozenset[tuple[str, str]] = frozenset()
    """Cells that differ from another map, by id of the touchpoint and of the lane."""

    hidden: frozenset[str] = frozenset()
    """Lanes that are there and do not show, until somebody asks for them."""

    images: Images = field(default_factory=dict, hash=False)
    """Images on its cells."""

    @property
    def number_lanes(self) -> tuple[NumberLane, ...]:
        """The measured lanes."""
        return tuple(lane for lane in self.lanes if isinstance(lane, NumberLane))

    @property
    def feeling_lane(self) -> FeelingLane | None:
        """The lane with the curve; None if no feeling is drawn or measured."""
        return next((of for of in self.lanes if isinstance(of, FeelingLane)), None)


def page_on_this_page(touchpoint_id: str) -> str:
    """Link to the page of a touchpoint that stands in the same document."""
    return f"#touchpoint-{touchpoint_id}"


def no_page(_touchpoint_id: str) -> str:
    """Link to nothing: the map stands alone."""
    return ""


def map_grid(  # noqa: PLR0913 - what is drawn, and how much of it
    map_: Map,
    measured: Measured | None,
    grid_id: str = "map",
    only: Collection[str] | None = None,
    link: Callable[[str], str] = page_on_this_page,
    *,
    is_whole: bool = False,
    personas: Collection[str] = (),
    marked: Collection[tuple[str, str]] = (),
    images: Images | None = None,
) -> MapGridView:
    """Lay out a map.

    Args:
        map_: The map as planned.
        measured: What was measured; None leaves the measured lanes out.
        grid_id: Id of the root element.
        only: Touchpoints to show; None shows all.
        link: Gives the address of a touchpoint's page; empty for none.
        is_whole: Whether lanes in which nothing stands are there too, to be filled.
        personas: Ids of those whose own feelings are drawn beside the others.
        marked: Cells that are marked, by id of the touchpoint and of the lane.
        images: Images on its cells; a lane that holds one is there.
    """
    kept = [
        touchpoint
        for touchpoint in map_.touchpoints
        if only is None or touchpoint.id in only
    ]
    lanes = EVERY_LANE if is_whole else {field for _, _, field in images or ()}
    return MapGridView(
        id=grid_id,
        caption=f"{map_.name}: {counted(len(map_.stages), 'stage')},"
        f" {counted(len(kept), 'touchpoint')}, one to a column",
        stages=tuple(_stage_heads(map_, {touchpoint.id for touchpoint in kept})),
        columns=tuple(_column_heads(map_, kept, measured, link)),
        lanes=tuple(_lanes(map_, kept, measured, personas, lanes)),
        marked=frozenset(marked),
        images=images or {},
    )


def sheets(map_: Map) -> list[list[str]]:
    """Split a map into printed sheets: whole stages where they fit.

    Returns:
        Touchpoint ids of each sheet, at most `SHEET_COLUMNS` to a sheet.
    """
    pages: list[list[str]] = [[]]
    for stage in map_.stages:
        ids = [touchpoint.id for touchpoint in stage.touchpoints]
        if len(pages[-1]) + len(ids) > SHEET_COLUMNS and pages[-1]:
            pages.append([])
        for touchpoint_id in ids:
            if len(pages[-1]) == SHEET_COLUMNS:
                pages.append([])
            pages[-1].append(touchpoint_id)
    return pages


def print_grids(map_: Map, measured: Measured | None) -> tuple[MapGridView, ...]:
    """Lay out a map that is too wide for one sheet, sheet by sheet; else nothing."""
    pages = sheets(map_)
    if len(pages) == 1:
        return ()
    return tuple(
        map_grid(map_, measured, f"sheet-{no}", set(page))
        for no, page in enumerate(pages, start=1)
    )


def _stage_heads(map_: Map, kept: Collection[str]) -> Iterator[StageHead]:
    for stage in map_.stages:
        shown = [t.id in kept for t in stage.touchpoints]
        if any(shown):
            yield StageHead(
                id=stage.id,
                name=stage.name,
                goal=stage.customer_goal or "",
                business_goal=goal_words(stage.business_goal, map_)
                if stage.business_goal
                else "",
                columns=sum(shown),
                is_continued=not shown[0],
            )


def _column_heads(
    map_: Map,
    touchpoints: Sequence[Touchpoint],
    measured: Measured | None,
    link: Callable[[str], str],
) -> Iterator[ColumnHead]:
    channels = {channel.id: channel for channel in map_.channels}
    findings = () if measured is None else measured.findings
    about = [f.touchpoint for f in findings if f.touchpoint is not None]
    loud = set(about[:LOUDEST])
    for touchpoint in touchpoints:
        channel = channels.get(touchpoint.channel or "")
        count = about.count(touchpoint.id)
        yield ColumnHead(
            id=touchpoint.id,
            no=map_.touchpoint_no[touchpoint.id],
            name=touchpoint.name,
            href=link(touchpoint.id),
            icon=touchpoint_icon(touchpoint, channel),
            icon_words=_icon_words(touchpoint, channel),
            is_wait=touchpoint.kind == "wait",
            is_optional=touchpoint.optional,
            findings=count,
            findings_words=counted(count, "finding") if count else "",
            is_loud=touchpoint.id in loud,
        )


def _icon_words(touchpoint: Touchpoint, channel: Channel | None) -> str:
    words = _KIND_WORDS[touchpoint.kind]
    name = channel_name(channel) if channel else touchpoint.channel or ""
    return ", ".join(part for part in (words, name) if part)


def _lanes(
    map_: Map,
    touchpoints: Sequence[Touchpoint],
    measured: Measured | None,
    personas: Collection[str],
    kept: Container[str],
) -> Iterator[Lane]:
    by_id = {} if measured is None else {of.id: of for of in measured.touchpoints}
    found = [by_id.get(touchpoint.id) for touchpoint in touchpoints]
    yield from lanes_before_the_numbers(map_, touchpoints, kept)
    chosen = [persona for persona in map_.personas if persona.id in personas]
    curve = feeling_curve(touchpoints, found, chosen)
    if "feeling" in kept or curve.drawn or curve.measured:
        yield FeelingLane("feeling", "Feeling", "customer", curve)
    if measured is not None:
        yield from number_lanes(touchpoints, found, measured)
    yield from lanes_after_the_numbers(map_, touchpoints, kept)
    yield from own_lanes(map_, touchpoints, kept)
    yield from channel_lane(map_, touchpoints, kept)
    activities = {} if measured is None else {of.id: of for of in measured.activities}
    yield from activity_lanes(
        map_, touchpoints, activities, is_whole=kept is EVERY_LANE
    )
