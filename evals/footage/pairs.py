"""Eval of real pairs: known partners, and footage that is alike but not copied."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np

from evals.footage.examine import NOT_IN_TIME, Said, describe, describe_said, examine, run_side_by_side
from evals.footage.known import END, PAIRS, KnownPair
from evals.footage.plant import x264
from evals.footage.score import Floats, Mark, share_right, shown_at
from evals.footage.sources import list_files, list_sources, read_times
from evals.frame import Eval, Options, Result
from uncut.errors import UncutError

GIFS_ALONE = ("classroom", "face-demographics", "head-pose", "person-bicycle", "store-aisle")
DRAWN = 24
"""How many of the pairs between unlike files are drawn by the seed; there are thousands."""
HEADER = ("left", "right", "truth", "edits right", "false", "frames right", "verdict")


@dataclass(frozen=True)
class Verdict:
    """How a known pair went."""

    pair: KnownPair
    related: bool
    hits: int
    false: int
    frames_right: int
    frames: int
    failures: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether every edit was found and none made up."""
        return self.related and self.hits == len(self.pair.edits) and not self.false


def expected_marks(pair: KnownPair, left_end: float, right_end: float) -> list[Mark]:
    """The edits of a pair, their known side filled in."""
    marks = []
    for kind, start, stop in pair.edits:
        if kind == "removed":
            marks.append(Mark(kind, (start, min(stop, left_end)), None))
        else:
            marks.append(Mark(kind, None, (start, min(stop, right_end))))
    return marks


def is_same(truth: Mark, found: Mark, tolerance: float) -> bool:
    """Whether a finding is the edit, judged by the side whose truth is known."""
    if truth.kind != found.kind:
        return False
    want, got = (truth.left, found.left) if truth.left else (truth.right, found.right)
    assert want
    if not got:
        return False
    inside = found.slack if found.slack and truth.left else ((np.inf, -np.inf), (np.inf, -np.inf))
    return all(
        abs(one - two) <= tolerance or low - tolerance <= one <= high + tolerance
        for one, two, (low, high) in zip(want, got, inside, strict=True)
    )


def truth_of(pair: KnownPair, times: Floats, left_end: float) -> Floats:
    """Left seconds that each right frame truly shows; NaN for none."""
    shown = np.full(len(times), np.nan)
    for one in pair.shows:
        inside = (times >= one.start - 1e-3) & (times < min(one.stop, END) - 1e-3)
        shown[inside] = one.rate * times[inside] + one.offset
    return np.where(shown > left_end, np.nan, shown)


def _examine_pair(job: tuple[Options, KnownPair]) -> list[Verdict]:
    options, pair = job
    left, right = options.media / pair.left, options.media / pair.right
    head = f"{pair.left} {pair.right}"
    try:
        said = examine(left, right, leave_out=NOT_IN_TIME)
    except UncutError as error:
        return [Verdict(pair, False, 0, 0, 0, 1, [f"{head}: {error}"])]
    times, left_times = read_times(right), read_times(left)
    period = max(_period(times), _period(left_times))
    tolerance = period + pair.loose_seconds + 0.002
    truth = expected_marks(pair, said.left_seconds, said.right_seconds)
    hits = {one for one, mark in enumerate(truth) if any(is_same(mark, edit, tolerance) for edit in said.edits)}
    false = [edit for edit in said.edits if not any(is_same(mark, edit, tolerance) for mark in truth)]
    good, frames = share_right(truth_of(pair, times, said.left_seconds), shown_at(said.lines, times), tolerance)
    clean = said.related and len(hits) == len(truth) and not false
    told = [] if clean else [_tell(head, truth, said)]
    return [Verdict(pair, said.related, len(hits), len(false), good, frames, told)]


def _tell(head: str, truth: Sequence[Mark], said: Said) -> str:
    expected = "; ".join(describe(one) for one in truth) or "no edits"
    return f"{head}: expected {expected}; said: {describe_said(said)}"


def _period(times: Floats) -> float:
    return float(np.median(np.diff(times)))


@dataclass(frozen=True)
class AlikeJob:
    """Two files, or two parts of one, that are not copies of each other."""

    options: Options
    left: str
    right: str
    halves: bool = False


def list_alike(options: Options) -> list[AlikeJob]:
    """Signs, shots from one roof, files with themselves at another time, GIFs without a partner, and others drawn."""
    files, sources = list_files(options), list_sources(options)
    signs = [name for name in files if name.startswith("intel-asl/")]
    roof = "google-media-test/sample_with_increasing_timestamps_"
    jobs = [AlikeJob(options, *pair) for pair in combinations(signs, 2)]
    jobs.append(AlikeJob(options, f"{roof}320w_240h.mp4", f"{roof}360p.mp4"))
    jobs += [AlikeJob(options, name, name, True) for name in files if name.startswith("intel-iot/")]
    gifs = [name for name in files if name.endswith(".gif") and any(alone in name for alone in GIFS_ALONE)]
    dice = np.random.default_rng(options.seed)
    unlike = [(gif, name) for gif in gifs for name in sources if name != gif]
    unlike += [pair for pair in combinations(sources, 2) if not set(pair) & {*signs, *gifs} and not _kin(*pair)]
    drawn = dice.choice(len(unlike), min(DRAWN, len(unlike)), replace=False)
    return [*jobs, *(AlikeJob(options, *unlike[number]) for number in sorted(drawn))]


def _collection(name: str) -> str:
    return name.partition("/")[0].removesuffix("-preview")


def _kin(one: str, two: str) -> bool:
    """Whether two sources come from one collection, and so may share something after all."""
    return _collection(one) == _collection(two)


@dataclass(frozen=True)
class Apart:
    """Whether two files that are alike were told apart, and what was said."""

    is_right: bool
    said: str


def _examine_alike(job: AlikeJob) -> list[Apart]:
    left, right = job.options.media / job.left, job.options.media / job.right
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        if job.halves:
            middle = float(read_times(left)[-1]) / 2
            left, right = (
                _part(left, Path(folder) / f"{name}.mp4", arguments)
                for name, arguments in (("first", ["-t", f"{middle:.3f}"]), ("second", ["-ss", f"{middle:.3f}"]))
            )
        try:
            said = examine(left, right)
        except UncutError as error:
            return [Apart(False, f"{job.left} {job.right}: {error}")]
    kept = "; ".join(f"l {x.left[0]:.2f}-{x.left[1]:.2f} r {x.right[0]:.2f}-{x.right[1]:.2f}" for x in said.lines)
    halves = " (first half, second half)" if job.halves else ""
    return [Apart(not said.related, f"{job.left} {job.right}{halves}: said to share {kept}")]


def _part(source: Path, to: Path, arguments: list[str]) -> Path:
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments, "-i", str(source), "-an", *x264(22), str(to)]
    subprocess.run(command, check=True)
    return to


def run_pairs(options: Options) -> Result:
    """Known partners by their stated truth in time, those not handled yet apart, and look-alikes."""
    list_files(options)
    pairs = PAIRS[: options.limit] if options.limit else PAIRS
    verdicts = run_side_by_side(_examine_pair, [(options, pair) for pair in pairs], options.jobs)
    alike = run_side_by_side(_examine_alike, list_alike(options)[: options.limit], options.jobs)
    now, later = [one for one in verdicts if not one.pair.apart], [one for one in verdicts if one.pair.apart]
    confused = [one.said for one in alike if not one.is_right]
    figures = {
        "pairs_right": sum(one.is_right for one in now) / max(len(now), 1),
        "edits_found": sum(one.hits for one in now) / max(sum(len(one.pair.edits) for one in now), 1),
        "false_edits": float(sum(one.false for one in now)),
        "frames_right": sum(one.frames_right for one in now) / max(sum(one.frames for one in now), 1),
        "alike_told_apart": 1 - len(confused) / max(len(alike), 1),
        "alike_pairs": float(len(alike)),
        "later_related": sum(one.related for one in later) / max(len(later), 1),
    }
    failures = [line for one in now for line in one.failures]
    failures += [f"alike, not copies: {line}" for line in confused]
    failures += [f"not yet handled ({one.pair.apart}): {line}" for one in later for line in one.failures]
    return Result(figures, HEADER, [_row(one) for one in verdicts], failures)


def _row(one: Verdict) -> list[str]:
    short = [name.rsplit("/", 1)[-1] for name in (one.pair.left, one.pair.right)]
    truth = ", ".join(kind for kind, _, _ in one.pair.edits) or "no edits"
    verdict = "right" if one.is_right else "not related" if not one.related else "wrong"
    if one.pair.apart:
        verdict = f"apart: {verdict}"
    shares = f"{one.frames_right / max(one.frames, 1):.4f}"
    return [*short, truth, f"{one.hits}/{len(one.pair.edits)}", str(one.false), shares, verdict]


EVALS = (Eval("pairs", "are real partners explained, and look-alikes told apart?", run_pairs),)
