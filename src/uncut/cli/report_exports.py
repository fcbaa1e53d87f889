# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""The formats in which `uncut read` hands its findings to other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from uncut.cli.options import FILE
from uncut.cli.output import check_folder, check_targets, write_result

if TYPE_CHECKING:
    from uncut.model.report import Report

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class ExportTargets:
    """Where each format goes; ``None`` for one that is not wanted."""

    csv_to: Path | None = None
    annotations_to: Path | None = None
    ftm_to: Path | None = None
    claimreview_to: Path | None = None

    @property
    def wanted(self) -> bool:
        """Whether any format is."""
        return any((self.csv_to, *self.files))

    @property
    def files(self) -> tuple[Path | None, ...]:
        """The targets that are files."""
        return self.annotations_to, self.ftm_to, self.claimreview_to

    def check(self, others: Iterable[Path | None], inputs: Sequence[Path]) -> None:
        """Before any work: raise `BadInput` where a result could not be written."""
        check_targets([*others, *self.files], inputs)
        if self.csv_to is not None:
            check_folder(self.csv_to)

    def write(self, reports: Sequence[Report]) -> None:
        """Write every format that is wanted."""
        from uncut.dossier import export_annotations, export_claim_reviews, export_csv, export_followthemoney

        if self.csv_to is not None:
            self.csv_to.mkdir(exist_ok=True)
            for name, table in export_csv(reports).items():
                write_result(self.csv_to / name, table)
        for target, export in (
            (self.annotations_to, export_annotations),
            (self.ftm_to, export_followthemoney),
            (self.claimreview_to, export_claim_reviews),
        ):
            if target is not None:
                write_result(target, export(reports))


def export_options(command: Decorated) -> Decorated:
    """``--csv``, ``--annotations``, ``--ftm`` and ``--claimreview``."""
    for option in (
        click.option("--claimreview", "claimreview_to", type=FILE, metavar="FILE", help="Write ClaimReview stubs."),
        click.option("--ftm", "ftm_to", type=FILE, metavar="FILE", help="Write FollowTheMoney entities."),
        click.option("--annotations", "annotations_to", type=FILE, metavar="FILE", help="Write W3C Web Annotations."),
        click.option("--csv", "csv_to", type=FILE, metavar="DIR", help="Write tables of claims, events and ties."),
    ):
        command = option(command)
    return command
