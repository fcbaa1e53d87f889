# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Compare and read exhibits of a case, and record what comes out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from uncut.api.files import Progress, diff, read
from uncut.case.layout import command_on, how_to_verify
from uncut.errors import CaseError, CaseTampered, UncutError, UnknownExhibit
from uncut.model.case import Derivative, Exhibit
from uncut.model.comparison import Comparison
from uncut.model.report import Report
from uncut.model.serialise import from_json, to_json
from uncut.model.text_comparison import TextComparison

if TYPE_CHECKING:
    from uncut.case import Case
    from uncut.jail import JailSettings

Result = TypeVar("Result", Comparison, TextComparison, Report)


def compare_exhibits(
    case: Case,
    left: str,
    right: str,
    *,
    jail: JailSettings | None = None,
    keep_fingerprints: bool = True,
    progress: Progress | None = None,
    when_unkept: Callable[[CaseError], None] | None = None,
) -> tuple[Comparison | TextComparison, Derivative]:
    """Compare two exhibits (by id, name or start of a hash) and record the comparison in the case.

    What was decoded of videos is kept in the case as well, and reused, unless ``keep_fingerprints`` is false. If that
    fails, ``when_unkept`` is told why; without it the error is raised, and the comparison is kept all the same.

    Raises what `uncut.diff` raises, `UnknownExhibit`, and `CaseTampered` where an original is not what was
    added.
    """
    from uncut.api.shelves import CaseShelf

    one, two = case.exhibit(left), case.exhibit(right)
    shelf = CaseShelf(case) if keep_fingerprints else None
    with _naming(case, one, two):
        result = diff(case.path_of(one), case.path_of(two), jail=jail, fingerprints=shelf, progress=progress)
    _expect_hash(case, one, result.left.sha256)
    _expect_hash(case, two, result.right.sha256)
    result = msgspec.structs.replace(
        result,
        left=msgspec.structs.replace(result.left, path=one.name),
        right=msgspec.structs.replace(result.right, path=two.name),
    )
    made = case.record(
        "comparison" if isinstance(result, Comparison) else "text-comparison",
        to_json(result),
        inputs=[one, two],
        arguments={"command": "compare", "left": one.id, "right": two.id, "settings": result.settings},
        sandbox=sandbox_of(result.settings, jail),
    )
    try:
        if shelf is not None:
            shelf.enter()
    except CaseError as error:
        if when_unkept is None:
            raise
        when_unkept(error)
    return result, made


def read_exhibit(
    case: Case,
    ref: str,
    *,
    published: dt.date | str | None = None,
    publisher: str | None = None,
    jail: JailSettings | None = None,
) -> tuple[Report, Derivative]:
    """Read an exhibit as a report and record it; raises as `uncut.read` and `compare_exhibits`."""
    exhibit = case.exhibit(ref)
    path = case.path_of(exhibit)
    with _naming(case, exhibit):
        report = read(path, published=published, publisher=publisher, jail=jail)
    _expect_hash(case, exhibit, report.document.sha256)
    report = msgspec.structs.replace(report, document=msgspec.structs.replace(report.document, path=exhibit.name))
    made = case.record(
        "report",
        to_json(report),
        inputs=[exhibit],
        arguments={
            "command": "read",
            "exhibit": exhibit.id,
            "published": str(published) if published else None,
            "publisher": publisher,
            "settings": report.settings,
        },
        sandbox=sandbox_of(report.settings, jail),
    )
    return report, made


@contextmanager
def _naming(case: Case, *exhibits: Exhibit) -> Iterator[None]:
    """Trouble with an exhibit's file tells the exhibit and the name that it came with, not where the case keeps it."""
    try:
        yield
    except UncutError as error:
        names = {str(case.path_of(one)): f"{one.id} ({one.name})" for one in exhibits}
        what, where = error.what, error.where
        for path, name in names.items():
            what, where = what.replace(path, name), where.replace(path, name)
        if (what, where) == (error.what, error.where):
            raise
        raise type(error)(what, where=where, todo=error.todo) from error


def stored_comparison(case: Case, ref: str) -> tuple[Comparison, Derivative]:
    """A comparison of videos that is kept in the case, by its id.

    Raises `UnknownExhibit` where there is none of that id, and `CaseTampered` where it is not what was recorded.
    """
    found = next((one for one in case.derivatives() if one.id == ref and one.kind == "comparison"), None)
    if found is None:
        raise UnknownExhibit(
            "the case holds no comparison of videos of that id",
            where=ref,
            todo=f"See: {command_on(case.folder, 'case list')}",
        )
    return load_result(case, found, Comparison), found


def load_result(case: Case, derivative: Derivative, wanted: type[Result]) -> Result:
    """A stored result; raises `CaseTampered` where it is not what was recorded."""
    path = case.path_of(derivative)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != derivative.output.sha256:
        raise CaseTampered(
            f"the stored result {derivative.id} was changed", where=str(path), todo=how_to_verify(case.folder)
        )
    return from_json(data, wanted)


def sandbox_of(settings: Mapping[str, Any], jail: JailSettings | None) -> str:
    """The level of the jail as a result's settings state it, else the level that this system reaches."""
    from uncut.jail import probe_sandbox

    stated = settings.get("sandbox")
    if stated is None:
        return probe_sandbox(jail).level
    levels = stated.values() if isinstance(stated, Mapping) else [stated]
    return ", ".join(sorted({str(level) for level in levels}))


def _expect_hash(case: Case, exhibit: Exhibit, sha256: str) -> None:
    if sha256 != exhibit.sha256:
        raise CaseTampered(
            f"the stored original {exhibit.id} is not what was added",
            where=str(case.path_of(exhibit)),
            todo=how_to_verify(case.folder),
        )
