"""``python -m evals [NAME ...]`` and ``python -m evals bench [NAME ...]``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from evals.floors import read_floors
from evals.frame import SHARED, Options, run_all
from evals.registry import BENCHMARK_ROOMS, EVAL_ROOMS, choose, find_evals

WIDEST = 160


@click.command()
@click.argument("names", nargs=-1, metavar="[bench] [NAME]...")
@click.option("--limit", type=click.IntRange(min=1), help="Use at most so many sources; not judged.")
@click.option("--jobs", type=click.IntRange(min=1), default=2, show_default=True, help="Processes side by side.")
@click.option("--seed", type=int, default=Options.seed, show_default=True, help="Of everything drawn at random.")
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="Where the footage and reports are.")
@click.option("--long", is_flag=True, help="Also what takes many minutes.")
@click.option("--peers", type=click.Path(path_type=Path), help="Folder of other programs to compare with.")
@click.option("--list", "only_list", is_flag=True, help="Say what there is.")
def main(
    *,
    names: tuple[str, ...],
    limit: int | None,
    jobs: int,
    seed: int,
    shared: Path,
    long: bool,
    peers: Path | None,
    only_list: bool,
) -> None:
    """Measure how well what was planted is found; with "bench", what it costs.

    Exits with 1 where a figure is worse than its floor.
    """
    bench = names[:1] == ("bench",)
    evals = find_evals(BENCHMARK_ROOMS if bench else EVAL_ROOMS)
    try:
        chosen = choose(evals, names[bench:])
    except LookupError as unknown:
        raise click.UsageError(str(unknown.args[0])) from None
    if only_list:
        for one in chosen:
            click.echo(f"{one.name:12s} {one.question}")
        return
    console = Console() if sys.stdout.isatty() else Console(width=WIDEST, color_system=None)
    options = Options(limit=limit, jobs=jobs, seed=seed, shared=shared, long=long, peers=peers)
    try:
        good = run_all(chosen, options, read_floors(), console)
    except FileNotFoundError as missing:
        if missing.filename != "ffmpeg":
            raise
        raise click.ClickException("the ffmpeg command was not found; `make eval` brings it, or install it") from None
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
