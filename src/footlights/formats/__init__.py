"""Reading and writing: map YAML, event files of every shape."""
