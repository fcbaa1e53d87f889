"""What peers say of the same planted pairs, and what that costs; each does what it was made for, which differs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from evals.benchmarks.peer_pairs import PeerPair, make_pairs
from evals.benchmarks.peer_tools import PEERS, Said, measure, say_uncut
from evals.frame import Eval, Options, Result

HEADER = ("pair", "program", "says", "CPU s", "of decoding")
Asked = Callable[[Path, Path], Said]


def run_peers(options: Options) -> Result:
    """Ask every program that is there about every pair."""
    asked, missing = find_programs(options)
    figures: dict[str, float] = {}
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
        for pair in make_pairs(options, Path(folder)):
            decoded = sum(_decode(one) for one in (pair.left, pair.right))
            rows.append([pair.name, "(planted)", pair.truth, f"{decoded:.2f}", "1.00"])
            rows += _ask(pair, asked, decoded, figures)
    notes = [f"{name}: skipped, it is not installed here; make peers brings what can be had" for name in missing]
    notes.append(
        "CPU seconds of the program and all that it starts, to those of ffmpeg decoding both files to nothing."
    )
    return Result(figures, HEADER, rows, notes=notes)


def find_programs(options: Options) -> tuple[dict[str, Asked], list[str]]:
    """How each program is asked that is there, and the names of those that are not."""
    asked: dict[str, Asked] = {"uncut diff": say_uncut, "uncut diff --quick": _quick}
    missing = []
    for peer in PEERS:
        program = peer.found(options.peers)
        if program is None:
            missing.append(peer.name)
        else:
            asked[peer.name] = partial(_say, peer.command, peer.read, program)
    return asked, missing


def _quick(left: Path, right: Path) -> Said:
    return say_uncut(left, right, "--quick")


def _say(command: Callable[..., list[str]], read: Callable[[str], str], program: str, left: Path, right: Path) -> Said:
    return measure(command(program, left, right), read)


def _ask(pair: PeerPair, asked: dict[str, Asked], decoded: float, figures: dict[str, float]) -> list[list[str]]:
    rows = []
    for name, ask in asked.items():
        said = ask(pair.left, pair.right)
        ratio = said.cpu_seconds / decoded
        figures[f"{name.replace(' ', '_')}_{pair.name}_cost"] = ratio
        rows.append(["", name, said.words, f"{said.cpu_seconds:.2f}", f"{ratio:.2f}"])
    return rows


def _decode(path: Path) -> float:
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(path), "-f", "null", "-"]
    return measure(command, str).cpu_seconds


BENCHMARK = Eval("peers", "what do peers say of the same pairs, and at what cost?", run_peers)
