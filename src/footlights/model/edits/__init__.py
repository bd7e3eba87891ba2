"""Edits: small changes of a map, addressed by ids, so that many people can work at once.

`edit` says what they are, `applying` makes them, `between` finds those that lead from
one map to another, and `rebasing` brings those of one person onto those of another.
"""
