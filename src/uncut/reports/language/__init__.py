"""Words, sentences and phrases of a text, each with exact offsets in code points."""
