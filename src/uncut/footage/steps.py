"""The steps of a comparison, in order: decode, fingerprint, align, name the changes.

Both files are decoded side by side, each in a jail of its own; of every picture only a thumbnail is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from uncut.footage.align.align import align_pictures
from uncut.footage.align.pair import Pair
from uncut.footage.align.sound_settling import asks_for_sound, settle_by_sound
from uncut.footage.captions import read_captions
from uncut.footage.changes.bridging import bridge_gaps
from uncut.footage.changes.container import find_container_changes
from uncut.footage.changes.cuts import (
    Placed,
    describe_kept,
    find_cuts,
    in_order,
    measure_coverage,
    place_stretches,
)
from uncut.footage.changes.framing import find_framing
from uncut.footage.changes.held_ends import hold_filled_start, without_filled_start, without_held_end
from uncut.footage.colours import find_recolouring, recolouring_beside, without_smothered
from uncut.footage.direction import DirectionStills, find_direction, read_direction_stills
from uncut.footage.facts import NoPicture
from uncut.footage.fingerprint.pictures import is_flat
from uncut.footage.give_back import give_back_memory
from uncut.footage.grain import find_grain
from uncut.footage.looks import find_looks
from uncut.footage.paired import find_region_changes
from uncut.footage.settings import CompareSettings, Progress
from uncut.footage.side_by_side import read_both
from uncut.footage.sides import ReadSide
from uncut.footage.sound import Sounds, compare_sound
from uncut.footage.sound_alone import compare_by_sound
from uncut.footage.sound_beneath import find_sound_beneath, with_sound_beneath
from uncut.footage.tilts import find_tilts, is_looked_at
from uncut.jail import JailSettings
from uncut.model.comparison import Comparison, Edit, Kept, NotExamined
from uncut.version import __version__

TOO_DARK = "nearly all pictures are too dark or too even to tell one from another"


def run_steps(left: Path, right: Path, settings: CompareSettings, tell: Progress) -> Comparison:
    """What `compare_footage` gives; ``settings`` keep the decoders of both files."""
    try:
        one, two = read_both(left, right, settings, tell)
    except NoPicture:
        return compare_by_sound(left, right, settings.jail, tell, __version__)
    tell("comparing", 0.0)
    plain = align_pictures(one.pictures, two.pictures)
    plain = replace(plain, stretches=bridge_gaps(one.pictures, two.pictures, plain.stretches))
    give_back_memory()
    sounds = Sounds(one, two, settings.jail)
    stretches = find_looks(one, two, plain, settings.jail, lambda: sounds.lines)
    give_back_memory()
    if asks_for_sound(stretches) and (tracks := sounds.tracks) is not None:
        stretches = settle_by_sound(Pair(one.pictures, two.pictures), stretches, *tracks)
    late = one.late - two.late
    stretches = hold_filled_start(stretches, one.pictures, two.pictures, late)
    placed = find_tilts(one, two, place_stretches(stretches, one.times, two.times), settings.jail)
    dark = [] if placed else _too_dark(one, two)
    kept = describe_kept(placed)
    with ThreadPoolExecutor(3) as pool:  # while the regions are looked for, which takes longest
        sound = pool.submit(compare_sound, one, two, placed, sounds)
        stills = pool.submit(_look_at_stills, one, two, placed, kept, settings.jail)
        recoloured = pool.submit(find_recolouring, one, two, placed)
        regions, undecided = find_region_changes(one, two, placed, settings.jail, tell)
        heard, unheard = sound.result()
    period = float(two.times.seconds) / len(two.times)
    cuts = [] if dark else without_filled_start(find_cuts(placed, one.times, two.times), late, period)
    cuts = without_held_end(cuts, one.pictures, two.times, two.runs_on)
    if placed and (tracks := sounds.tracks) is not None:
        cuts = with_sound_beneath(cuts, list(find_sound_beneath(*tracks, placed, period)))
    direction_stills, (finishes, unsampled) = stills.result()
    colours = recolouring_beside(recoloured.result(), regions, one, two, placed)
    colours, unseen = without_smothered(colours, regions, kept)
    edits = in_order([*cuts, *find_framing(placed), *colours, *finishes, *regions, *heard])
    direction = find_direction(one, two, kept, edits, direction_stills, settings.jail)
    edits, unread, reader = read_captions(one, two, kept, edits, settings.find_reader, settings.jail)
    tell("comparing", 1.0)
    return Comparison(
        left=one.footage,
        right=two.footage,
        related=bool(placed),
        coverage=measure_coverage(placed, one.times, two.times),
        kept=kept,
        edits=[*edits, *(find_container_changes(one.probe, two.probe) if placed else ())],
        direction=direction,
        not_examined=[*dark, *_unlooked(one, two), *undecided, *unseen, *unsampled, *unread, *unheard],
        settings=settings.as_record()
        | {"sandbox": {"left": one.sandbox, "right": two.sandbox}}
        | ({"text_reader": reader} if reader else {})
        | _reuse(one, two),
        version=__version__,
    )


def _look_at_stills(
    one: ReadSide, two: ReadSide, placed: Sequence[Placed], kept: Sequence[Kept], jail: JailSettings
) -> tuple[DirectionStills, tuple[list[Edit], list[NotExamined]]]:
    """What pictures at their full size tell: files are asked for them one after the other.

    Where detail was added or amplified, how much of it there is tells nothing of the direction.
    """
    stills, grain = read_direction_stills(one, two, kept, jail), find_grain(one, two, placed, jail)
    if grain[0]:
        stills = replace(stills, clues=[clue for clue in stills.clues if clue.evidence != "generation_loss"])
    return stills, grain


def _too_dark(one: ReadSide, two: ReadSide) -> list[NotExamined]:
    """What is said where pictures that tell nothing agree with nothing."""
    flat = is_flat(one.pictures) and is_flat(two.pictures)
    return [NotExamined(what="picture", why=TOO_DARK)] if flat else []


def _unlooked(one: ReadSide, two: ReadSide) -> list[NotExamined]:
    """What was looked for nowhere in these files."""
    long = () if is_looked_at(one, two) else (("turns by a few degrees", "the files are too long for it"),)
    return [NotExamined(what=what, why=why) for what, why in long]


def _reuse(one: ReadSide, two: ReadSide) -> dict[str, Any]:
    return {"stored_fingerprints": {"left": one.reuse, "right": two.reuse}} if one.reuse else {}
