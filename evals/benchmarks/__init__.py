"""What it costs, each figure beside its peer in the same run."""

from evals.benchmarks import cost, jail, memory

EVALS = (cost.BENCHMARK, jail.BENCHMARK, memory.BENCHMARK)
