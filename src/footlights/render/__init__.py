"""Maps and reports as HTML: views hold all formatting, templates none."""
