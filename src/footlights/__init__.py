"""Footlights: journey maps and touchpoint maps, measured from recorded events."""

__version__ = "0.1.0"
