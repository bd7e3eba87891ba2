"""Grids from elsewhere: guess what their columns mean, and make a map of them."""
