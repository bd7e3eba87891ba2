"""The rules that every map must satisfy and that a schema cannot say.

Each rule is a small class with a `code`; `docs/errors.md` lists them.
"""

from datetime import date

from footlights.model.map import Map
from footlights.model.problem import Problem
from footlights.model.rules.activities import (
    ActivitiesDoNotLoop,
    ActivityFollowsAKnownOne,
    ActivityFollowsWhatIsBefore,
    ActivityHasSomebody,
)
from footlights.model.rules.checked import Checked, Rule
from footlights.model.rules.expectations import ExpectationIsSaidOnce, TimeIsEnough
from footlights.model.rules.ids import IdNamesOneThing, SpellingMeansOneChannel
from footlights.model.rules.lenses import (
    CustomerIsOnTheMap,
    MapHasAnObjective,
    SomebodyStandsInFront,
    TouchpointSaysHowItFeels,
    TouchpointSaysWhatHappens,
)
from footlights.model.rules.matches import EventsAreNotTakenBefore
from footlights.model.rules.references import (
    CalendarIsDeclared,
    CalendarIsUsed,
    CalendarTimeIsPromised,
    ChannelIsDeclared,
    CompletionIsRecorded,
    InteractionHasAChannel,
    LaneIsDeclared,
    PersonaIsDeclared,
    SegmentIsDeclared,
    StageOffersAChoice,
    SystemIsDeclared,
    TeamIsDeclared,
    TouchpointIsThere,
    ZoneExists,
)
from footlights.model.rules.review import ReviewIsNotAhead, ReviewIsNotOverdue
from footlights.model.rules.simulation import (
    EffectHasATarget,
    OnlyWaitsHurtByTime,
    SharesFillNoMoreThanAll,
)
from footlights.model.rules.state import (
    FutureHasACurrent,
    FutureHasAGoal,
    FutureIsOfAnother,
    GoalHasANumber,
)
from footlights.model.rules.waits import (
    OnlyWaitsAreBetween,
    WaitGoesForward,
    WaitHasTwoEnds,
    WaitIsBetween,
)

__all__ = ["RULES", "Problem", "check_map"]

RULES: tuple[Rule, ...] = (
    IdNamesOneThing(),
    SpellingMeansOneChannel(),
    ChannelIsDeclared(),
    InteractionHasAChannel(),
    TeamIsDeclared(),
    SystemIsDeclared(),
    CalendarIsDeclared(),
    CalendarIsUsed(),
    CalendarTimeIsPromised(),
    PersonaIsDeclared(),
    SegmentIsDeclared(),
    LaneIsDeclared(),
    TouchpointIsThere(),
    CompletionIsRecorded(),
    ZoneExists(),
    StageOffersAChoice(),
    WaitIsBetween(),
    OnlyWaitsAreBetween(),
    WaitHasTwoEnds(),
    WaitGoesForward(),
    EventsAreNotTakenBefore(),
    ActivityFollowsAKnownOne(),
    ActivitiesDoNotLoop(),
    ActivityFollowsWhatIsBefore(),
    ActivityHasSomebody(),
    CustomerIsOnTheMap(),
    TouchpointSaysWhatHappens(),
    TouchpointSaysHowItFeels(),
    SomebodyStandsInFront(),
    MapHasAnObjective(),
    FutureHasAGoal(),
    FutureHasACurrent(),
    FutureIsOfAnother(),
    GoalHasANumber(),
    ReviewIsNotOverdue(),
    ReviewIsNotAhead(),
    TimeIsEnough(),
    ExpectationIsSaidOnce(),
    EffectHasATarget(),
    OnlyWaitsHurtByTime(),
    SharesFillNoMoreThanAll(),
)
"""Every rule, in the order in which problems are listed."""


def check_map(map_: Map, on: date) -> list[Problem]:
    """Return every problem of every rule, in the order of the rules.

    Args:
        map_: The map.
        on: Day on which reviews must not be overdue.
    """
    checked = Checked(map_, on)
    return [problem for rule in RULES for problem in rule.check(checked)]
