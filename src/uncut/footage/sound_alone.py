"""Compare two versions by their sound alone: one of them, or both, have no picture."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from threadpoolctl import threadpool_limits

from uncut.errors import UnreadableFootage
from uncut.footage.align.lines import Line
from uncut.footage.align.sound import Tracks
from uncut.footage.align.sound_stretches import SoundStretch, align_sounds
from uncut.footage.changes.container import find_container_changes
from uncut.footage.changes.cuts import in_order
from uncut.footage.changes.sound_cuts import (
    describe_kept_sound,
    find_sound_cuts,
    left_span,
    measure_sound_coverage,
    right_span,
)
from uncut.footage.decode import Probe, decode_sound, probe_footage
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.sound import SHORTEST_STRETCH_SECONDS, Listened, examine, listen, merge_edits, told, usual_reference
from uncut.jail import JailSettings, sha256_of
from uncut.model.comparison import Comparison, Edit, NotExamined
from uncut.model.footage import Footage
from uncut.model.text import storable_text
from uncut.model.time import Span

IN_STEP_SECONDS = 0.02
"""Sound that was aligned by itself lags no more than this."""
NO_PICTURE = "{} pictures, so the two were compared by their sound alone"


@dataclass(frozen=True, eq=False)
class SoundSide:
    """A file's facts and its sound."""

    probe: Probe
    footage: Footage
    track: SoundTrack
    sandbox: str
    """Level of the jail in which it was decoded."""


def read_sound_side(path: Path, jail: JailSettings, progress: Callable[[float], None]) -> SoundSide:
    """Decode the sound of ``path``.

    Raises
    ------
    UnreadableFootage
        It has no sound.
    """
    digest = sha256_of(path)
    probe = probe_footage(path, settings=jail)
    if probe.audio is None:
        why = probe.unread_sound or "this file has no sound to compare"
        raise UnreadableFootage(why, where=str(path), todo="Name a file with sound, or two with pictures")
    with decode_sound(path, sample_rate_hz=SAMPLE_RATE_HZ, settings=jail) as stream:
        promised = float(probe.seconds or 0)
        # Sound before the first picture is heard all the same: players count from where the file begins.
        track = SoundTrack(max(Fraction(0), stream.start))
        for block in stream:
            track.append(block.samples)
            progress(min(1.0, track.end / promised) if promised else 0.0)
        issues = [*probe.issues, *stream.issues]
        level = stream.level
    return SoundSide(probe, _footage(path, digest, probe, track, list(dict.fromkeys(issues))), track, level)


def _footage(path: Path, digest: str, probe: Probe, track: SoundTrack, issues: list[str]) -> Footage:
    return Footage(
        path=storable_text(str(path)),
        sha256=digest,
        seconds=Fraction(max(0, round(track.end * 1000)), 1000),
        frames=None,
        frame_rate=None,
        variable_frame_rate=False,
        width=probe.video.width if probe.video else None,
        height=probe.video.height if probe.video else None,
        video_codec=probe.video.codec if probe.video else None,
        audio=probe.audio,
        tags=dict(probe.tags),
        issues=issues,
    )


def compare_by_sound(
    left: Path, right: Path, jail: JailSettings, tell: Callable[[str, float], None], version: str
) -> Comparison:
    """Every change between two files of which one has no picture."""
    shares = [0.0, 0.0]

    def tell_share(side: int, share: float) -> None:
        shares[side] = share
        tell("decoding", min(shares))

    with ThreadPoolExecutor(2) as pool:
        some = [pool.submit(read_sound_side, path, jail, partial(tell_share, side))
                for side, path in enumerate((left, right))]  # fmt: skip
        one, two = (side.result() for side in some)
    tell("comparing", 0.0)
    with threadpool_limits(limits=1):
        stretches = align_sounds(one.track, two.track)
        edits, unseen = find_all_changes(one.track, two.track, stretches)
    tell("comparing", 1.0)
    wholes = whole_span(one.track), whole_span(two.track)
    lacking = "one of the two has no" if one.probe.video or two.probe.video else "neither has"
    return Comparison(
        left=one.footage,
        right=two.footage,
        related=bool(stretches),
        coverage=measure_sound_coverage(stretches, *wholes),
        kept=describe_kept_sound(stretches),
        edits=[*edits, *(find_container_changes(one.probe, two.probe) if stretches else ())],
        not_examined=[NotExamined(what="picture", why=NO_PICTURE.format(lacking)), *unseen],
        settings={"require_sandbox": jail.require_sandbox, "sandbox": {"left": one.sandbox, "right": two.sandbox}},
        version=version,
    )


def whole_span(track: SoundTrack) -> Span:
    """Seconds of a track that are not before the first picture."""
    return Span(*(Fraction(max(0, round(at * 1000)), 1000) for at in (track.start, track.end)))


def find_all_changes(
    left: SoundTrack, right: SoundTrack, stretches: list[SoundStretch]
) -> tuple[list[Edit], list[NotExamined]]:
    """What was done to two tracks that share ``stretches``, in time and within them."""
    edits: list[Edit] = find_sound_cuts(stretches, whole_span(left), whole_span(right))
    unseen: list[NotExamined] = []
    listened: list[tuple[SoundStretch, Listened]] = []
    for one in stretches:
        if one.rate != 1.0:
            unseen.append(NotExamined(what="sound", right=right_span(one), why=f"it is played at {one.rate:g} times"))
        elif one.end - one.start >= SHORTEST_STRETCH_SECONDS:
            tracks = Tracks(left, right, Line(one.offset))
            listened.append((one, listen(tracks, one.start, one.end, IN_STEP_SECONDS)))
    usual = usual_reference([heard for _, heard in listened])
    for one, heard in listened:
        some, others = told(examine(heard, usual), one.start, left_span(one), right_span(one))
        edits += some
        unseen += others
    return in_order(merge_edits(edits)), unseen
