"""Numbers in, estimates out: intervals and corrections."""
