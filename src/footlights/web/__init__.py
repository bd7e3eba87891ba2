"""The workspace in the browser: pages over the use cases, nothing of its own."""
