"""Which queries stand behind a number."""

import re

READING = "reading"
"""Stands for the reading of the files, which is no query."""

_BEHIND: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"log\.(rejected|values_dropped|duplicates|score_scale)", (READING,)),
    (r"log\.persons", ("prepare",)),
    (r"log\.journeys", ("whole",)),
    (r"log\.", (READING, "events")),
    (r"coverage\.off_map\..*\.persons", ("strangers",)),
    (r"coverage\.", ("events",)),
    (r"whole\.touches$", ("totals",)),
    (r"whole\.seconds\.", ("lasting",)),
    (r"whole\.score\.distribution\.", ("score_counts",)),
    (r"whole\.score\.", ("all_scores",)),
    (r"whole\.outcomes\.", ("outcomes", "whole")),
    (r"whole\.", ("whole",)),
    (r"stages\.[^.]+\.(reached|share_of_journeys)", ("reach", "whole")),
    (r"stages\.[^.]+\.(lost|share_lost|lost_to)", ("losses", "reach")),
    (r"stages\.[^.]+\.funnel", ("funnel",)),
    (r"stages\.[^.]+\.seconds\.", ("stage_stays",)),
    (r"stages\.[^.]+\.score\.distribution\.", ("stage_score_counts",)),
    (r"stages\.[^.]+\.score\.", ("stage_scores",)),
    (r"touchpoints\.[^.]+\.seconds\.", ("stays",)),
    (r"touchpoints\.[^.]+\.wait_seconds\.", ("gaps",)),
    (r"touchpoints\.[^.]+\.score\.distribution\.", ("score_counts",)),
    (r"touchpoints\.[^.]+\.score\.", ("scores",)),
    (r"touchpoints\.[^.]+\.expectations\.", ("expectations",)),
    (r"touchpoints\.[^.]+\.hours\.", ("hours",)),
    (r"touchpoints\.[^.]+\.(channels|other_channel)", ("by_channel",)),
    (r"touchpoints\.[^.]+\.locations\.", ("by_location",)),
    (r"touchpoints\.[^.]+\.teams\.", ("by_team",)),
    (r"touchpoints\.[^.]+\.weeks\..*\.touches$", ("weeks",)),
    (r"touchpoints\.[^.]+\.weeks\..*\.journeys$", ("first_weeks",)),
    (r"touchpoints\.[^.]+\.weeks\..*\.score$", ("week_scores",)),
    (r"touchpoints\.[^.]+\.weeks\..*\.median_seconds$", ("week_stays",)),
    (r"touchpoints\.[^.]+\.weeks\.", ("weeks",)),
    (r"touchpoints\.[^.]+\.(came_from|went_to|goes_back)", ("transitions", "totals")),
    (r"touchpoints\.[^.]+\.skipped", ("further", "further_here")),
    (r"touchpoints\.[^.]+\.share_of_journeys", ("totals", "waits", "whole")),
    (r"touchpoints\.", ("totals", "waits")),
    (r"transitions\..*\.median_seconds$", ("transition_gaps",)),
    (r"transitions\.", ("transitions",)),
    (r"variants\.", ("variants",)),
    (r"activities\.[^.]+\.happened", ("occurrences",)),
    (r"activities\.[^.]+\.delay_seconds", ("delays",)),
    (r"activities\.", ("follows",)),
    (r"contrasts\.segment:", ("segments", "whole")),
    (r"contrasts\.", ("channel_touches", "channel_scores", "whole")),
    (
        r"identities\.",
        ("events", "whole", "totals", "transitions", "variants", "losses", "further"),
    ),
    (r"findings\.(hurts|worse-than-drawn|over-served)\.", ("scores", "totals")),
    (r"findings\.slower-than-expected\.", ("expectations", "totals")),
    (r"findings\.loses-people\.", ("losses", "reach")),
    (r"findings\.sends-people-back\.", ("transitions", "totals")),
    (r"findings\.activity-late\.", ("follows", "totals")),
    (r"findings\.segment-suffers\.", ("segments",)),
    (r"findings\.channel-fails\.", ("channel_touches", "channel_scores")),
    (r"findings\.off-the-map\.", ("events",)),
    (r"findings\.", ("totals", "waits")),
)
"""Beginnings of places, the first that fits counts, and names of their queries."""


def queries_behind(place: str) -> tuple[str, ...]:
    """Name the queries that a number of the measures comes from.

    Args:
        place: Its name, as `figures_of` gives it.

    Returns:
        Names as `PreparedLog.called` has them; `reading` where no query is asked.
    """
    for begins, names in _BEHIND:
        if re.match(begins, place):
            return names
    return ()
