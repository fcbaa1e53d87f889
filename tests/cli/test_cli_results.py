"""What the commands print, where, and with which exit status; the rooms behind are replaced."""

from __future__ import annotations

import errno
import io
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import msgspec
import pytest
from click.testing import Result
from rich.console import Console

from uncut.cli.screen import PlainTable
from uncut.errors import LimitExceeded
from uncut.model.serialise import json_schema

Run = Callable[..., Result]
Pair = tuple[Path, Path]
pytestmark = pytest.mark.usefixtures("doors")


def fits(data: str | bytes, name: str) -> Any:
    value = json.loads(data)
    jsonschema.validate(value, json_schema(name))
    return value


def test_a_difference_of_videos_is_told_in_words_and_status_1(run: Run, videos: Pair) -> None:
    result = run("diff", *videos)
    assert result.exit_code == 1
    for words in (
        "12.4 s are removed at 0:41", "0:41.000 – 0:53.400", "at 0:41.000", "very sure (0.99)",
        "exact place unknown", "the same footage", "mirrored", "sound tracks are not compared",
    ):  # fmt: skip
        assert words in result.stdout
    assert result.stderr == ""


def test_no_difference_is_said_and_status_0(run: Run, videos: Pair, doors: dict[str, Any]) -> None:
    doors["edited"] = False
    result = run("diff", *videos)
    assert result.exit_code == 0
    assert "No change was found." in result.stdout


def test_unrelated_footage_is_said_clearly_and_status_1(
    run: Run, videos: Pair, samples: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    nothing = msgspec.structs.replace(samples.comparison(edited=False), related=False, kept=[])
    monkeypatch.setattr("uncut.footage.compare_footage", lambda *_args: nothing)
    result = run("diff", *videos)
    assert result.exit_code == 1
    assert "share no footage" in result.stdout


def test_a_difference_of_texts_shows_both_sides(run: Run, texts: Pair) -> None:
    result = run("diff", *texts)
    assert result.exit_code == 1
    assert "left  - The army may have fired." in result.stdout
    assert "right + The army fired." in result.stdout
    assert "hedge dropped" in result.stdout


def test_json_to_standard_output_stands_alone(run: Run, videos: Pair) -> None:
    result = run("diff", *videos, "--json", "-")
    assert fits(result.stdout, "comparison")["edits"][0]["kind"] == "removed"
    assert result.stderr == ""


def test_json_to_a_file_goes_with_the_summary(run: Run, texts: Pair, tmp_path: Path) -> None:
    result = run("diff", *texts, "--json", tmp_path / "out.json")
    fits((tmp_path / "out.json").read_bytes(), "text-comparison")
    assert "1 change was found" in result.stdout
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_quiet_prints_nothing(run: Run, videos: Pair, tmp_path: Path) -> None:
    result = run("diff", *videos, "--quiet", "--json", tmp_path / "out.json")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
    assert (tmp_path / "out.json").exists()


def test_a_dossier_and_a_time_line_are_written(run: Run, videos: Pair, tmp_path: Path) -> None:
    pytest.importorskip("opentimelineio")
    run("diff", *videos, "--html", tmp_path / "d.html", "--otio", tmp_path / "t.otio")
    assert "<html" in (tmp_path / "d.html").read_text()
    assert json.loads((tmp_path / "t.otio").read_text())["OTIO_SCHEMA"].startswith("Timeline")


def test_every_format_for_other_programs_is_written(run: Run, videos: Pair, tmp_path: Path) -> None:
    from uncut.cli.comparison_exports import FORMATS
    from uncut.dossier.exports import EXPORTS

    assert {name for name, _ in FORMATS} == {"otio", *EXPORTS}
    asked = [word for name in EXPORTS for word in (f"--{name}", tmp_path / name)]
    assert run("diff", *videos, *asked).exit_code == 1
    assert all((tmp_path / name).read_text(encoding="utf-8") for name in EXPORTS)


def test_one_format_on_the_screen_stands_alone(run: Run, videos: Pair) -> None:
    assert run("diff", *videos, "--vtt", "-").stdout.startswith("WEBVTT\n")


def test_a_table_of_texts_is_refused_before_the_work(run: Run, texts: Pair, tmp_path: Path) -> None:
    trouble(run("diff", *texts, "--csv", tmp_path / "t.csv"), "--csv is for videos")


def test_a_report_is_told_by_source(run: Run, texts: Pair) -> None:
    result = run("read", texts[0])
    assert result.exit_code == 0
    for words in (
        "The Northern Herald", "[hedged] rebels had left", "[DENIED] they fled", "as told by Ministry",
        "NOT: Ministry opposes",
        "assault using “air strike”", "not said", "which version is not said",
        "unsure of 1 claim: c2", "not examined: irony",
    ):  # fmt: skip
        assert words in result.stdout


def test_ties_and_events_say_how_unsure_they_are(
    run: Run, texts: Pair, samples: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = samples.report()
    assert "unsure of 1 tie" not in run("read", texts[0]).stdout
    lists = {
        name: [msgspec.structs.replace(one, confidence=0.3) for one in getattr(sure, name)]
        for name in ("ties", "events")
    }
    monkeypatch.setattr("uncut.reports.read_report", lambda *_given: msgspec.structs.replace(sure, **lists))
    shown = run("read", texts[0]).stdout
    assert shown.count("; very unsure)") == 2
    assert "unsure of 1 tie, from c1" in shown
    assert "unsure of 1 event, from c3" in shown


def test_a_report_as_json(run: Run, texts: Pair) -> None:
    fits(run("read", texts[0], "--json", "-").stdout, "report")


def trouble(result: Result, *words: str) -> None:
    """Assert one line on standard error, nothing on standard output, and status 2."""
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("uncut: ")
    for word in words:
        assert word in line


def test_a_video_against_a_text_is_refused(run: Run, videos: Pair, texts: Pair) -> None:
    trouble(run("diff", videos[0], texts[0]), "is a text", "Compare two videos, or two texts")


def test_a_text_named_mp4_is_a_text(run: Run, tmp_path: Path, texts: Pair) -> None:
    (tmp_path / "text.mp4").write_text("Words.")
    assert run("diff", tmp_path / "text.mp4", texts[0]).exit_code == 1


def test_an_empty_file_is_said(run: Run, tmp_path: Path, texts: Pair) -> None:
    (tmp_path / "empty.mp4").write_bytes(b"")
    trouble(run("diff", tmp_path / "empty.mp4", texts[0]), "empty.mp4", "the file is empty")


def test_a_missing_file_is_said(run: Run, tmp_path: Path) -> None:
    trouble(run("read", tmp_path / "none.txt"), "none.txt", "there is no such file. Check the name")


def test_a_folder_is_said(run: Run, tmp_path: Path, texts: Pair) -> None:
    trouble(run("diff", tmp_path, texts[0]), "this is not a file")


def test_trouble_in_a_room_is_one_line(run: Run, videos: Pair, doors: dict[str, Any]) -> None:
    doors["raise"] = LimitExceeded("too many\nlines \x1b[31m", where="a.mp4", todo="Use less")
    trouble(run("diff", *videos), "a.mp4: too many lines ⟨U+001B⟩[31m. Use less")


def test_a_fault_of_the_program_is_one_line_with_a_way_out(run: Run, videos: Pair, doors: dict[str, Any]) -> None:
    doors["raise"] = ZeroDivisionError("oh")
    trouble(run("diff", *videos), "fault of the program (ZeroDivisionError: oh)", "uncut --debug")


@pytest.mark.parametrize("place", ["before", "after"])
def test_debug_shows_the_traceback(run: Run, videos: Pair, doors: dict[str, Any], place: str) -> None:
    doors["raise"] = ZeroDivisionError("oh")
    result = run("--debug", "diff", *videos) if place == "before" else run("diff", *videos, "--debug")
    assert result.exit_code == 2
    assert "Traceback" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["diff", "a"], "missing argument 'RIGHT'. See: uncut diff --help"),
        (["diff", "--nothing"], "no such option"),
        (["nothing"], "no such command 'nothing'"),
        (["case", "nothing"], "no such command 'nothing'"),
        (["schema", "nothing"], "there is no schema named 'nothing'. Choose one of: comparison"),
        (["completion", "tcsh"], "'bash'"),
    ],
)
def test_a_wrong_call_is_one_line(run: Run, args: list[str], words: str) -> None:
    trouble(run(*args), words)


def test_an_input_is_not_overwritten(run: Run, texts: Pair, tmp_path: Path) -> None:
    link = tmp_path / "same.txt"
    link.hardlink_to(texts[1])
    for target in (texts[0], link):
        before = target.read_bytes()
        trouble(run("diff", *texts, "--json", target), "would overwrite an input")
        assert target.read_bytes() == before


def test_two_results_need_two_places(run: Run, texts: Pair) -> None:
    trouble(run("diff", *texts, "--json", "-", "--html", "-"), "two results would go to the same place")


@pytest.mark.parametrize(("target", "words"), [("none/x.json", "no such folder"), (".", "this is a folder")])
def test_a_place_that_cannot_be_written_is_said_first(
    run: Run, texts: Pair, doors: dict[str, Any], target: str, words: str
) -> None:
    doors["raise"] = AssertionError("no work should be done")
    trouble(run("read", texts[0], "--json", texts[0].parent / target), words)


def test_texts_have_no_time_line(run: Run, texts: Pair, tmp_path: Path) -> None:
    trouble(run("diff", *texts, "--otio", tmp_path / "t.otio"), "texts have no time line")


def test_a_wrong_day_is_said(run: Run, texts: Pair) -> None:
    trouble(run("read", texts[0], "--published", "June 5"), "'June 5' is not a date. Write it as 2019-06-05")


def test_a_strangers_words_cannot_steer_the_terminal(
    run: Run, texts: Pair, samples: ModuleType, doors: dict[str, Any]
) -> None:
    doors["report"] = {"title": samples.HOSTILE}
    shown = run("read", texts[0]).stdout
    assert "evil⟨U+001B⟩[31m⟨U+0007⟩⟨U+202E⟩txt.exe uncut: all is well" in shown
    for character in "\x1b\x07\u202e\u2028\r":
        assert character not in shown


def test_markup_in_words_is_printed_as_it_stands(run: Run, texts: Pair, doors: dict[str, Any]) -> None:
    doors["report"] = {"title": "[bold]x[/bold] :smile: [link=http://e]y[/link]"}
    assert "[bold]x[/bold] :smile: [link=http://e]y[/link]" in run("read", texts[0]).stdout


def test_evidence_goes_into_a_folder(run: Run, videos: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr("uncut.api.write_evidence", lambda *given, **_settings: asked.append(given[3]))
    assert run("diff", *videos, "--explain", tmp_path / "evidence").exit_code == 1
    assert asked == [tmp_path / "evidence"]


def test_evidence_of_texts_or_in_a_full_folder_is_refused_before_the_work(
    run: Run, videos: Pair, texts: Pair, tmp_path: Path
) -> None:
    trouble(run("diff", *texts, "--explain", tmp_path / "evidence"), "--explain is for videos")
    trouble(run("diff", *videos, "--explain", tmp_path), "new or empty folder")
    trouble(run("diff", *texts, "--quick"), "--quick is for videos, and these are texts. Leave out --quick")
    for option in (("--fingerprints", tmp_path / "prints"), ("--allow-cut-off",), ("--embed-videos",)):
        trouble(run("diff", *texts, *option), f"{option[0]} is for videos, and these are texts")


def test_evidence_for_the_direction_is_told_but_never_as_a_verdict(
    run: Run, videos: Pair, samples: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    from uncut.model.comparison import DirectionClue

    clues = [
        DirectionClue(evidence="crop", points_to="right_from_left", strength=0.85, why="measured"),
        DirectionClue(evidence="bars", points_to="left_from_right", strength=0.5, why="measured"),
    ]
    told = msgspec.structs.replace(samples.comparison(), direction=clues)
    monkeypatch.setattr("uncut.footage.compare_footage", lambda *_args: told)
    shown = " ".join(run("diff", *videos).stdout.split())
    assert (
        "Evidence that the right version was made from the left one: more of the scene (strong); and evidence that the "
        "left version was made from the right one: bars or a frame (moderate). None of it is proof." in shown
    )


@pytest.mark.parametrize(
    "there", [b"%PDF-1.7 a report", b"<!doctype html><title>A report", b"PK\x03\x04\0\0", b"\0\0\0\x20ftypisom"]
)
def test_no_result_is_written_over_a_file_of_others(run: Run, texts: Pair, tmp_path: Path, there: bytes) -> None:
    target = tmp_path / "there"
    target.write_bytes(there)
    for option in ("--html", "--json"):
        trouble(
            run("diff", *texts, option, target), f"{target}: there is a file that Uncut did not write", "another name"
        )
    assert target.read_bytes() == there


def test_a_result_replaces_an_earlier_one(run: Run, texts: Pair, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("diff", *texts, "--html", tmp_path / "d", "--json", tmp_path / "j").exit_code == 1


def test_a_result_that_finds_no_room_names_its_file(
    run: Run, texts: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("uncut.cli.output.os.fsync", no_room)
    result = run("diff", *texts, "--quiet", "--json", tmp_path / "out.json")
    words = "the result cannot be written (the disk is full). Make room, or choose another place"
    trouble(result, f"uncut: {tmp_path / 'out.json'}: {words}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["left.txt", "right.txt"]


def test_the_same_file_twice_is_called_that(run: Run, videos: Pair, texts: Pair, doors: dict[str, Any]) -> None:
    doors["edited"] = False
    said = "Both are the same file: they have the same bytes."
    for one, other in (videos, texts):
        assert said in run("diff", one, one).stdout
        assert said not in run("diff", one, other).stdout


@pytest.mark.parametrize(
    ("rate", "words"),
    [("25/1", "25 pictures a second"), ("240000/1", "240000 pictures a second"), ("1/1001", "a picture every ")],
)
def test_rates_are_told_in_plain_numbers(
    run: Run, videos: Pair, samples: ModuleType, monkeypatch: pytest.MonkeyPatch, rate: str, words: str
) -> None:
    import msgspec

    told = samples.comparison(edited=False)
    left = msgspec.structs.replace(told.left, frame_rate=rate)
    monkeypatch.setattr("uncut.footage.compare_footage", lambda *_: msgspec.structs.replace(told, left=left))
    assert words in run("diff", *videos).stdout.splitlines()[0]


def test_the_schemas_that_there_are_stand_in_the_help(run: Run) -> None:
    from uncut.model.serialise import CONTRACTS

    told = " ".join(run("schema", "--help").stdout.split())
    assert all(name in told for name in CONTRACTS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_device_that_takes_nothing_is_named(run: Run, texts: Pair) -> None:
    trouble(run("read", texts[0], "--json", "/dev/full"), "/dev/full: the result cannot be written (the disk is full)")


@pytest.mark.parametrize(("width", "one_row"), [(40, False), (100, True)])
def test_a_narrow_screen_gets_rows_of_lines_and_breaks_no_time(width: int, one_row: bool) -> None:
    table = PlainTable("", "Change", "Left version", "How sure")
    table.add_row("1", "Removed, 1.4 s", "0:02.800 – 0:04.160", "very sure (0.98)")
    table.add_row("", "exact place unknown", "", "")
    console = Console(file=io.StringIO(), width=width)
    console.print(table)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert any("0:02.800 – 0:04.160" in line for line in lines)
    assert any("1  Removed" in line and "very sure (0.98)" in line for line in lines) is one_row
    assert max(map(len, lines)) <= width
