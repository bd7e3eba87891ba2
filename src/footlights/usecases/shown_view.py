"""A view that shows itself in a notebook."""

from typing import Any

from pydantic import PrivateAttr

from footlights.measures.place_names import Names, names_of
from footlights.measures.view import View
from footlights.model.map import Map


class ShownView(View):
    """A view that a notebook shows as a picture with the table behind it."""

    _map: Map = PrivateAttr()

    @classmethod
    def of(cls, view: View, map_: Map) -> "ShownView":
        """Give the same view as one that shows itself.

        Args:
            view: Any view.
            map_: The map, for the names in picture and table.
        """
        shown = cls.model_construct(**{f: getattr(view, f) for f in View.model_fields})
        shown._map = map_  # noqa: SLF001 - one of its own
        return shown

    @property
    def names(self) -> Names:
        """What the reader sees, by the id that stands in a row."""
        return names_of(self._map)

    def to_chart(self) -> Any:  # an Altair chart, which is loaded when asked for
        """Give the picture as an Altair chart; None for a list to be read."""
        from footlights.charts.view_chart import view_chart  # noqa: PLC0415

        return view_chart(self, self.names)

    def _repr_html_(self) -> str:
        # Charts take a second to import, and only a notebook needs them.
        from footlights.render.view_part import view_html  # noqa: PLC0415

        return view_html(self, self.names)
