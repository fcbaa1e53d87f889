"""Temporal expressions, and the calendar intervals that they name."""
