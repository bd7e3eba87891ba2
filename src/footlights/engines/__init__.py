"""The only place that knows DuckDB or Spark: open, keep, fetch (Arrow out)."""
