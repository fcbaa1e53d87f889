"""Adding, recording, finding, and what strangers' files cannot do."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

import pytest

from uncut.case import Case
from uncut.errors import BadInput, CaseError, CaseExists, CaseTampered, NotACase, UnknownExhibit
from uncut.model.case import CaseInventory
from uncut.model.serialise import from_json, to_json

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def write(path: Path, content: bytes = b"bytes") -> Path:
    path.write_bytes(content)
    return path


def test_an_original_is_kept_under_its_hash_and_write_protected(case: Case, tmp_path: Path) -> None:
    exhibit = case.add(write(tmp_path / "a.txt", b"hello"), kind="text", source="desk", note="by mail")
    sha256 = hashlib.sha256(b"hello").hexdigest()
    kept = case.folder / "objects" / "sha256" / sha256[:2] / sha256[2:]
    assert case.path_of(exhibit) == kept
    assert kept.read_bytes() == b"hello"
    assert not kept.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert (exhibit.id, exhibit.sha256, exhibit.size_bytes, exhibit.name) == ("E1", sha256, 5, "a.txt")
    assert (exhibit.source, exhibit.note, exhibit.added_by) == ("desk", "by mail", "archivist")
    assert case.exhibits() == [exhibit]
    assert case.verify().findings == []


def test_the_same_bytes_again_are_logged_and_not_stored_twice(case: Case, tmp_path: Path) -> None:
    first = case.add(write(tmp_path / "a.txt"))
    again = case.add(write(tmp_path / "b.txt"), source="another desk")
    assert again == first
    assert case.exhibits() == [first]
    entry = case.log()[-1]
    assert (entry.action, entry.subject, entry.details["again"]["name"]) == ("received", "E1", "b.txt")
    assert case.verify().findings == []


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_adding_the_same_bytes_again_puts_a_damaged_original_back(case: Case, tmp_path: Path, damage: str) -> None:
    source = write(tmp_path / "a.txt")
    path = case.path_of(case.add(source))
    path.unlink()
    if damage == "altered":
        path.write_bytes(b"other")
    assert case.verify().findings
    case.add(source)
    assert case.log()[-1].details["restored"] is True
    assert case.verify().findings == []


def test_what_was_made_carries_all_that_is_needed_to_make_it_again(filled: Case) -> None:
    (made,) = filled.derivatives()
    assert made.inputs == [filled.exhibits()[0].sha256]
    assert made.arguments == {"a": 1.5}
    assert made.output.path == "derived/D1-report.json"
    assert made.output.sha256 == hashlib.sha256(b'{"claims": 3}').hexdigest()
    assert filled.path_of(made).read_bytes() == b'{"claims": 3}'


def test_a_writer_may_write_the_derivative_itself(filled: Case) -> None:
    made = filled.record(
        "dossier", lambda path: path.write_text("page"), inputs=[filled.derivatives()[0]], arguments={}, sandbox="none",
        suffix=".html",
    )  # fmt: skip
    assert made.output.path == "derived/D2-dossier.html"
    assert made.inputs == [filled.derivatives()[0].output.sha256]
    assert filled.path_of(made).read_text() == "page"


def test_a_writer_that_fails_leaves_the_case_as_it_was(filled: Case) -> None:
    before = filled.inventory()

    def fail(path: Path) -> None:
        path.write_text("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        filled.record("dossier", fail, inputs=[], arguments={}, sandbox="none")
    assert filled.inventory() == before
    assert filled.verify().findings == []


def test_the_inventory_survives_json(filled: Case) -> None:
    inventory = filled.inventory()
    assert from_json(to_json(inventory), CaseInventory) == inventory


def test_the_log_tells_who_did_what(filled: Case) -> None:
    filled.note("called the witness")
    assert [entry.action for entry in filled.log()] == ["created", "received", "received", "derived", "noted"]
    assert {entry.who for entry in filled.log()} == {"archivist"}


@pytest.mark.parametrize("ref", ["E2", "e2", "two.txt"])
def test_an_exhibit_is_found_by_id_and_name(filled: Case, ref: str) -> None:
    assert filled.exhibit(ref).name == "two.txt"


def test_an_exhibit_is_found_by_the_start_of_its_hash(filled: Case) -> None:
    wanted = filled.exhibits()[1]
    assert filled.exhibit(wanted.sha256[:8].upper()) == wanted


def test_a_name_that_fits_several_exhibits_is_an_error(case: Case, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    case.add(write(tmp_path / "a.txt", b"1"))
    case.add(write(tmp_path / "x" / "a.txt", b"2"))
    with pytest.raises(UnknownExhibit, match=r"fits several exhibits: E1 .*, E2 .*Give the id"):
        case.exhibit("a.txt")


def test_an_unknown_name_says_which_there_are(filled: Case) -> None:
    with pytest.raises(UnknownExhibit, match=r"no exhibit is called 'E9'.*There are E1 to E2"):
        filled.exhibit("E9")


def test_a_case_is_made_in_an_empty_folder_only(tmp_path: Path) -> None:
    write(tmp_path / "mine.txt")
    with pytest.raises(CaseExists, match="the folder is not empty"):
        Case.create(tmp_path, "T", who="me")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match=r"there is no case here.*uncut case new"):
        Case.open(tmp_path)


def test_another_sqlite_file_is_no_case(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(tmp_path / "case.sqlite")) as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(NotACase, match="not an Uncut case"):
        Case.open(tmp_path)


def test_without_a_name_a_case_can_be_read_and_not_added_to(filled: Case, tmp_path: Path) -> None:
    reader = Case.open(filled.folder)
    assert len(reader.exhibits()) == 2
    with pytest.raises(CaseError, match="nobody's name was given"):
        reader.add(write(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "this is not a file"),
        pytest.param(os.mkfifo, "this is not a file", marks=posix),
    ],
)
def test_what_is_no_file_is_refused_at_once(case: Case, tmp_path: Path, make: object, what: str) -> None:
    make(tmp_path / "odd")  # type: ignore[operator]
    with pytest.raises(BadInput, match=what):
        case.add(tmp_path / "odd")
    assert case.verify().findings == []


def test_a_file_of_the_case_is_not_added_to_it(case: Case) -> None:
    with pytest.raises(BadInput, match="already part of the case"):
        case.add(case.folder / "case.sqlite")


def test_a_file_that_grows_while_it_is_copied_is_refused(case: Case, tmp_path: Path) -> None:
    source = write(tmp_path / "a.bin", b"x" * 100)

    def grow(_done: int, _total: int) -> None:
        with source.open("ab") as stream:
            stream.write(b"y")

    with pytest.raises(BadInput, match="changed while it was copied"):
        case.add(source, progress=grow)
    assert case.exhibits() == []
    assert case.verify().findings == []


@posix
@pytest.mark.parametrize(
    "name",
    [b"line\nbreak.txt", b"\x1b[31mred.txt", b"latin-\xe9.txt", b"-rf", b"..", b"n" * 255, b"a\\b:c*?.txt"],
)
def test_strange_names_are_kept_as_text_and_harm_nothing(case: Case, tmp_path: Path, name: bytes) -> None:
    if name == b"..":
        pytest.skip("not a file name")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    try:
        write(path)
    except OSError:
        pytest.skip("this file system refuses the name")
    exhibit = case.add(path)
    assert exhibit.name == name.decode("utf-8", "backslashreplace")
    assert case.exhibit(exhibit.name) == exhibit
    assert case.verify().findings == []
    to_json(case.inventory())


@posix
def test_a_link_that_the_user_names_is_followed_to_its_file(case: Case, tmp_path: Path) -> None:
    write(tmp_path / "real.txt", b"real")
    (tmp_path / "link.txt").symlink_to("real.txt")
    kept = case.path_of(case.add(tmp_path / "link.txt"))
    assert not kept.is_symlink()
    assert kept.read_bytes() == b"real"


@posix
def test_a_stored_original_that_became_a_link_is_not_followed(filled: Case, tmp_path: Path) -> None:
    exhibit = filled.exhibits()[0]
    path = filled.path_of(exhibit)
    path.unlink()
    path.symlink_to(tmp_path / "one.txt")
    with pytest.raises(CaseTampered, match="missing or are a link"):
        filled.path_of(exhibit)


@posix
def test_an_objects_folder_that_became_a_link_is_not_written_through(case: Case, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    case.folder.joinpath("objects", "sha256").rmdir()
    case.folder.joinpath("objects", "sha256").symlink_to(outside)
    with pytest.raises(CaseError, match="is a link"):
        case.add(write(tmp_path / "a.txt"))
    assert list(outside.iterdir()) == []


def test_too_little_room_is_said_before_anything_is_copied(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("uncut.case.incoming.shutil.disk_usage", lambda _path: usage(9, 9, 2))
    with pytest.raises(CaseError, match="not enough room: 5 bytes are needed and 2 are free"):
        case.add(write(tmp_path / "a.txt"))
