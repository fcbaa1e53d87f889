"""Uncut from Python: the functions that the command line calls."""

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
