"""Two versions of one text: what was removed, put in, moved and reworded."""
