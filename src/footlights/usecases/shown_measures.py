"""Findings and coverage that show themselves in a notebook."""

from collections.abc import Iterable

from pydantic import PrivateAttr

from footlights.measures.measured import Finding
from footlights.measures.measured_log import Coverage
from footlights.model.map import Map


class ShownFindings(tuple[Finding, ...]):  # noqa: SLOT001 - has a map beside them
    """Findings that a notebook shows as a list; a tuple in everything else."""

    _map: Map

    @classmethod
    def of(cls, findings: Iterable[Finding], map_: Map) -> "ShownFindings":
        """Give the same findings as ones that show themselves.

        Args:
            findings: Any findings, in order of rank.
            map_: The map, for the names of what they are about.
        """
        shown = cls(findings)
        shown._map = map_
        return shown

    def _repr_html_(self) -> str:
        # Drawing loads the chart library, which only a notebook needs.
        from footlights.render.notebook import findings_html  # noqa: PLC0415

        return findings_html(self._map, self)

    def _mime_(self) -> tuple[str, str]:
        # marimo would show a tuple as data before it looks for HTML.
        return "text/html", self._repr_html_()


class ShownCoverage(Coverage):
    """How much of a log a map explains; a notebook shows it as a table."""

    _map: Map = PrivateAttr()

    @classmethod
    def of(cls, coverage: Coverage, map_: Map) -> "ShownCoverage":
        """Give the same coverage as one that shows itself.

        Args:
            coverage: Any coverage.
            map_: The map, for the names of touchpoints.
        """
        shown = cls.model_construct(
            **{field: getattr(coverage, field) for field in Coverage.model_fields}
        )
        shown._map = map_  # noqa: SLF001 - one of its own
        return shown

    def _repr_html_(self) -> str:
        # Drawing loads the chart library, which only a notebook needs.
        from footlights.render.notebook import coverage_html  # noqa: PLC0415

        return coverage_html(self._map, self)
