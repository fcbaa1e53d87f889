"""Bytes to a document: strangers' files become blocks of text in the jail, and blocks become a document here."""
