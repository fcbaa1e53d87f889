"""The demonstration from start to dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from uncut.api import Case, compare_exhibits, kind_of_exhibit, read_exhibit, record_dossier
from uncut.demo.edit import edit_pictures, edit_sound
from uncut.demo.media import decode_pictures, encode_footage, find_clip
from uncut.demo.plan import PLAN_FOR_CLIP, PLAN_FOR_GENERATED, Plan
from uncut.demo.sound import SAMPLE_RATE_HZ, make_sound
from uncut.demo.street import make_street
from uncut.errors import CaseExists

Tell = Callable[[str], None]

SEED = 20231009
ORIGINAL_QUALITY = 20
"""x264's constant rate factor of the original: hardly a loss."""
REPORT, REPUBLISHED = "report.html", "republished.html"


@dataclass(frozen=True)
class Material:
    """The files of the demonstration, as an investigator would receive them."""

    original: Path
    edited: Path
    report: Path
    republished: Path
    plan: Plan
    """What was done to the original."""


def run_demo(folder: Path, tell: Tell) -> Path:
    """Make the material, put it into a case, examine it, and write the dossier.

    Parameters
    ----------
    folder
        A new or empty folder; it gets ``material/``, ``case/`` and ``dossier.html``.
    tell
        Called with one line for each step.

    Returns
    -------
    Path
        The dossier.

    Raises
    ------
    CaseExists
        The folder is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseExists("the folder is not empty", where=str(folder), todo="Name a new one: uncut demo DIR")
    material = make_material(folder / "material", tell)
    case = Case.create(folder / "case", "Calder House, night of 9 October", who="Demonstration")
    return examine(case, material, folder / "dossier.html", tell)


def make_material(folder: Path, tell: Tell) -> Material:
    """The two videos and the two reports, in ``folder``."""
    folder.mkdir(parents=True)
    clip = find_clip()
    plan = PLAN_FOR_CLIP if clip else PLAN_FOR_GENERATED
    tell("Making the original: " + ("a time-lapse of towers at night (CC0)" if clip else "a generated night street"))
    material = Material(folder / "original.mp4", folder / "edited.mp4", folder / REPORT, folder / REPUBLISHED, plan)
    make_videos(material, clip)
    tell("Edited as a propagandist would: about a second cut, cropped, a region blurred, a word muted, encoded again")
    pages = resources.files("uncut.demo") / "pages"
    for path in (material.report, material.republished):
        path.write_text((pages / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    tell("Written about it: a report, and its republication by a second outlet")
    return material


def make_videos(material: Material, clip: Path | None) -> None:
    """Write the original, and the edited version made from the written original."""
    plan = material.plan
    sound = make_sound(plan.frames / plan.frame_rate, SEED)
    encode_footage(
        material.original,
        decode_pictures(clip) if clip else make_street(plan.frames),
        sound.samples,
        frame_rate=plan.frame_rate,
        quality=ORIGINAL_QUALITY,
    )
    encode_footage(
        material.edited,
        edit_pictures(decode_pictures(material.original), plan),
        edit_sound(sound.samples, plan, sound.words[plan.muted_word], SAMPLE_RATE_HZ),
        frame_rate=plan.frame_rate,
        quality=plan.quality,
    )


def examine(case: Case, material: Material, page: Path, tell: Tell) -> Path:
    """Compare, read, verify; the dossier goes to ``page``."""
    original, edited, report, republished = (
        case.add(path, kind=kind_of_exhibit(path), source=f"{source} (invented)")
        for path, source in (
            (material.original, "shared by dock workers"),
            (material.edited, "official channel of the Harbour Guard"),
            (material.report, "North Ledger"),
            (material.republished, "The Tidewater Post"),
        )
    )
    tell(f"Case with {len(case.exhibits())} exhibits: {case.folder}")
    tell("Comparing the two videos")
    compare_exhibits(case, original.id, edited.id)
    tell("Comparing the two reports")
    compare_exhibits(case, report.id, republished.id)
    for exhibit in (report, republished):
        tell(f"Reading {exhibit.name}: who claims what")
        read_exhibit(case, exhibit.id)
    tell("Writing the dossier")
    made = record_dossier(case, embed_videos=True)
    page.write_bytes(case.path_of(made).read_bytes())
    case.exported(made, page.name)
    found = case.verify()
    tell(f"Verified: {found.checked_files} files, {len(found.findings)} differences from their recorded hashes")
    tell("The dossier is ready; open it in a browser:")
    return page
