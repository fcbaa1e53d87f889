"""What it costs, each figure beside its peer in the same run."""

from evals.benchmarks import cost, jail, memory, reports

EVALS = (cost.BENCHMARK, jail.BENCHMARK, memory.BENCHMARK, reports.BENCHMARK)
