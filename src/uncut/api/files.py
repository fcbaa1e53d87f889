# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Compare two files, or read one. The rooms that do the work are imported when they are needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from uncut.errors import BadInput, KindsDiffer, UncutError

if TYPE_CHECKING:
    from uncut.footage.settings import CompareSettings
    from uncut.footage.stored import Shelf
    from uncut.jail import JailSettings
    from uncut.model.comparison import Comparison
    from uncut.model.report import Report
    from uncut.model.text_comparison import TextComparison
    from uncut.reports.proposals import ModelAddress

InputKind = Literal["footage", "text"]
Progress = Callable[[str, float], None]
"""Called with what is being done and the share done, 0..1; from any thread."""


def diff(
    left: str | Path,
    right: str | Path,
    *,
    jail: JailSettings | None = None,
    allow_cut_off: bool = False,
    quick: bool = False,
    fingerprints: str | Path | Shelf | None = None,
    progress: Progress | None = None,
) -> Comparison | TextComparison:
    """Every change between two versions of the same footage, or of the same text.

    Which of the two it is, the files' content decides, never their names.

    Parameters
    ----------
    left, right
        The two files. Neither is taken to be the original.
    jail
        Limits on the jailed processes that open the files, and whether a sandbox is demanded.
    allow_cut_off
        Whether footage that ends long before its container says is compared as far as it goes.
    quick
        Whether only key pictures and sound of footage are looked at, at a small part of the cost. Nothing is exact
        then, and `not_examined` says what was passed over. Texts are always compared whole.
    fingerprints
        A folder in which what was decoded of footage is kept for the next comparison of the same files; nothing is
        kept anywhere where it is not given. Who may write to it decides what a comparison sees.
    progress
        Told what is being done and how far it is.

    Raises
    ------
    BadInput
        A file is missing, empty, cut off, or neither footage nor text.
    KindsDiffer
        One is footage and the other a text.
    LimitExceeded, JailError
        A file asks for too much, or the jail could not do its work.
    """
    left, right = Path(left), Path(right)
    kinds = kind_of_file(left), kind_of_file(right)
    if kinds[0] != kinds[1]:
        raise KindsDiffer(
            f"{left} is {_in_words(kinds[0])} and {right} is {_in_words(kinds[1])}",
            todo="Compare two videos, or two texts",
        )
    if kinds[0] == "text":
        return _diff_texts(left, right, jail)
    from uncut.footage.settings import CompareSettings
    from uncut.jail import JailSettings

    settings = CompareSettings(jail or JailSettings(), allow_cut_off, shelf=_shelf(fingerprints))
    return _diff_footage(left, right, settings, quick, progress)


def read(
    path: str | Path,
    *,
    published: dt.date | str | None = None,
    publisher: str | None = None,
    jail: JailSettings | None = None,
    model: ModelAddress | None = None,
    progress: Progress | None = None,
) -> Report:
    """Who claims what in a report: a web page, a PDF, a Word file, a mail or a plain text.

    Parameters
    ----------
    path
        The report.
    published
        The day of publication, as a date or as ``2019-06-05``; wins over what the report says.
    publisher
        Who published it; wins over what the report says.
    jail
        Limits on the jailed process that opens the file, and whether a sandbox is demanded.
    model
        Where a language model is asked for more claims; without it, no connection is made. Of what it proposes only
        that is kept which stands in the text to the letter, marked as proposed.
    progress
        Told what is being done with a long text, and how far it is.

    Raises
    ------
    BadInput
        The file is missing, empty or no text, or ``published`` is no date.
    LimitExceeded, JailError
        The file asks for too much, or the jail could not do its work.
    """
    path = Path(path)
    day = parse_day(published)
    if kind_of_file(path) != "text":
        raise _not_a_text(path)
    from uncut.jail import JailSettings
    from uncut.reports import ReadOptions, read_report

    report = read_report(path, ReadOptions(published=day, publisher=publisher), jail or JailSettings(), progress)
    return _with_model(report, model) if model else report


def read_all(
    paths: Iterable[str | Path],
    *,
    published: dt.date | str | None = None,
    publisher: str | None = None,
    jail: JailSettings | None = None,
    model: ModelAddress | None = None,
    processes: int = 1,
) -> Iterator[tuple[Path, Report | UncutError]]:
    """`read` for many reports, in order; yields each path with its report.

    A file that cannot be read is yielded with the error instead, and stops no other. What is said about
    publication holds for all of them, and so does ``model``. More ``processes`` than one are started afresh, so a
    script that asks for them needs its ``if __name__ == "__main__":``.
    """
    from uncut.jail import JailSettings
    from uncut.reports import ReadOptions, read_reports, read_reports_side_by_side

    options = ReadOptions(published=parse_day(published), publisher=publisher)
    files, settings = map(Path, paths), jail or JailSettings()
    found = (
        read_reports_side_by_side(files, options, settings, processes)
        if processes > 1
        else read_reports(files, options, settings)
    )
    if model is None:
        return found
    return ((path, one if isinstance(one, UncutError) else _with_model(one, model)) for path, one in found)


def _not_a_text(path: Path) -> BadInput:
    from uncut.api.media import is_footage_head
    from uncut.reports.read.kinds import HEAD_BYTES, why_not_text

    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if is_footage_head(head):
        return BadInput(
            "this is a video or a sound file, and no report", where=str(path),
            todo="To compare two of them: uncut diff LEFT RIGHT",
        )  # fmt: skip
    what = why_not_text(head)
    with_controls = "Leave the file as it is, and read a copy that a text editor saved without them"
    todo = with_controls if "control characters" in what else "Reports are web pages, archives, PDF, DOCX, mail or text"
    return BadInput(what, where=str(path), todo=todo)


def _with_model(report: Report, model: ModelAddress) -> Report:
    from uncut.reports.proposals import ChatClient, with_proposals

    return with_proposals(report, ChatClient(model))


def kind_of_file(path: str | Path) -> InputKind:
    """What a file holds, by its first bytes. Raises `BadInput` where it is missing, empty or unreadable."""
    from uncut.reports.read.kinds import HEAD_BYTES, TEXT_KINDS, sniff_kind

    path = Path(path)
    if not path.exists():
        raise BadInput("there is no such file", where=str(path), todo="Check the name")
    if not path.is_file():
        raise BadInput("this is not a file", where=str(path), todo="Give a file, not a folder or device")
    try:
        with path.open("rb") as file:
            kind = sniff_kind(file.read(HEAD_BYTES))
    except OSError as error:
        raise BadInput(f"the file cannot be read ({error.strerror})", where=str(path)) from error
    if kind == "empty":
        raise BadInput("the file is empty", where=str(path), todo="Check how it was copied")
    return "text" if kind in TEXT_KINDS else "footage"


def kind_of_exhibit(path: str | Path) -> Literal["footage", "text", "other"]:
    """What an exhibit is kept as, by its first bytes; anything can be an exhibit."""
    from uncut.api.media import looks_like_footage
    from uncut.reports import looks_like_text

    path = Path(path)
    if not path.is_file():
        return "other"  # `Case.add` says what is wrong with it
    if looks_like_text(path):
        return "text"
    return "footage" if looks_like_footage(path) else "other"


def parse_day(day: dt.date | str | None) -> dt.date | None:
    """A day given as a date or as ISO 8601; raises `BadInput` for anything else."""
    if day is None or isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError as error:
        raise BadInput(f"{day!r} is not a date", todo="Write it as 2019-06-05") from error


def _diff_footage(
    left: Path, right: Path, settings: CompareSettings, quick: bool, progress: Progress | None
) -> Comparison:
    from uncut.jail import expect_unchanged

    with expect_unchanged(left, right):
        if quick:
            from uncut.footage import compare_quickly

            return compare_quickly(left, right, settings, progress)
        from uncut.footage import compare_footage

        return compare_footage(left, right, settings, progress)


def _shelf(fingerprints: str | Path | Shelf | None) -> Shelf | None:
    if not isinstance(fingerprints, str | Path):
        return fingerprints
    from uncut.footage.stored import FolderShelf

    return FolderShelf(Path(fingerprints))


def _diff_texts(left: Path, right: Path, jail: JailSettings | None) -> TextComparison:
    from uncut.jail import JailSettings
    from uncut.reports import ReadOptions, compare_texts

    return compare_texts(left, right, ReadOptions(), jail or JailSettings())


def _in_words(kind: InputKind) -> str:
    return "a text" if kind == "text" else "not a text"
