"""The map and the report on paper, set by Typst."""
