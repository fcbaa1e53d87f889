from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from uncut.errors import (
    BadInput,
    JailCrashed,
    JailError,
    LimitExceeded,
    SandboxUnavailable,
    UnreadableFootage,
)
from uncut.jail import JailSettings, Limits, stream_from_jail
from uncut.jail.process import import_path

JOBS = "tests.jail.escape_jobs"
QUICK = JailSettings(limits=Limits(silence_seconds=20))


def with_limits(**limits):
    return replace(QUICK, limits=replace(QUICK.limits, **limits))


@pytest.fixture
def some_file(tmp_path: Path) -> Path:
    path = tmp_path / "some.bin"
    path.write_bytes(b"0123456789")
    return path


def run(job: str, path: Path, settings: JailSettings = QUICK, **arguments):
    with stream_from_jail(f"{JOBS}:{job}", path, arguments, settings) as stream:
        return list(stream)


def processes_of(group: int, *, wait_seconds: float = 5) -> bool:
    """Whether the group still has processes; ended ones may take a moment to be cleared away."""
    deadline = time.monotonic() + wait_seconds
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.killpg(group, 0)
            if time.monotonic() > deadline:
                return True
            time.sleep(0.02)
    return False


def test_the_job_reads_the_file_and_its_results_come_back(some_file):
    assert run("measure", some_file, word="a") == [({"size": 10, "arguments": {"word": "a"}}, bytearray(b"payload"))]


def test_results_keep_their_order_and_their_bytes(some_file):
    results = run("count_up", some_file, items=500, size=3000)
    assert [header["number"] for header, _ in results] == list(range(500))
    assert {bytes(payload) for _, payload in results} == {bytes(3000)}


def test_threads_may_be_started_in_the_jail(some_file):
    assert run("use_threads", some_file)[0][0]["seen"] == [0, 1, 2, 3]


def test_an_error_of_the_job_names_the_file_and_is_stripped_of_control_characters(some_file):
    with pytest.raises(UnreadableFootage, match=r"some\.bin: not footage \[2J at all\. Try another"):
        run("refuse_file", some_file)


def test_a_mistake_in_the_job_is_a_jail_error(some_file):
    with pytest.raises(JailError, match=r"KeyError: 'a mistake'"):
        run("mistake", some_file)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("boxed", [True, False])
def test_a_crash_names_the_signal(some_file, boxed):
    with pytest.raises(JailCrashed, match="SIGSEGV"):
        run("crash", some_file, replace(QUICK, use_bubblewrap=boxed))


def test_an_abort_says_the_last_words(some_file):
    with pytest.raises(JailCrashed, match=r"SIGABRT\): heap corruption detected"):
        run("abort", some_file)


def test_a_child_that_leaves_early_has_not_finished(some_file):
    with pytest.raises(JailCrashed, match="ended in the middle"):
        run("leave", some_file)


def test_a_hang_is_ended(some_file):
    begun = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"sent nothing for 0\.5 s"):
        run("hang", some_file, with_limits(silence_seconds=0.5))
    assert time.monotonic() - begun < 10


def test_all_waiting_together_is_bounded(some_file):
    with pytest.raises(LimitExceeded, match="used up all the time"):
        run("hang", some_file, with_limits(wall_seconds=1.0))


def test_a_parent_that_takes_its_time_does_not_kill_the_child(some_file):
    with stream_from_jail(f"{JOBS}:count_up", some_file, {"items": 3, "size": 1}, with_limits(silence_seconds=2)) as s:
        next(s)
        time.sleep(2.5)
        assert [header["number"] for header, _ in s] == [1, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="address space is bounded on Linux")
def test_a_memory_bomb_is_refused(some_file):
    with pytest.raises(LimitExceeded, match="more memory than the limit"):
        run("hoard", some_file, with_limits(memory_bytes=400 << 20))


def test_a_message_may_not_be_longer_than_allowed(some_file):
    with pytest.raises(LimitExceeded, match="longer than allowed"):
        run("count_up", some_file, with_limits(message_bytes=1000), items=1, size=1001)


def test_all_messages_together_may_not_be_longer_than_allowed(some_file):
    with pytest.raises(LimitExceeded, match="longer than allowed"):
        run("count_up", some_file, with_limits(output_bytes=5000), items=10, size=1000)


@pytest.mark.parametrize("text", ["garbage!", "I\0\0\0", "Z"])
def test_nonsense_is_not_believed(some_file, text):
    with pytest.raises((JailCrashed, LimitExceeded)):
        run("babble", some_file, text=text)


def test_a_child_that_shouts_is_not_waited_for(some_file):
    assert run("shout", some_file)[-1][0] == {"done": True}


def test_nothing_of_the_users_environment_reaches_the_child(some_file, monkeypatch):
    monkeypatch.setenv("UNCUT_TEST_TOKEN", "secret")
    header, _ = run("environment", some_file)[0]
    assert "UNCUT_TEST_TOKEN" not in header["names"]
    assert header["folder"] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_leaving_early_ends_the_child(some_file):
    with stream_from_jail(f"{JOBS}:hang", some_file, {}, QUICK) as stream:
        next(stream)
        group = stream._process.popen.pid
        assert processes_of(group, wait_seconds=0)
    assert not processes_of(group)
    assert list(stream) == []


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_a_forgotten_stream_leaves_no_child(some_file):
    stream = stream_from_jail(f"{JOBS}:hang", some_file, {}, QUICK)
    group = stream._process.popen.pid
    del stream
    assert not processes_of(group)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("boxed", [True, False])
def test_a_parent_that_dies_leaves_no_child(some_file, how, boxed):
    script = f"""
import sys
sys.path[:0] = {list(import_path())!r}
from uncut.jail import JailSettings, stream_from_jail
with stream_from_jail("{JOBS}:hang", {str(some_file)!r}, {{}}, JailSettings(use_bubblewrap={boxed})) as stream:
    next(stream)
    print(stream._process.popen.pid, flush=True)
    next(stream)
"""
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        assert parent.stdout is not None
        group = int(parent.stdout.readline())
        parent.send_signal(how)
    assert not processes_of(group)


def test_a_demanded_sandbox_that_is_not_there_is_refused(some_file):
    bare = replace(QUICK, require_sandbox=True, use_bubblewrap=False, use_landlock=False, use_seccomp=False)
    with pytest.raises(SandboxUnavailable, match=r"no sandbox \(level: (rlimits|process)\)"):
        run("measure", some_file, bare)


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "empty.mp4"
    path.touch()
    with pytest.raises(BadInput, match="empty"):
        run("measure", path)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(BadInput, match="folder"):
        run("measure", tmp_path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        run("measure", tmp_path / "none.mp4")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    path = tmp_path / "pipe.mp4"
    os.mkfifo(path)
    with pytest.raises(BadInput, match="not a plain file"):
        run("measure", path)


def test_a_device_is_refused():
    with pytest.raises(BadInput, match="not a plain file"):
        run("measure", Path(os.devnull))
