"""Word lists, written for this program; one entry a line, ``#`` begins a comment, ``[name]`` a list."""
