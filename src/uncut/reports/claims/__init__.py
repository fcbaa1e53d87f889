"""Who claims what, how surely, and what the text offers for it; ties, events and footage in the claims."""
