"""The demonstration: footage, a propagandist's edit of it, two reports, and the whole path to a dossier.

The footage is an openly licensed clip where its package is installed (see README.md for the rights), and otherwise
a generated night street. Everything runs without a network.
"""

from uncut.demo.run import run_demo

__all__ = ["run_demo"]
