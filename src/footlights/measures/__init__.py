"""What a measured map is: results with intervals, and their published schema."""
