"""Reports as they are read, nothing replaced: one on the screen, several and folders by one command, every format."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TOLD = "The Defence Ministry said that rebels had left {place}. A spokesman denied that soldiers were killed.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    (made / "more").mkdir(parents=True)
    (made / "a.txt").write_text(TOLD.format(place="Orsa"))
    (made / "b.txt").write_text(TOLD.format(place="Halvern"))
    (made / "more" / "a.txt").write_text(TOLD.format(place="Kesten"))
    (made / ".hidden").write_text("not read")
    return made


def test_a_folder_is_read_into_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("read", folder, "--json", tmp_path / "out")
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["a.txt-2.json", "a.txt.json", "b.txt.json"]
    texts = [json.loads((tmp_path / "out" / name).read_bytes())["document"]["text"] for name in names]
    assert [("Kesten" in texts[0]), ("Orsa" in texts[1]), ("Halvern" in texts[2])] == [True] * 3
    assert len(result.stdout.splitlines()) == 3
    assert "2 claims" in result.stdout


def test_several_files_as_json_lines(run: Run, folder: Path) -> None:
    result = run("read", folder / "a.txt", folder / "b.txt", "--json", "-", "--published", "2019-06-05")
    read = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(one["document"]["path"]).name for one in read] == ["a.txt", "b.txt"]
    assert {one["document"]["published"]["basis"] for one in read} == {"given"}


def test_a_file_that_cannot_be_read_stops_no_other(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "aa.bin").write_bytes(b"\x00\x01\x02" * 99)
    result = run("read", folder, "--json", tmp_path / "out", "--quiet")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "aa.bin: this is not a text" in result.stderr
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_every_format_of_several_reports(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    formats = [
        "--csv",
        out / "tables",
        "--annotations",
        out / "a.json",
        "--ftm",
        out / "f.json",
        "--claimreview",
        out / "r.json",
    ]
    assert run("read", folder, *formats, "--html", out / "d.html", "--quiet").exit_code == 0
    with (out / "tables" / "claims.csv").open(newline="", encoding="utf-8-sig") as table:
        rows = list(csv.DictReader(table))
    assert len({row["sha256"] for row in rows}) == 3
    assert {path.name for path in (out / "tables").iterdir()} == {"claims.csv", "events.csv", "ties.csv"}
    assert json.loads((out / "a.json").read_bytes())["type"] == "AnnotationCollection"
    assert all(json.loads(line)["schema"] for line in (out / "f.json").read_text().splitlines())
    assert json.loads((out / "r.json").read_bytes())["@graph"]
    assert (out / "d.html").read_text().count('class="part"') >= 3


def test_every_format_of_one_report(run: Run, folder: Path, tmp_path: Path) -> None:
    for flag, name in (("--csv", "tables"), ("--annotations", "a"), ("--ftm", "f"), ("--claimreview", "r")):
        assert run("read", folder / "a.txt", flag, tmp_path / name, "--quiet").exit_code == 0
        assert (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--json", "{reports}/a.txt"], "this is a file"),
        (["--csv", "{reports}/a.txt"], "this is a file"),
        (["--csv", "{reports}/nowhere/tables"], "no such folder"),
        (["--ftm", "{reports}/b.txt"], "would overwrite an input"),
        (["--ftm", "x", "--annotations", "x"], "same place"),
    ],
)
def test_a_target_that_cannot_be_is_refused_before_any_work(
    run: Run, folder: Path, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("read", folder, *(one.format(reports=folder) for one in arguments))
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_results_never_go_over_what_is_read(run: Run, tmp_path: Path) -> None:
    for name in ("a", "a.json"):
        (tmp_path / name).write_text(TOLD)
    result = run("read", tmp_path / "a", tmp_path / "a.json", "--json", tmp_path)
    assert (result.exit_code, "would overwrite an input" in result.stderr) == (2, True)


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path)
    assert (result.exit_code, "holds no files" in result.stderr) == (2, True)


def test_a_republished_report_is_told_on_one_screen(run: Run, tmp_path: Path) -> None:
    told = (
        "Leaked Clip Shows Guards in Cellar\n\nHarbour Watch reports…\n\nOn March 3, members of the Orsa Brigade released a "
        "short video.\n\nTheir press office posted an edited version of the ceremony on its Telegram channel. The edited "
        "version hides a badge.\n\nREAD MORE NEWS AT: 9th Street Herald Orsa Files\n"
    )
    (tmp_path / "a.txt").write_text(told)
    shown = run("read", tmp_path / "a.txt").stdout
    for words in (
        "Published by 9th Street Herald (as the text says)", "Republished from Harbour Watch", "Footage shared by members of the Orsa Brigade",
        "Harbour Watch, republished by 9th Street Herald, the publisher", "released by members of the Orsa Brigade",
        "the edited version", "said to hide “a badge”", "on “its Telegram channel”",
    ):  # fmt: skip
        assert words in " ".join(shown.split())


def test_two_processes_find_what_one_finds(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "aa.bin").write_bytes(b"\x00\x01\x02" * 99)
    results = [run("read", folder, "--json", tmp_path / n, "--quiet", "--jobs", n) for n in ("1", "2")]
    assert [result.exit_code for result in results] == [2, 2]
    assert results[0].stderr == results[1].stderr
    written = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("1", "2")]
    assert written[0] == written[1]
    assert len(written[0]) == 3


def test_links_in_a_folder_are_passed_over_aloud(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "linked.txt").symlink_to(folder / "a.txt")
    result = run("read", folder, "--json", tmp_path / "out")
    assert "1 link is passed over" in result.stderr
    assert not (tmp_path / "out" / "linked.txt.json").exists()
