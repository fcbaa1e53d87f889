"""A process that has done a job does the next one on the same file, and on no other."""

import os
import sys
from dataclasses import replace
from threading import Event, Thread

import pytest

from uncut.errors import UncutError
from uncut.jail import JailSettings, KeptProcesses, stream_from_jail

JOBS = "tests.jail.escape_jobs"
TELL = f"{JOBS}:tell_process"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no orders can be passed")


@pytest.fixture
def settings():
    with KeptProcesses([TELL, f"{JOBS}:mistake"]) as kept:
        yield JailSettings(kept=kept)


@pytest.fixture
def some_file(tmp_path):
    path = tmp_path / "some.bin"
    path.write_bytes(b"0123456789")
    return path


def ask(path, settings, **arguments):
    with stream_from_jail(TELL, path, arguments, settings) as stream:
        ((header, payload),) = list(stream)
    assert payload == b"0123"
    assert header["arguments"] == arguments
    return header["pid"], stream.level


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_does_one_job_after_the_other(some_file, settings):
    assert ask(some_file, settings, word="a") == ask(some_file, settings, word="b", more=[1, 2])


def test_another_file_has_a_process_of_its_own(some_file, settings, tmp_path):
    other = tmp_path / "other.bin"
    other.write_bytes(b"0123")
    assert ask(some_file, settings) != ask(other, settings)


def test_a_busy_process_is_not_waited_for(some_file, settings):
    first, _ = ask(some_file, settings)
    with stream_from_jail(TELL, some_file, {}, settings) as busy:
        assert next(busy)[0]["pid"] == first
        assert ask(some_file, settings)[0] != first


def test_a_job_that_fails_or_is_left_early_ends_its_process(some_file, settings):
    first, _ = ask(some_file, settings)
    with pytest.raises(UncutError):
        list(stream_from_jail(f"{JOBS}:mistake", some_file, {}, settings))
    second, _ = ask(some_file, settings)
    with stream_from_jail(TELL, some_file, {}, settings) as left:
        next(left)
    assert len({first, second, ask(some_file, settings)[0]}) == 3


def test_a_process_that_was_ended_from_outside_is_replaced(some_file, settings):
    first, _ = ask(some_file, settings)
    settings.kept._waiting[os.fspath(some_file)].process.popen.kill()
    settings.kept._waiting[os.fspath(some_file)].process.popen.wait()
    assert ask(some_file, settings)[0] != first


def test_no_process_is_left_when_the_block_ends(some_file):
    with KeptProcesses([TELL]) as kept:
        pid, _ = ask(some_file, JailSettings(kept=kept))
        assert is_alive(pid)
    assert not is_alive(pid)


def test_a_job_that_was_not_announced_has_its_own_process(some_file):
    with KeptProcesses([f"{JOBS}:mistake"]) as kept:
        settings = replace(JailSettings(), kept=kept)
        assert ask(some_file, settings) != ask(some_file, settings)


def test_a_process_that_was_started_early_does_the_first_job_and_those_after_it(some_file, settings):
    settings.kept.start(some_file, settings)
    early = settings.kept._waiting[os.fspath(some_file)].process.popen.pid
    first, level = ask(some_file, settings)
    assert (first, level) == ask(some_file, settings) and level
    if "bubblewrap" not in level:  # under which it has a number of its own
        assert first == early


def test_what_was_started_early_and_not_asked_ends_with_the_rest(some_file):
    with KeptProcesses([TELL]) as kept:
        kept.start(some_file, JailSettings())
        kept.start(some_file, JailSettings())
        (waiting,) = kept._waiting.values()
    assert waiting.process.popen.poll() is not None


def test_a_process_that_is_being_ended_is_not_kept(some_file, settings, monkeypatch):
    stream = stream_from_jail(TELL, some_file, {}, settings)
    next(stream)
    process, kept = stream._process, settings.kept
    ending, receiving = Event(), Event()
    kill, receive = process.kill, stream._receive

    def kill_while_another_thread_comes_to_the_end():
        ending.set()
        assert receiving.wait(20)
        kill()

    def receive_while_it_is_being_ended():
        message = receive()
        assert ending.wait(20)
        return message

    monkeypatch.setattr(process, "kill", kill_while_another_thread_comes_to_the_end)
    monkeypatch.setattr(stream, "_receive", receive_while_it_is_being_ended)

    def read_to_the_end():
        assert list(stream) == []
        receiving.set()

    reader = Thread(target=read_to_the_end)
    reader.start()
    stream.close()
    reader.join(20)
    assert kept.take(os.fspath(some_file), TELL) is None
