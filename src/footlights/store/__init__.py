"""Where a workspace is kept: tables, and records read from and written to them."""
