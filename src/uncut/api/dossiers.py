# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Put a dossier together: results, their pictures, and the case they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from uncut.api.casework import load_result
from uncut.case.verify_files import CHANGED
from uncut.model.comparison import Comparison
from uncut.model.report import Report
from uncut.model.text_comparison import TextComparison
from uncut.version import __version__

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from uncut.case import Case
    from uncut.dossier import ComparisonPart, Dossier
    from uncut.jail import JailSettings
    from uncut.model.case import Derivative


def dossier_of_result(
    result: Comparison | TextComparison | Report,
    *,
    title: str,
    files: Mapping[str, Path],
    jail: JailSettings | None = None,
    folder: Path | None = None,
    embed_videos: bool = False,
) -> Dossier:
    """The dossier of one result.

    Parameters
    ----------
    title
        Its heading.
    files
        Where the bytes of each SHA-256 lie, for the pictures and the players.
    jail
        The jail's limits.
    folder
        Where the page will lie; videos in it or below it are played from there.
    embed_videos
        Put small videos into the page.
    """
    from uncut.dossier import Dossier

    videos = _Videos(folder, None, embed_videos)
    return Dossier(
        title=title,
        comparisons=[_with_pictures(result, files, jail, videos)] if isinstance(result, Comparison) else [],
        text_comparisons=[result] if isinstance(result, TextComparison) else [],
        reports=[result] if isinstance(result, Report) else [],
        made_at=dt.datetime.now(dt.UTC),
        version=__version__,
    )


def dossier_of_reports(reports: Sequence[Report], *, title: str) -> Dossier:
    """The dossier of several reports."""
    from uncut.dossier import Dossier

    return Dossier(title=title, reports=reports, made_at=dt.datetime.now(dt.UTC), version=__version__)


def dossier_of_case(case: Case, *, jail: JailSettings | None = None, embed_videos: bool = False) -> Dossier:
    """The dossier of a case: the latest result of each kind for the same exhibits, and the custody log.

    Small videos are put into the page with ``embed_videos``. What does not match its record stands in the page and in
    `Dossier.verification`; of an original that was changed there are no pictures. Raises `CaseTampered` where an
    original is missing or a result was changed.
    """
    from uncut.dossier import Dossier

    verification = case.verify()
    faulty = {case.folder / one.path for one in verification.findings if one.what.startswith(CHANGED)}
    paths = {one.sha256: case.path_of(one) for one in case.exhibits()}
    files = {sha256: path for sha256, path in paths.items() if path not in faulty}
    videos = _Videos(case.folder / "derived", case.folder, embed_videos)
    latest = {(one.kind, tuple(one.inputs)): one for one in case.derivatives()}.values()
    return Dossier(
        title=case.facts.title,
        comparisons=[
            _with_pictures(load_result(case, one, Comparison), files, jail, videos)
            for one in latest
            if one.kind == "comparison"
        ],
        text_comparisons=[load_result(case, one, TextComparison) for one in latest if one.kind == "text-comparison"],
        reports=[load_result(case, one, Report) for one in latest if one.kind == "report"],
        inventory=case.inventory(),
        verification=verification,
        made_at=dt.datetime.now(dt.UTC),
        version=__version__,
    )


def record_dossier(
    case: Case, dossier: Dossier | None = None, *, jail: JailSettings | None = None, embed_videos: bool = False
) -> Derivative:
    """Keep the ``dossier`` of a case there; without one, that which `dossier_of_case` makes."""
    from uncut.dossier import write_dossier_html
    from uncut.jail import JailSettings, probe_sandbox

    jail = jail or JailSettings()
    page = dossier or dossier_of_case(case, jail=jail, embed_videos=embed_videos)
    return case.record(
        "dossier",
        lambda path: write_dossier_html(page, path),
        inputs=[*case.exhibits(), *(one for one in case.derivatives() if one.kind not in ("dossier", "fingerprints"))],
        arguments={"command": "dossier"},
        sandbox=probe_sandbox(jail).level,
        suffix=".html",
    )


@dataclass(frozen=True)
class _Videos:
    """How a page comes to its videos, as `video_addresses` takes it."""

    folder: Path | None
    within: Path | None
    embed: bool


def _with_pictures(
    comparison: Comparison, files: Mapping[str, Path], jail: JailSettings | None, videos: _Videos
) -> ComparisonPart:
    """The comparison with the pictures of its edits, decoded in the jail, and the addresses of its videos."""
    from uncut.api.playable import video_addresses
    from uncut.dossier import STILL_WIDTH_PX, ComparisonPart, collect_stills
    from uncut.footage.decode import grab_stills

    sides = {"left": comparison.left, "right": comparison.right}

    def grab(side: str, times: list[Fraction]) -> Sequence[npt.NDArray[np.uint8]]:
        path = files.get(sides[side].sha256)
        return grab_stills(path, times, width=STILL_WIDTH_PX, settings=jail) if path else []

    addresses = video_addresses(comparison, files, folder=videos.folder, within=videos.within, embed=videos.embed)
    return ComparisonPart(comparison, collect_stills(comparison, grab), addresses)
