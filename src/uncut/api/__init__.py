"""Uncut from Python: the functions that the command line calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uncut.lazy import import_on_use

if TYPE_CHECKING:
    from uncut.api.casework import compare_exhibits, read_exhibit, stored_comparison
    from uncut.api.dossiers import dossier_of_case, dossier_of_reports, dossier_of_result, record_dossier
    from uncut.api.explain import check_evidence_folder, write_evidence
    from uncut.api.files import InputKind, diff, kind_of_exhibit, kind_of_file, read, read_all
    from uncut.case import Case, verify_case

__all__ = [
    "Case",
    "InputKind",
    "check_evidence_folder",
    "compare_exhibits",
    "diff",
    "dossier_of_case",
    "dossier_of_reports",
    "dossier_of_result",
    "kind_of_exhibit",
    "kind_of_file",
    "read",
    "read_all",
    "read_exhibit",
    "record_dossier",
    "stored_comparison",
    "verify_case",
    "write_evidence",
]

_HOMES = (
    dict.fromkeys(("compare_exhibits", "read_exhibit", "stored_comparison"), "uncut.api.casework")
    | dict.fromkeys(
        ("dossier_of_case", "dossier_of_reports", "dossier_of_result", "record_dossier"), "uncut.api.dossiers"
    )
    | dict.fromkeys(("check_evidence_folder", "write_evidence"), "uncut.api.explain")
    | dict.fromkeys(("InputKind", "diff", "kind_of_exhibit", "kind_of_file", "read", "read_all"), "uncut.api.files")
    | dict.fromkeys(("Case", "verify_case"), "uncut.case")
)
"""Where each is imported from, when it is first asked for: what a comparison waits for needs few of them."""

__getattr__ = import_on_use(__name__, _HOMES)
