"""Evidence: numbers with all that it takes to compute them again, as one zip."""
