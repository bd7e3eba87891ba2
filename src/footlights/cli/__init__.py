"""The command line: one door to the use cases."""
