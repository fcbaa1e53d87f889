"""A case from the command line, from the first exhibit to the check of its dossier."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from uncut.case import Case
from uncut.case.connection import connect
from uncut.case.room import disk_full
from uncut.errors import UnreadableFootage
from uncut.model.serialise import json_schema

Run = Callable[..., Result]
Pair = tuple[Path, Path]
pytestmark = pytest.mark.usefixtures("doors")


@pytest.fixture
def folder(run: Run, tmp_path: Path, videos: Pair, texts: Pair) -> Path:
    place = tmp_path / "case"
    assert run("case", "new", place, "--title", "Convoy", "--by", "A. Archivist").exit_code == 0
    result = run("case", "add", place, *videos, *texts, "--source", "desk", "--by", "A. Archivist")
    assert result.exit_code == 0, result.stderr
    return place


def test_what_was_added_is_told_and_kept(run: Run, folder: Path) -> None:
    assert [(one.id, one.name, one.kind) for one in Case.open(folder).exhibits()] == [
        ("E1", "left.mp4", "footage"),
        ("E2", "right.mp4", "footage"),
        ("E3", "left.txt", "text"),
        ("E4", "right.txt", "text"),
    ]
    shown = run("case", "list", folder).stdout
    assert "Convoy" in shown
    assert "right.txt" in shown


def test_the_list_as_json(run: Run, folder: Path) -> None:
    inventory = json.loads(run("case", "list", folder, "--json", "-").stdout)
    jsonschema.validate(inventory, json_schema("case"))
    assert len(inventory["exhibits"]) == 4


def test_the_whole_way_to_a_dossier(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("case", "compare", folder, "E1", "right.mp4").exit_code == 1
    assert run("case", "compare", folder, "E3", "E4").exit_code == 1
    assert run("case", "read", folder, "E3", "--published", "2019-06-05").exit_code == 0
    made = run("case", "dossier", folder, "-o", tmp_path / "dossier.html")
    assert made.exit_code == 0, made.stderr
    assert "left.mp4" in (tmp_path / "dossier.html").read_text()
    case = Case.open(folder)
    assert [one.kind for one in case.derivatives()] == ["comparison", "text-comparison", "report", "dossier"]
    assert case.log()[-1].action == "exported"
    assert run("verify", folder).exit_code == 0


def test_a_kept_comparison_names_exhibits_and_not_places(run: Run, folder: Path) -> None:
    run("case", "compare", folder, "E1", "E2")
    case = Case.open(folder)
    (made,) = case.derivatives()
    stored = json.loads(case.path_of(made).read_bytes())
    assert (stored["left"]["path"], stored["right"]["path"]) == ("left.mp4", "right.mp4")
    assert made.inputs == [one.sha256 for one in case.exhibits()[:2]]
    assert made.arguments["left"] == "E1"
    assert made.sandbox == "rlimits"


def test_trouble_with_exhibits_names_them_and_not_places(run: Run, folder: Path, doors: dict[str, Any]) -> None:
    mixed = run("case", "compare", folder, "E1", "E3")
    assert (mixed.exit_code, mixed.stderr) == (
        2, "uncut: E1 (left.mp4) is not a text and E3 (left.txt) is a text. Compare two videos, or two texts\n",
    )  # fmt: skip
    case = Case.open(folder)
    doors["raise"] = UnreadableFootage("it is broken", where=str(case.path_of(case.exhibit("E2"))), todo="Get it again")
    broken = run("case", "compare", folder, "E1", "E2")
    assert broken.stderr.endswith("uncut: E2 (right.mp4): it is broken. Get it again\n")


def test_an_original_that_was_changed_is_not_compared(run: Run, folder: Path, doors: dict[str, Any]) -> None:
    case = Case.open(folder)
    path = case.path_of(case.exhibits()[0])
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    result = run("case", "compare", folder, "E1", "E2")
    assert result.exit_code == 2
    assert "the stored original E1 is not what was added" in result.stderr
    assert case.derivatives() == []


def test_verify_names_a_changed_file_with_status_1_also_when_quiet(run: Run, folder: Path) -> None:
    case = Case.open(folder)
    path = case.path_of(case.exhibits()[2])
    path.chmod(0o644)
    path.write_bytes(b"other")
    path.chmod(0o444)
    result = run("verify", folder, "--quiet")
    assert result.exit_code == 1
    place = path.relative_to(folder).as_posix()
    assert result.stdout.startswith(f"E3 left.txt ({place}): the content was changed: its hash is now ")
    assert len(result.stdout.splitlines()) == 1
    told = run("verify", folder).stdout.splitlines()
    assert told[1:3] == ["The case is not as it was recorded: 1 finding.", "Case      Convoy"]


def test_verify_as_json(run: Run, folder: Path) -> None:
    found = json.loads(run("verify", folder, "--json", "-").stdout)
    jsonschema.validate(found, json_schema("verification"))
    assert (found["findings"], found["checked_files"]) == ([], 4)


def test_verify_takes_the_head_written_down(run: Run, folder: Path) -> None:
    head = json.loads(run("verify", folder, "--json", "-").stdout)["log_head"]
    run("case", "note", folder, "later", "--by", "me")
    assert run("verify", folder, "--head", head).exit_code == 0
    assert run("verify", folder, "--head", "0" * 64).exit_code == 1


def test_verify_writes_nothing_and_case_verify_enters_it(run: Run, folder: Path) -> None:
    before = (folder / "case.sqlite").read_bytes()
    run("verify", folder)
    assert (folder / "case.sqlite").read_bytes() == before
    assert run("case", "verify", folder, "--by", "me").exit_code == 0
    assert Case.open(folder).log()[-1].action == "verified"


def test_the_log_shows_notes_and_its_head(run: Run, folder: Path) -> None:
    run("case", "note", folder, "called\x1b the witness", "--by", "me")
    shown = run("case", "log", folder).stdout
    assert "called⟨U+001B⟩ the" in shown
    assert Case.open(folder).log()[-1].sha256 in shown


def test_the_log_of_a_forged_case_says_so_with_status_1(run: Run, folder: Path) -> None:
    run("case", "note", folder, "seen", "--by", "A. Archivist")
    assert run("case", "log", folder).exit_code == 0
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection:
        (rule,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'log_no_update'").fetchone()
        connection.execute("DROP TRIGGER log_no_update")
        connection.execute("UPDATE log SET who = 'Somebody Else' WHERE number = 2")
        connection.execute(rule)
        connection.commit()
    result = run("case", "log", folder)
    assert result.exit_code == 1
    assert "uncut: log entry 2 was altered" in result.stderr
    assert "Somebody Else" in result.stdout


def test_a_result_is_not_written_into_the_case(run: Run, folder: Path) -> None:
    result = run("case", "list", folder, "--json", folder / "derived" / "x.json")
    assert result.exit_code == 2
    assert "not written into a case" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["compare", "{}", "E1", "E9"], "no exhibit is called 'E9'"),
        (["list", "{}/none"], "there is no case here"),
        (["new", "{}"], "the folder is not empty"),
        (["add", "{}", "none.mp4"], "there is no such file"),
        (["note", "{}", " "], "a text is needed"),
    ],
)
def test_trouble_is_one_line(run: Run, folder: Path, args: list[str], words: str) -> None:
    result = run("case", *(one.format(folder) for one in args))
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("uncut: ")
    assert words in line


def test_a_kept_comparison_is_written_for_other_programs(run: Run, folder: Path, tmp_path: Path) -> None:
    run("case", "compare", folder, "E1", "E2")
    made = run("case", "export", folder, "D1", "--edl", tmp_path / "a.edl", "--csv", tmp_path / "a.csv")
    assert made.exit_code == 0, made.stderr
    assert (tmp_path / "a.edl").read_text().startswith("TITLE: left.mp4 and right.mp4\n")
    assert [(one.action, one.details["name"]) for one in Case.open(folder).log()[-2:]] == [
        ("exported", "a.edl"), ("exported", "a.csv"),
    ]  # fmt: skip


def test_only_a_comparison_of_videos_can_be_written_for_them(run: Run, folder: Path, tmp_path: Path) -> None:
    run("case", "compare", folder, "E3", "E4")
    refused = run("case", "export", folder, "D1", "--edl", tmp_path / "a.edl")
    assert refused.exit_code == 2
    assert "D1: the case holds no comparison of videos of that id" in refused.stderr
    assert "say what to write" in run("case", "export", folder, "D1").stderr


def test_the_check_that_the_dossier_gives_passes_although_the_log_went_on(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    page = tmp_path / "dossier.html"
    assert run("case", "dossier", folder, "-o", page, "--by", "me").exit_code == 0
    command = next(one for one in re.findall("<code>(.*?)</code>", page.read_text()) if "uncut verify" in one)
    assert run(*command.replace("CASE-FOLDER", str(folder)).split()[1:]).exit_code == 0
    assert Case.open(folder).log()[-1].sha256 not in command


@pytest.mark.parametrize(
    ("name", "words"),
    [("left.mp4", "there is a file that Uncut did not write"), ("right.txt", "this file is the exhibit E4")],
)
def test_no_dossier_is_written_over_an_original(run: Run, folder: Path, tmp_path: Path, name: str, words: str) -> None:
    before = (tmp_path / name).read_bytes()
    result = run("case", "dossier", folder, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr == f"uncut: {tmp_path / name}: {words}. Give another name, or move that file away\n"
    assert (tmp_path / name).read_bytes() == before
    assert Case.open(folder).derivatives() == []


def test_a_dossier_replaces_an_earlier_one(run: Run, folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("case", "dossier", folder, "-o", tmp_path / "d.html", "--by", "me").exit_code == 0


def test_a_dossier_of_a_changed_original_warns_with_status_1_and_shows_none_of_it(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("case", "compare", folder, "E1", "E2")
    case = Case.open(folder)
    changed = case.path_of(case.exhibits()[0])
    changed.chmod(0o644)
    changed.write_bytes(changed.read_bytes() + b"x")
    changed.chmod(0o444)
    opened: list[Path] = []
    monkeypatch.setattr("uncut.footage.decode.grab_stills", lambda path, *_args, **_settings: opened.append(path) or [])
    made = run("case", "dossier", folder, "-o", tmp_path / "d.html", "--embed-videos", "--by", "me")
    assert made.exit_code == 1
    said = f"uncut: the case is not as it was recorded (1 finding), and the dossier says so. Run: uncut verify {folder}"
    assert made.stderr.splitlines()[-1] == said
    assert "the content was changed" in (tmp_path / "d.html").read_text()
    assert opened == [case.path_of(case.exhibits()[1])]


def test_the_same_bytes_again_are_told(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.mp4").write_bytes((tmp_path / "right.mp4").read_bytes())
    case = Case.open(folder)
    told = run("case", "add", folder, tmp_path / "copy.mp4", "--by", "me").stderr
    same = "these are the same bytes as E2 (right.mp4): kept once; the name and source given now stand in the log"
    assert told.splitlines()[-1] == f"uncut: {same}. SHA-256 {case.exhibits()[1].sha256}"
    case.path_of(case.exhibits()[1]).unlink()
    told = run("case", "add", folder, tmp_path / "copy.mp4", "--by", "me").stderr
    assert f"{same}; the stored original was damaged and is put back. SHA-256" in told


def test_a_note_is_confirmed(run: Run, folder: Path) -> None:
    assert run("case", "note", folder, "called", "--by", "me").stderr == "uncut: entry 6 of the log, by me\n"
    assert run("case", "note", folder, "called", "--by", "me", "--quiet").stderr == ""


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables take no further page."""

    def connect_full(*args: Any, **settings: Any) -> Any:
        connection = connect(*args, **settings)
        connection.execute("PRAGMA max_page_count = 1")  # no less than there are
        return connection

    monkeypatch.setattr("uncut.case.schema.connect", connect_full)


def test_a_full_disk_is_called_one(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full(monkeypatch)
    said = (
        f"uncut: {folder / 'case.sqlite'}: the disk is full, and this step was not kept. What was done before it stays."
    )
    noted = run("case", "note", folder, "x" * 20_000, "--by", "me")
    assert (noted.exit_code, noted.stderr) == (2, f"{said} Make room\n")
    monkeypatch.undo()
    assert Case.open(folder).verify().findings == []


def test_a_check_is_told_although_the_log_cannot_take_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise disk_full(folder)

    monkeypatch.setattr(Case, "verified", refuse)
    checked = run("case", "verify", folder, "--by", "me")
    assert checked.exit_code == 2
    assert "Everything is as it was recorded." in checked.stdout
    assert "the disk is full" in checked.stderr


def test_a_file_that_finds_no_room_is_named_and_those_before_stay(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path) -> None:
        if path.stat().st_size > 100:
            raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "small.bin").write_bytes(b"small")
    (tmp_path / "large.bin").write_bytes(b"large" * 100)
    monkeypatch.setattr("uncut.case.incoming._make_durable", no_room)
    added = run("case", "add", folder, tmp_path / "small.bin", tmp_path / "large.bin", "--by", "me")
    assert added.exit_code == 2
    assert added.stderr.splitlines()[-1] == (
        f"uncut: {folder / 'objects' / 'sha256'}: the disk is full, and large.bin was not added. "
        "What was done before it stays. Make room"
    )
    assert [one.name for one in Case.open(folder).exhibits()][4:] == ["small.bin"]


def test_a_comparison_whose_fingerprints_find_no_room_is_kept_and_shown(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_shelf: object) -> None:
        raise disk_full(folder, "this result was not kept")

    monkeypatch.setattr("uncut.api.shelves.CaseShelf.enter", no_room)
    compared = run("case", "compare", folder, "E1", "E2", "--by", "me")
    assert compared.exit_code == 1
    assert "are removed at 0:41" in compared.stdout
    assert "uncut: kept as D1\n" in compared.stderr
    assert "what was decoded of the videos is not kept, and is decoded again next time: " in compared.stderr
    assert "the disk is full" in compared.stderr


def test_a_case_that_cannot_be_made_leaves_no_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("uncut.case.store.create_tables", no_room)
    made = run("case", "new", tmp_path / "new", "--by", "me")
    assert made.stderr.startswith(f"uncut: {tmp_path / 'new'}: the disk is full, and this step was not kept.")
    assert not (tmp_path / "new").exists()


def test_the_log_gives_the_hash_of_a_copy_on_a_line_of_its_own(run: Run, folder: Path, tmp_path: Path) -> None:
    run("case", "dossier", folder, "-o", tmp_path / "d.html", "--by", "me")
    digest = hashlib.sha256((tmp_path / "d.html").read_bytes()).hexdigest()
    lines = run("case", "log", folder).stdout.splitlines()
    assert lines[-4:-1] == [
        "Copies that left the case, and the SHA-256 of each", "  No. 7: D1, a copy left as d.html", f"  {digest}"
    ]  # fmt: skip
    assert "{" not in "".join(lines)


def test_who_works_can_be_said_once(run: Run, folder: Path) -> None:
    said = {"UNCUT_BY": "A. Archivist"}
    assert run("case", "note", folder, "x", env=said).stderr == "uncut: entry 6 of the log, by A. Archivist\n"
    assert run("case", "note", folder, "x", "--by", "me", env=said).stderr == "uncut: entry 7 of the log, by me\n"


def test_what_to_run_is_given_so_that_it_can_be_typed(run: Run, folder: Path) -> None:
    spaced = folder.rename(folder.with_name("my case"))
    wrong = run("case", "compare", spaced, "E1", "E9").stderr
    assert wrong.endswith(f"There are E1 to E4; see: uncut case list '{spaced}'\n")
    Case.open(spaced).path_of(Case.open(spaced).exhibits()[0]).unlink()
    wrong = run("case", "compare", spaced, "E1", "E2", "--by", "me").stderr
    assert wrong.endswith(f"Run: uncut verify '{spaced}'\n")
