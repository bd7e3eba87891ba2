"""What a map is, and the rules it must satisfy. No input or output here."""
