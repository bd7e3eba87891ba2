"""Logs generated from a map, with planted effects."""
