"""Claims that a language model proposes, if the user gives the address of one: asked, grounded, marked.

This is the only place in the package that makes a connection, and nothing imports it unless an address is given.
"""

from uncut.reports.proposals.client import ChatClient, ModelAddress
from uncut.reports.proposals.propose import with_proposals

__all__ = ["ChatClient", "ModelAddress", "with_proposals"]
