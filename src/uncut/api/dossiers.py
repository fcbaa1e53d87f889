# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Put a dossier together: results, their pictures, and the case they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from uncut.api.casework import load_result
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
) -> Dossier:
    """The dossier of one result. ``files`` tells where the bytes of each SHA-256 lie, for the pictures."""
    from uncut.dossier import Dossier

    return Dossier(
        title=title,
        comparisons=[_with_stills(result, files, jail)] if isinstance(result, Comparison) else [],
        text_comparisons=[result] if isinstance(result, TextComparison) else [],
        reports=[result] if isinstance(result, Report) else [],
        made_at=dt.datetime.now(dt.UTC),
        version=__version__,
    )


def dossier_of_reports(reports: Sequence[Report], *, title: str) -> Dossier:
    """The dossier of several reports."""
    from uncut.dossier import Dossier

    return Dossier(title=title, reports=reports, made_at=dt.datetime.now(dt.UTC), version=__version__)


def dossier_of_case(case: Case, *, jail: JailSettings | None = None) -> Dossier:
    """The dossier of a case: the latest result of each kind for the same exhibits, and the custody log.

    Raises `CaseTampered` where a result or an original is not what was recorded.
    """
    from uncut.dossier import Dossier

    files = {one.sha256: case.path_of(one) for one in case.exhibits()}
    latest = {(one.kind, tuple(one.inputs)): one for one in case.derivatives()}.values()
    return Dossier(
        title=case.facts.title,
        comparisons=[
            _with_stills(load_result(case, one, Comparison), files, jail) for one in latest if one.kind == "comparison"
        ],
        text_comparisons=[load_result(case, one, TextComparison) for one in latest if one.kind == "text-comparison"],
        reports=[load_result(case, one, Report) for one in latest if one.kind == "report"],
        inventory=case.inventory(),
        verification=case.verify(),
        made_at=dt.datetime.now(dt.UTC),
        version=__version__,
    )


def record_dossier(case: Case, *, jail: JailSettings | None = None) -> Derivative:
    """Make the dossier of a case and keep it there."""
    from uncut.dossier import write_dossier_html
    from uncut.jail import JailSettings, probe_sandbox

    jail = jail or JailSettings()
    dossier = dossier_of_case(case, jail=jail)
    return case.record(
        "dossier",
        lambda path: write_dossier_html(dossier, path),
        inputs=[*case.exhibits(), *(one for one in case.derivatives() if one.kind != "dossier")],
        arguments={"command": "dossier"},
        sandbox=probe_sandbox(jail).level,
        suffix=".html",
    )


def _with_stills(comparison: Comparison, files: Mapping[str, Path], jail: JailSettings | None) -> ComparisonPart:
    """The comparison with the pictures of its edits, decoded in the jail."""
    from uncut.dossier import STILL_WIDTH_PX, ComparisonPart, collect_stills
    from uncut.footage.decode import grab_stills

    sides = {"left": comparison.left, "right": comparison.right}

    def grab(side: str, times: list[Fraction]) -> Sequence[npt.NDArray[np.uint8]]:
        path = files.get(sides[side].sha256)
        return grab_stills(path, times, width=STILL_WIDTH_PX, settings=jail) if path else []

    return ComparisonPart(comparison, collect_stills(comparison, grab))
