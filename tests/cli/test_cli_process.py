"""The command as a process: exit statuses, streams, signals, and how fast the help comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from uncut.cli.main import SUBCOMMANDS

UNCUT = (sys.executable, "-m", "uncut")
SCREEN_LINES, SCREEN_COLUMNS = 40, 80


def start(*args: object, **settings: object) -> subprocess.CompletedProcess[str]:
    command = [*UNCUT, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **settings)  # type: ignore[call-overload, no-any-return]


CASE_COMMANDS = ("add", "compare", "dossier", "export", "list", "log", "new", "note", "read", "verify")


@pytest.mark.parametrize(
    "words",
    [[], ["case"], *([one.name] for one in SUBCOMMANDS), *(["case", name] for name in CASE_COMMANDS)],
    ids=" ".join,
)
def test_every_help_fits_a_screen_and_has_an_example(words: list[str]) -> None:
    done = start(*words, "--help", env=os.environ | {"COLUMNS": str(SCREEN_COLUMNS)})
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert len(lines) <= SCREEN_LINES
    assert max(map(len, lines)) <= SCREEN_COLUMNS
    assert "Example" in done.stdout
    assert f"uncut {' '.join(words)}".strip() in done.stdout


def test_help_loads_neither_arrays_nor_media() -> None:
    code = (
        "import sys, uncut.cli.main; print([m for m in ('numpy', 'av', 'rich', 'msgspec', 'lxml') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_package_has_its_public_names() -> None:
    code = "import uncut; print(uncut.__version__, uncut.diff, uncut.read, uncut.Case)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).returncode == 0


def test_trouble_goes_to_standard_error_with_status_2(tmp_path: Path) -> None:
    done = start("read", tmp_path / "none.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"uncut: {tmp_path / 'none.txt'}: there is no such file. Check the name\n"


def test_a_schema_is_json_on_standard_output() -> None:
    import json

    assert json.loads(start("schema", "report").stdout)["$id"] == "urn:uncut:report:1"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell: str) -> None:
    done = start("completion", shell)
    assert done.returncode == 0
    assert "_UNCUT_COMPLETE" in done.stdout


def test_completion_answers() -> None:
    env = os.environ | {"_UNCUT_COMPLETE": "fish_complete", "COMP_WORDS": "uncut schema te", "COMP_CWORD": "te"}
    assert "text-comparison" in start(env=env).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_closed_pipe_is_silent() -> None:
    process = subprocess.Popen([*UNCUT, "schema", "report"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(30) in (141, 0)
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("count", [1, 2])
def test_a_closed_pipe_loses_no_file(tmp_path: Path, count: int) -> None:
    """One report's findings, and those of several, are written although nobody hears the summary."""
    reports = [tmp_path / f"{name}.txt" for name in ("one", "two")[:count]]
    for path in reports:
        path.write_text("The ministry said on Monday that the bridge was closed.\n")
    target = tmp_path / "found"
    words = ["read", *map(str, reports), "--json", str(target), "--annotations", str(tmp_path / "notes.json")]
    process = subprocess.Popen([*UNCUT, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == 141
    written = sorted(path.name for path in target.iterdir()) if count > 1 else [target.name]
    assert written == (["one.txt.json", "two.txt.json"] if count > 1 else ["found"])
    assert (tmp_path / "notes.json").is_file()


SLOW = """
import sys, time
import uncut.api
def wait(*a, **k):
    print("ready", file=sys.stderr, flush=True)
    time.sleep(30)
uncut.api.read = wait
from uncut.cli.main import main
sys.argv = ["uncut", "read", sys.argv[1]]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_is_one_line_and_status_130(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Words.")
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(text)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert process.stderr.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert process.stderr.read() == "uncut: stopped\n"
    process.stderr.close()


@pytest.mark.parametrize("variable", ["NO_COLOR", None])
def test_results_in_a_pipe_have_no_colours(tmp_path: Path, variable: str | None) -> None:
    from uncut.case import Case

    Case.create(tmp_path / "case", "T", who="me")
    env = os.environ | ({variable: "1"} if variable else {"FORCE_COLOR": "", "TERM": "xterm"})
    done = start("verify", tmp_path / "case", env=env)
    assert (done.returncode, "\x1b" in done.stdout) == (0, False)


def test_a_closed_standard_output_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge was hit, the army said on Tuesday.")
    command = f"exec {' '.join(UNCUT)} read {tmp_path / 'a.txt'} >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_stopped_addition_leaves_nothing_behind(tmp_path: Path) -> None:
    from uncut.case import Case

    case = Case.create(tmp_path / "case", "T", who="me")
    with (tmp_path / "large.bin").open("wb") as file:
        file.truncate(1 << 30)
    process = subprocess.Popen([*UNCUT, "case", "add", case.folder, tmp_path / "large.bin", "--by", "me", "--quiet"])
    until = time.monotonic() + 30
    while not list(case.folder.glob("objects/sha256/incoming-*.part")) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 128 + signal.SIGTERM
    assert case.verify().findings == []
    assert case.exhibits() == []


STOPPED_WHILE_LOADING = """
import os, signal, sys
import uncut.api
def load(*a, **k):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        raise ImportError("initialization failed")
uncut.api.read = load
from uncut.cli.main import main
sys.argv = ["uncut", "read", sys.argv[1]]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_in_a_package_that_turns_it_into_another_error_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    code = [sys.executable, "-c", STOPPED_WHILE_LOADING, str(tmp_path / "a.txt")]
    done = subprocess.run(code, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, "uncut: stopped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_before_the_command_is_loaded_prints_nothing() -> None:
    code = "import uncut.__main__, os, signal; os.kill(os.getpid(), signal.SIGINT)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' names are Unicode")
def test_a_name_that_is_no_unicode_is_written_with_its_bytes(tmp_path: Path) -> None:
    import json

    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    strange.write_text("The bridge was hit, the army said on Tuesday. Nobody was hurt.")
    (tmp_path / "b.txt").write_text("The bridge was hit, the army said on Tuesday.")
    read = start("read", strange, "--json", "-", "--quiet", "--ftm", tmp_path / "a.ftm", "--html", tmp_path / "a.html")
    assert (read.returncode, read.stderr) == (0, "")
    assert json.loads(read.stdout)["document"]["path"].endswith("/a\\xff.txt")
    assert start("diff", strange, tmp_path / "b.txt", "--json", tmp_path / "d.json", "--quiet").returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right there")
def test_links_that_lead_in_a_circle_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    done = start("read", tmp_path / "a.txt", "--json", tmp_path / "circle")
    assert done.returncode == 2
    assert "fault of the program" not in done.stderr
    assert str(tmp_path / "circle") in done.stderr
