"""The map as slides: native tables, shapes and charts that people can edit."""
