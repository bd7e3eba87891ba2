"""Sequences of touchpoints held against the order that a map draws; plain arrays."""
