"""The program's version; every file that it writes and every derivative that it logs carries it."""

__version__ = "0.1.0"
