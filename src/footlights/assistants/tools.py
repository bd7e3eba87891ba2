"""What an assistant can ask: each function is a tool, and its docstring its help."""

from collections.abc import Mapping
from datetime import date
from threading import RLock
from typing import Annotated, Any

from pydantic import Field

from footlights.assistants.answers import (
    MOST_ROWS,
    Answer,
    finding_answer,
    part_answer,
    summary_answer,
    view_answer,
)
from footlights.assistants.desk import Desk, Measurer
from footlights.assistants.options import question_answer, told_of
from footlights.formats.map_writing import to_yaml
from footlights.model.comparison.compare import compare as compared_maps
from footlights.model.rules import check_map as problems_of
from footlights.usecases.explain import explain as explained
from footlights.usecases.explain import find_place
from footlights.usecases.explore import Groups, ask
from footlights.usecases.questions import question, questions

MapId = Annotated[str, Field(description="Id of the map, as `list_maps` gives it.")]
Rows = Annotated[
    int, Field(description="At most so many rows in the answer.", ge=1, le=500)
]
FirstRow = Annotated[
    int, Field(description="Place of the first row, from 1; `next_row` goes on.", ge=1)
]
QuestionName = Annotated[
    str, Field(description="Name of the question, as `list_questions` gives it.")
]
Options = Annotated[
    dict[str, Any],  # whatever the question is told
    Field(
        description="What the question is told, by the names of its options. A length"
        " of time has its unit (`7d`), a day is written 2026-03-01."
    ),
]
Only = Annotated[
    str | None,
    Field(
        description="Only some journeys: `segment:ID`, `persona:ID`, `channel:ID`,"
        " `period:2026-01-01..2026-03-31` (either day may be left out), `completed`,"
        " `pattern:greeting ->> pay within 3h`; `not segment:ID`, `not completed` and"
        " `not pattern:PATTERN` turn it. Commas join several, and all must hold."
    ),
]

SINGLE = frozenset({"one_journey", "person_journey"})
"""Questions about a single customer: who asks is noted."""


class Reading:
    """The tools that read, over one desk; one question is answered at a time.

    Args:
        desk: Maps and logs.
        today: The present day, on which reviews must not be overdue.
    """

    def __init__(self, desk: Desk, today: date) -> None:
        self._desk = desk
        self._today = today
        self._measurer = Measurer(desk)
        self._turn = RLock()

    def list_maps(self) -> Answer:
        """List the maps: what each is for, how large it is, and what measures it."""
        with self._turn:
            return {"maps": [dict(vars(line)) for line in self._desk.lines()]}

    def read_map(self, map_id: MapId) -> Answer:
        """Read a map: stages, touchpoints, feelings, expectations, activities, as YAML.

        What it says is planned or believed by people, not measured.
        """
        with self._turn:
            map_, revision = self._desk.map(map_id), self._desk.revision(map_id)
        return {"map": map_.id, "revision": revision, "yaml": to_yaml(map_)}

    def check_map(self, map_id: MapId) -> Answer:
        """List the problems of a map: breaches of rules, with place and what to do."""
        with self._turn:
            map_ = self._desk.map(map_id)
            found = problems_of(map_, self._today)
        return {
            "map": map_.id,
            "problems": [
                {
                    "code": each.code,
                    "where": ".".join(map(str, each.where)),
                    "message": each.message,
                }
                for each in found
            ],
        }

    def compare_maps(
        self,
        map_id: MapId,
        other_map_id: Annotated[
            str,
            Field(
                description="Id of the map to hold against it, such as the future one."
            ),
        ],
    ) -> Answer:
        """Say in words how another map differs from a map: current and future, say."""
        with self._turn:
            before, after = self._desk.map(map_id), self._desk.map(other_map_id)
        return {
            "map": map_id,
            "other_map": other_map_id,
            "changes": [str(each) for each in compared_maps(before, after)],
        }

    def measure(
        self,
        map_id: MapId,
        part: Annotated[
            str | None,
            Field(
                description="A part of the measures instead of the summary, such as"
                " `touchpoints.greeting`, `transitions`, `variants`, `activities`,"
                " `contrasts` or `coverage`."
            ),
        ] = None,
        first_row: FirstRow = 1,
        most_rows: Rows = MOST_ROWS,
    ) -> Answer:
        """Give what is measured: a summary, or all of one part.

        A long list comes in pieces (`next_row`). Lists inside a part are cut, and
        `cut` names them: ask for each as a part of its own.

        Every estimate has its value, the 95 % interval (`low`, `high`), and `n`, how
        many it rests on; give them together. Null means that it cannot be known, with
        the reason; it never means 0.
        """
        with self._turn:
            map_, measured = self._measurer.of(map_id)
        if part is None or not part.strip(" ."):
            return summary_answer(map_, measured)
        place = find_place(measured, part)
        name = ".".join(place.names)
        told, after, cut = part_answer(name, place.plain, first_row, most_rows)
        return {
            "map": map_id,
            "part": name,
            "found": told,
            "next_row": after,
            "cut": cut,
        }

    def list_findings(self, map_id: MapId) -> Answer:
        """List what stands out, most journeys affected first, with its evidence.

        Findings are associations: they say where to look, not why.
        """
        with self._turn:
            _, measured = self._measurer.of(map_id)
        return {
            "map": map_id,
            "findings": [
                finding_answer(no, each)
                for no, each in enumerate(measured.findings, start=1)
            ],
        }

    def explain(
        self,
        map_id: MapId,
        what: Annotated[
            str,
            Field(
                description="A place in the measures, such as"
                " `touchpoints.greeting.wait_seconds.p90`, `whole.completion`, or"
                " `findings.1`."
            ),
        ],
    ) -> Answer:
        """Say what a number or a finding is: its definition, how it was counted, n."""
        with self._turn:
            _, measured = self._measurer.of(map_id)
        found = explained(measured, what)
        return {
            "what": found.what,
            "about": found.about,
            "how": found.how,
            "value": found.value,
            "holds": list(found.holds),
        }

    def list_questions(self) -> Answer:
        """List the standard questions about journeys, and what each can be told."""
        return {"questions": [question_answer(each) for each in questions()]}

    def explore(  # noqa: PLR0913 - each is one thing an assistant may say
        self,
        *,
        map_id: MapId,
        question_name: QuestionName,
        options: Options | None = None,
        only: Only = None,
        first_row: FirstRow = 1,
        most_rows: Rows = MOST_ROWS,
    ) -> Answer:
        """Ask a standard question of the journeys on a map: funnel, flow, trends, ...

        Persons are named by their number in the log, and what people wrote is masked.
        """
        groups = Groups(only)
        return self._ask(
            map_id, question_name, options or {}, groups, (first_row, most_rows)
        )

    def compare(  # noqa: PLR0913 - as explore
        self,
        *,
        map_id: MapId,
        question_name: QuestionName,
        only: Only,
        against: Only,
        options: Options | None = None,
        most_rows: Rows = MOST_ROWS,
    ) -> Answer:
        """Hold two groups of journeys against each other: segments, periods, channels.

        Each difference has its interval, and a probability that is corrected for how
        many are compared. A difference is no cause.
        """
        groups = Groups(only, against)
        return self._ask(map_id, question_name, options or {}, groups, (1, most_rows))

    def _ask(
        self,
        map_id: str,
        name: str,
        options: Mapping[str, Any],
        groups: Groups,
        rows: tuple[int, int],
    ) -> Answer:
        asked = question(name.replace("-", "_"))
        told = told_of(asked, options)
        with self._turn:
            map_, log = self._desk.map(map_id), self._desk.log(map_id)
            if asked.name in SINGLE:
                customer = told.get("person") or told.get("journey_key") or asked.name
                self._desk.note_look(map_id, str(customer))
            with self._desk.work.doing(f"Answering {asked.name}"):
                found = ask(asked.answer, map_, log, groups, told)
            rare = self._measurer.rare_of(map_id)
        return view_answer(found, *rows, rare)
