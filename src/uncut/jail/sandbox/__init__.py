"""Ways of giving up rights, one a module; nothing here knows what the jailed job does."""
