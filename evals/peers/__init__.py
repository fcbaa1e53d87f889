"""Others' programs on the same data and by the same protocols, in the same run as ours."""

from evals.peers.reports import PEERS_REPORTS

EVALS = (PEERS_REPORTS,)
