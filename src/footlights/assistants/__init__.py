"""AI assistants read maps and measures, and propose edits, through MCP."""
