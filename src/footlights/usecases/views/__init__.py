"""Standard questions about journeys, each answered as a view."""
