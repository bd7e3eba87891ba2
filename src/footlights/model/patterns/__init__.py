"""The pattern language: sequence questions about journeys, read into a tree."""
