"""Altair: fetched table in, chart out."""
