"""Findings: statements with their evidence, made only where the interval supports them."""
