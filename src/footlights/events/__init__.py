"""The event contract, journeys, and binding: events become touches."""
