"""The nouns: time, text, footage, comparison, claims, case. Nothing here opens a file."""
