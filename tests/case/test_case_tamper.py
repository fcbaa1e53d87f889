"""Every kind of damage is named by verify, and nothing else is."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from uncut.case import Case, verify_case
from uncut.case.schema import opened
from uncut.case.verify_files import LEFT_OVER, LITTER
from uncut.errors import CaseTampered, NotACase


def run_sql(case: Case, *statements: str) -> None:
    """Change the tables as somebody would who drops the rules first."""
    with closing(sqlite3.connect(case.folder / "case.sqlite")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def findings(case: Case, **given: str) -> list[str]:
    return [f"{one.path}: {one.what}" for one in verify_case(case.folder, **given).findings]


def only(found: list[str], *words: str) -> None:
    """Assert that there is one finding, and that it says all of ``words``."""
    assert len(found) == 1, found
    for word in words:
        assert word in found[0]


def unprotect(path: Path) -> Path:
    path.chmod(path.stat().st_mode | stat.S_IWUSR)
    return path


def stored(case: Case) -> list[Path]:
    return [case.path_of(item) for item in (*case.exhibits(), *case.derivatives())]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_file_changed_by_one_byte_is_named(filled: Case, which: int) -> None:
    path = unprotect(stored(filled)[which])
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    path.chmod(0o444)
    only(findings(filled), path.relative_to(filled.folder).as_posix(), "the content was changed")


@pytest.mark.parametrize("which", [0, 2])
def test_a_missing_file_is_named(filled: Case, which: int) -> None:
    path = stored(filled)[which]
    path.unlink()
    only(findings(filled), path.relative_to(filled.folder).as_posix(), "is missing")


@pytest.mark.parametrize(
    "place", ["objects/sha256/ab/" + "0" * 62, "objects/note.txt", "derived/D9-report.json", "stray.txt"]
)
def test_a_file_that_nobody_recorded_is_named(filled: Case, place: str) -> None:
    path = filled.folder / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("planted")
    only(findings(filled), place, "nobody recorded this file")


def test_what_systems_leave_in_folders_is_no_finding(filled: Case) -> None:
    for name, starts in LITTER.items():
        (filled.folder / name).write_bytes(starts[0] + b"views")
        (filled.folder / "derived" / name).write_bytes(b"")
    (filled.folder / "objects" / "sha256" / "ab").mkdir()  # as an addition that was interrupted leaves it
    assert findings(filled) == []


@pytest.mark.parametrize("name", LITTER)
def test_nothing_else_passes_under_the_names_of_such_files(filled: Case, name: str) -> None:
    (filled.folder / name).write_bytes(b"a letter")
    only(findings(filled), f"{name}: nobody recorded this file")


def test_an_empty_folder_of_others_is_named(filled: Case) -> None:
    (filled.folder / "objects" / "mine").mkdir()
    only(findings(filled), "objects/mine: nobody recorded this folder")


def test_findings_name_the_exhibit_and_the_derivative(filled: Case) -> None:
    for path in stored(filled):
        path.unlink()
    assert {one.item for one in verify_case(filled.folder).findings} == {"E1 one.txt", "E2 two.txt", "D1 report"}


def test_a_leftover_is_named(filled: Case) -> None:
    (filled.folder / "objects" / "sha256" / "incoming-0.part").write_bytes(b"half")
    only(findings(filled), "incoming-0.part", LEFT_OVER)


def test_a_file_that_lost_its_protection_is_named(filled: Case) -> None:
    path = unprotect(stored(filled)[0])
    only(findings(filled), path.relative_to(filled.folder).as_posix(), "no longer write-protected")


def test_a_disk_that_keeps_no_permissions_is_one_finding(filled: Case) -> None:
    for path in stored(filled):
        unprotect(path)
    only(findings(filled), "none of the 3 stored files is write-protected")


def test_a_file_replaced_by_a_link_is_named(filled: Case, tmp_path: Path) -> None:
    path = stored(filled)[0]
    path.unlink()
    path.symlink_to(tmp_path / "one.txt")
    assert any("is no longer a file of its own" in one for one in findings(filled))


def test_a_folder_replaced_by_a_link_is_named(filled: Case, tmp_path: Path) -> None:
    shutil.move(filled.folder / "derived", tmp_path / "elsewhere")
    (filled.folder / "derived").symlink_to(tmp_path / "elsewhere")
    assert any(one.startswith("derived: is a link") for one in findings(filled))


ROWS = {
    "exhibit": ("DROP TRIGGER exhibits_no_update", "UPDATE exhibits SET source = 'nobody' WHERE id = 'E1'"),
    "exhibit gone": ("DROP TRIGGER exhibits_no_delete", "DELETE FROM exhibits WHERE id = 'E2'"),
    "derivative": ("DROP TRIGGER derivatives_no_update", "UPDATE derivatives SET arguments = '{\"a\":2.5}'"),
    "case": ("DROP TRIGGER cases_no_update", "UPDATE cases SET title = 'Another'"),
    "log": ("DROP TRIGGER log_no_update", "UPDATE log SET who = 'somebody' WHERE number = 2"),
    "log details": ("DROP TRIGGER log_no_update", "UPDATE log SET details = details || ' ' WHERE number = 2"),
    "log inside": ("DROP TRIGGER log_no_delete", "DELETE FROM log WHERE number = 2"),
    "log end": ("DROP TRIGGER log_no_delete", "DELETE FROM log WHERE number = 4"),
    "log all": ("DROP TRIGGER log_no_delete", "DELETE FROM log"),
}
SAID = {
    "exhibit": "the row E1 differs from the log in source",
    "exhibit gone": "E2 is in the log but its row is gone",
    "derivative": "the row D1 differs from the log in arguments",
    "case": "differs from the log in title",
    "log": "log entry 2 was altered",
    "log details": "log entry 2 was altered",
    "log inside": "entry 2 was removed",
    "log end": "the end of the log was cut off: 4 entries were counted, 3 are there",
    "log all": "the log is empty",
}


@pytest.mark.parametrize("kind", ROWS)
def test_an_altered_row_is_named_also_when_the_rule_was_put_back(filled: Case, kind: str) -> None:
    drop, change = ROWS[kind]
    name = drop.split()[-1]
    with closing(sqlite3.connect(filled.folder / "case.sqlite")) as connection:
        (rule,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    run_sql(filled, drop, change, rule)
    assert any(SAID[kind] in one for one in findings(filled)), findings(filled)
    assert not any("rule" in one for one in findings(filled))


def test_log_entries_in_another_order_are_named(filled: Case) -> None:
    run_sql(
        filled,
        "DROP TRIGGER log_no_update",
        "UPDATE log SET number = 99 WHERE number = 2",
        "UPDATE log SET number = 2 WHERE number = 3",
        "UPDATE log SET number = 3 WHERE number = 99",
    )
    found = findings(filled)
    assert any("log entry 2 was altered" in one for one in found)
    assert any("log entry 3 was altered" in one for one in found)


def test_a_row_that_no_entry_knows_is_named(filled: Case) -> None:
    run_sql(
        filled,
        "INSERT INTO exhibits SELECT 'E7', 'ab', name, 1, kind, NULL, NULL, added_at, added_by FROM exhibits LIMIT 1",
    )
    found = findings(filled)
    assert any("the row E7 is in no log entry" in one for one in found)
    assert any("the row E7 names an impossible file" in one for one in found)


def test_a_path_that_leaves_the_case_is_not_opened(filled: Case, tmp_path: Path) -> None:
    run_sql(filled, "DROP TRIGGER derivatives_no_update", "UPDATE derivatives SET path = '../one.txt'")
    assert any("names an impossible file" in one for one in findings(filled))
    with pytest.raises(CaseTampered, match="outside its folder"):
        filled.path_of(filled.derivatives()[0])


def test_a_dropped_rule_is_named(filled: Case) -> None:
    run_sql(filled, "DROP TRIGGER log_no_delete")
    only(findings(filled), "a rule that protects the case was removed: log_no_delete")


@pytest.mark.parametrize("table", ["cases", "exhibits", "derivatives", "log", "migrations"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1"])
def test_the_rules_refuse_changes(filled: Case, table: str, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        run_sql(filled, change.format(table))


def test_a_log_written_anew_is_found_by_the_head_written_down(filled: Case) -> None:
    head = filled.verify().log_head
    filled.note("later")
    assert findings(filled, log_head=head.upper()) == []
    assert any("the log does not hold the entry" in one for one in findings(filled, log_head="0" * 64))


def test_nothing_is_added_behind_a_cut_log(filled: Case) -> None:
    run_sql(filled, "DROP TRIGGER log_no_delete", "DELETE FROM log WHERE number = 4")
    with pytest.raises(CaseTampered, match="the end of the custody log was changed"):
        filled.note("later")


def logical(database: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [*connection.iterdump(), str(connection.execute("PRAGMA application_id").fetchone())]


def test_a_case_file_changed_by_one_byte_never_stops_verify_and_no_altered_value_passes(filled: Case) -> None:
    """Bytes that SQLite does not use may change unseen; what can be read from the file may not."""
    database = filled.folder / "case.sqlite"
    good, expected = database.read_bytes(), logical(database)
    chance = random.Random(7)
    places = sorted({*range(100), *chance.sample(range(len(good)), 300)})
    for at in places:
        bad = bytearray(good)
        bad[at] ^= 1 << chance.randrange(8)
        database.write_bytes(bad)
        if not findings(filled):
            assert logical(database) == expected, f"byte {at} altered a value unseen"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_ruined_case_file_is_a_finding(filled: Case, content: bytes) -> None:
    (filled.folder / "case.sqlite").write_bytes(content)
    result = verify_case(filled.folder)
    assert result.case is None
    assert any(one.path == "case.sqlite" for one in result.findings)


def test_a_folder_without_a_case_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="there is no case here"):
        verify_case(tmp_path)


def test_a_write_protected_case_can_be_verified(filled: Case) -> None:
    database = filled.folder / "case.sqlite"
    database.chmod(0o444)
    filled.folder.chmod(0o555)
    try:
        assert findings(filled) == []
    finally:
        filled.folder.chmod(0o755)


RECURSION = (
    "with recursive r(n) as (select 1 union all select n + 1 from r)"
    " select n number, 'a' at, 'b' who, 'c' action, 'd' subject, '{}' details, 'e' previous_sha256, 'f' sha256 from r"
)
ENDLESS = {
    "log": ("DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete", "ALTER TABLE log RENAME TO log_old",
            f"CREATE VIEW log AS {RECURSION}"),
    "cases": ("DROP TRIGGER cases_no_update", "DROP TRIGGER cases_no_delete", "ALTER TABLE cases RENAME TO cases_old",
              "CREATE VIEW cases AS " + RECURSION.replace("number, 'a' at", "id, 'a' title")),
    "endless_rule": (f"CREATE TRIGGER endless_rule BEFORE INSERT ON LOG BEGIN {RECURSION}; END",),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDLESS)
def test_what_would_run_without_end_is_named_and_not_run(filled: Case, name: str) -> None:
    with closing(sqlite3.connect(filled.folder / "case.sqlite")) as connection:
        for statement in ENDLESS[name]:
            connection.execute(statement)
    odd = "log_old" if name == "log" else "cases_old" if name == "cases" else name
    said = f"tables or rules are not as this program makes them ({odd})"
    found = findings(filled)
    assert f"case.sqlite: the case file is damaged or was altered: {said}" in found
    assert f"case.sqlite: a table or rule was added or altered: {name}" in found
    for use in (lambda: Case.open(filled.folder), filled.log, filled.inventory, lambda: filled.note("x")):
        with pytest.raises(CaseTampered, match=f"{re.escape(said)}. Run: uncut verify {filled.folder}$"):
            use()


def test_a_table_that_is_gone_is_named(filled: Case) -> None:
    run_sql(filled, "DROP TABLE head")
    assert any(
        "tables or rules are not as this program makes them (head is missing)" in one for one in findings(filled)
    )


def test_work_without_end_inside_the_tables_is_stopped(filled: Case) -> None:
    with (
        pytest.raises(CaseTampered, match="takes more work than its size explains"),
        opened(filled.folder / "case.sqlite") as connection,
    ):
        connection.execute(f"SELECT count(*) FROM ({RECURSION})").fetchone()


def test_a_damaged_row_says_where_and_what_to_do(filled: Case) -> None:
    run_sql(filled, "DROP TRIGGER log_no_update", "UPDATE log SET at = 'never' WHERE number = 2")
    with pytest.raises(CaseTampered, match=r"case\.sqlite: the custody log is damaged .* Run: uncut verify /"):
        filled.log()


@pytest.mark.parametrize("left", [b"", b"nothing of a database" * 500], ids=["emptied", "overwritten"])
def test_where_no_record_can_be_read_nobody_is_accused_of_not_recording(filled: Case, left: bytes) -> None:
    (filled.folder / "case.sqlite").write_bytes(left)
    found = findings(filled)
    assert any("no file could be checked" in one for one in found)
    assert not any("nobody recorded" in one for one in found)
