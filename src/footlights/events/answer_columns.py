"""Which column of a survey export is what, told by what the file holds."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from footlights.errors import AnswersNeedColumnError, ScoreNeededError
from footlights.events.column_names import NAMES, plain
from footlights.events.sample_values import filled, looks_like_time, mostly_numbers
from footlights.events.survey_tools import (
    FORMBRICKS,
    LIMESURVEY,
    OTHER,
    QUALTRICS,
    TOOLS,
    SurveyTool,
)

MOST_POINTS = 100
"""Numbers further from zero than this are no score that would be guessed."""

_ABOUT = ("touchpoint", "touchpointid", "touchpointname", "event", "eventname")
_RESPONSE = ("responseid", "answerid", "submissionid", "surveyresponseid")
_FINISHED = ("finished", "isfinished", "completed", "iscompleted", "complete")
_NO_ANSWER = ("meta", "ttc", "contactattributes", "personattributes", "quotas")
"""Beginnings of the columns that Formbricks fills itself in its JSON."""
_NO_JOURNEY = {"number", "case", "requestid", "sessionid", "gasessionid"}
_NO_QUESTION = re.compile(
    r"(npsgroup|firstclick|lastclick|pagesubmit|clickcount|time\d*|^no|^id|id)$"
)
"""Ends of plain names that stand above numbers which nobody chose as a score."""


@dataclass(frozen=True)
class AnswerColumns:
    """What each column of a file of answers is.

    Args:
        tool: The tool that wrote the file.
        roles: `person`, `journey`, `at`, `score`, `text`: their columns, where there
            are any.
        marks: `response` (its id), `about` (what was asked about), `finished`,
            `progress`, `status`, `channel`, `submitted`: their column, likewise.
        guesses: What was guessed, as sentences.
    """

    tool: SurveyTool
    roles: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, str]
    guesses: tuple[str, ...]


def answer_columns(
    file: str,
    samples: Mapping[str, Sequence[object]],
    told: Mapping[str, tuple[str, ...]],
    *,
    has_journey: bool,
) -> AnswerColumns:
    """Tell which column is what, from the names of all and some of their values.

    A score that is not told must be the only column of numbers up to 100 that is an
    answer, or one that is called so (`score`, `nps`, `rating`, ...); otherwise
    somebody has to choose, as numbers of two questions must not be mixed.

    Args:
        file: Name of the file.
        samples: Some values of each column, in order.
        told: Columns by `person`, `journey`, `at`, `score`, `text`, `event` (what was
            asked about) and `event_id` (the response), as far as somebody said so.
        has_journey: Whether the log names journeys, so that answers can name them too.

    Raises:
        AnswersNeedColumnError: Nobody can tell whose or when an answer is.
        ScoreNeededError: Several columns could be the score, or none.
    """
    columns = _Columns(samples, {name for own in told.values() for name in own})
    tool = next((tool for tool in TOOLS if columns.show(tool)), OTHER)
    roles = dict(told)
    about, response = roles.pop("event", ()), roles.pop("event_id", ())
    for role, found in (
        ("journey", _journey(columns) if has_journey else None),
        ("person", columns.person(tool)),
    ):
        if role not in roles and found:
            roles[role] = (found,)
    if "at" not in roles and (times := _times(columns, tool)):
        roles["at"] = times
    for role in ("person", "at"):
        if not roles.get(role) and not (role == "person" and roles.get("journey")):
            raise AnswersNeedColumnError(file, role, tuple(samples))
    if "text" not in roles and (text := columns.first(NAMES["text"])):
        roles["text"] = (text,)
    if "score" not in roles and (score := _score(file, columns, tool, roles)):
        roles["score"] = (score,)
    marks = {
        "response": next(iter(response), None)
        or columns.any((*_RESPONSE, *(("id",) if tool is not OTHER else ()))),
        "about": next(iter(about), None) or columns.any(_ABOUT),
        "finished": None if tool is LIMESURVEY else columns.any(_FINISHED),
        **_qualtrics_marks(columns, tool),
        "submitted": columns.any(("submitdate", "datesubmitted"))
        if tool is LIMESURVEY
        else None,
    }
    return AnswerColumns(
        tool,
        roles,
        {mark: name for mark, name in marks.items() if name},
        tuple(_sentences(file, tool, roles, told)),
    )


class _Columns:
    """The columns of a file by plain name; `id. Response ID` is both of its halves."""

    def __init__(self, samples: Mapping[str, Sequence[object]], told: set[str]) -> None:
        self.samples = samples
        self.by_name: dict[str, str] = {}
        for name in samples:
            code, _, heading = name.partition(". ")
            for part in (name, code, heading):
                if name not in told and plain(part):
                    self.by_name.setdefault(plain(part), name)
        self._all = {plain(part) for name in samples for part in name.split(". ")}

    def show(self, tool: SurveyTool) -> bool:
        return any(sign <= self._all for sign in tool.signs)

    def any(self, wanted: Iterable[str]) -> str | None:
        return next((self.by_name[w] for w in wanted if w in self.by_name), None)

    def first(self, wanted: Iterable[str]) -> str | None:
        """Give the first wanted column that holds any value."""
        known = (self.by_name[w] for w in wanted if w in self.by_name)
        return next((name for name in known if filled(self.samples[name])), None)

    def person(self, tool: SurveyTool) -> str | None:
        """Give what the survey carried along before what the tool fills itself."""
        named = [name for name in NAMES["person"] if name not in tool.own]
        return self.first((*named, *tool.persons))

    def questions(
        self, tool: SurveyTool, fits: Callable[[Sequence[object]], bool]
    ) -> list[str]:
        own = {self.by_name.get(name) for name in tool.own}
        return [
            name
            for name, values in self.samples.items()
            if name not in own
            and not (tool is FORMBRICKS and name.split(".")[0].lower() in _NO_ANSWER)
            and not _NO_QUESTION.search(plain(name))
            and fits(values)
        ]


def _journey(columns: _Columns) -> str | None:
    return columns.first(n for n in NAMES["journey"] if n not in _NO_JOURNEY)


def _times(columns: _Columns, tool: SurveyTool) -> tuple[str, ...]:
    known = [columns.by_name[n] for n in tool.times if n in columns.by_name]
    if tool is OTHER:
        if known:
            return (known[0],)
        known = [n for n, values in columns.samples.items() if looks_like_time(values)]
        return tuple(known) if len(known) == 1 else ()
    return tuple(dict.fromkeys(known))


def _score(
    file: str,
    columns: _Columns,
    tool: SurveyTool,
    roles: Mapping[str, tuple[str, ...]],
) -> str | None:
    taken = {name for own in roles.values() for name in own}
    named = columns.first(NAMES["score"])
    if named and named not in taken and mostly_numbers(columns.samples[named]):
        return named
    numbers = [n for n in columns.questions(tool, _are_points) if n not in taken]
    if len(numbers) == 1:
        return numbers[0]
    if not numbers and "text" in roles:
        return None
    asked = columns.questions(tool, lambda values: bool(filled(values)))
    raise ScoreNeededError(
        file,
        {name: _ends(columns.samples[name]) for name in numbers},
        [name for name in asked if name not in taken],
    )


def _are_points(values: Sequence[object]) -> bool:
    return mostly_numbers(values) and all(
        abs(p) <= MOST_POINTS for p in _points(values)
    )


def _points(values: Sequence[object]) -> list[float]:
    points = []
    for value in filled(values):
        try:
            points.append(float(str(value)))
        except ValueError:
            continue
    return points


def _ends(values: Sequence[object]) -> tuple[float, float]:
    points = _points(values)
    return min(points), max(points)


def _qualtrics_marks(columns: _Columns, tool: SurveyTool) -> dict[str, str | None]:
    if tool is not QUALTRICS:
        return {}
    return {
        "progress": columns.any(("progress",)),
        "status": columns.any(("status",)),
        "channel": columns.any(("distributionchannel",)),
    }


def _sentences(
    file: str,
    tool: SurveyTool,
    roles: Mapping[str, tuple[str, ...]],
    told: Mapping[str, tuple[str, ...]],
) -> Iterable[str]:
    if tool.name:
        yield f"{file} holds answers as {tool.name} exports them"
    for role, said in (("person", "person"), ("journey", "journey"), ("at", "time")):
        if role in roles and role not in told:
            names = ", else ".join(repr(name) for name in roles[role])
            yield f"the {said} of an answer is read from {names}"
    for role in ("score", "text"):
        if role in roles and role not in told:
            yield f"the {role} of an answer is read from {roles[role][0]!r}"
