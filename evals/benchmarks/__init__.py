"""What it costs, each figure beside its peer in the same run."""

from evals.benchmarks import cost, jail, memory, peers, quick, reports

EVALS = (
    cost.BENCHMARK,
    quick.BENCHMARK,
    jail.BENCHMARK,
    memory.BENCHMARK,
    peers.BENCHMARK,
    reports.BENCHMARK,
)
