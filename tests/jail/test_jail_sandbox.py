from __future__ import annotations

import sys

import pytest
from tests.jail.escape_jobs import ATTEMPTS

from uncut.jail import JailSettings, probe_sandbox, stream_from_jail
from uncut.jail.process import import_path
from uncut.jail.sandbox.bubblewrap import outermost_folders, working_bubblewrap
from uncut.jail.sandbox.landlock import landlock_abi, ruleset_for
from uncut.jail.sandbox.lockdown import is_sandbox, name_level
from uncut.jail.sandbox.seccomp import seccomp_available

ALONE = {"use_bubblewrap": False, "use_landlock": False, "use_seccomp": False}
FILES = {"open", "write", "remove"}
LEVELS = {
    "bubblewrap": (JailSettings(**{**ALONE, "use_bubblewrap": True}), FILES | {"alter input"}),
    "landlock": (JailSettings(**{**ALONE, "use_landlock": True}), FILES | {"list", "alter input"}),
    "seccomp": (JailSettings(**{**ALONE, "use_seccomp": True}), set(ATTEMPTS)),
    "landlock+seccomp": (JailSettings(use_bubblewrap=False), set(ATTEMPTS)),
    "bubblewrap+landlock+seccomp": (JailSettings(), set(ATTEMPTS)),
    "rlimits": (JailSettings(**ALONE), {"open", "write", "socket", "list", "alter input"}),
}


def needs(level: str) -> None:
    if "bubblewrap" in level and working_bubblewrap(import_path()) is None:
        pytest.skip("bubblewrap does not work here")
    if "landlock" in level and not landlock_abi():
        pytest.skip("no Landlock here")
    if "seccomp" in level and not seccomp_available():
        pytest.skip("no seccomp here")
    if sys.platform == "win32":
        pytest.skip("no resource limits here")


@pytest.mark.parametrize("level", LEVELS)
def test_what_each_level_refuses(tmp_path, level):
    needs(level)
    settings, refused = LEVELS[level]
    canary = tmp_path / "canary"
    canary.write_bytes(b"canary")
    arguments = {"attempts": sorted(refused), "path": str(canary)}
    with stream_from_jail("tests.jail.escape_jobs:attempt", canary, arguments, settings) as stream:
        assert stream.level == level
        header, _ = next(stream)
    assert set(header["outcomes"]) == refused
    assert "succeeded" not in header["outcomes"].values(), header["outcomes"]
    assert canary.read_bytes() == b"canary"
    assert [one.name for one in tmp_path.iterdir()] == ["canary"]


def test_the_probe_says_what_holds():
    report = probe_sandbox()
    assert report.is_sandbox == is_sandbox(report.level)
    assert report.refusals["read another file"]
    assert report.refusals["write a file"]
    assert report.refusals["start a process"] or not report.is_sandbox


def test_the_probe_of_a_weaker_jail_says_so():
    report = probe_sandbox(JailSettings(**ALONE))
    assert not report.is_sandbox
    assert report.level in {"rlimits", "process"}


@pytest.mark.parametrize(
    ("held", "level", "sandbox"),
    [
        ([], "process", False),
        (["rlimits"], "rlimits", False),
        (["rlimits", "seccomp"], "seccomp", False),
        (["seccomp", "landlock", "rlimits"], "landlock+seccomp", True),
        (["seccomp", "bubblewrap"], "bubblewrap+seccomp", True),
        (["invented"], "process", False),
    ],
)
def test_levels_are_named_from_the_outside_in(held, level, sandbox):
    assert name_level(held) == level
    assert is_sandbox(level) is sandbox


@pytest.mark.parametrize(
    ("abi", "files", "network", "scopes", "size"),
    [(1, 13, 0, 0, 8), (2, 14, 0, 0, 8), (3, 15, 0, 0, 8), (4, 15, 3, 0, 16), (5, 16, 3, 0, 16), (7, 16, 3, 3, 24)],
)
def test_landlock_forbids_all_that_the_kernel_knows(abi, files, network, scopes, size):
    attributes, given = ruleset_for(abi)
    assert attributes.handled_access_fs == (1 << files) - 1
    assert (attributes.handled_access_net, attributes.scoped, given) == (network, scopes, size)


def test_folders_inside_others_are_named_once():
    assert outermost_folders(["/usr/lib", "/", "/usr", "", "/opt/a", "/opt/ab"]) == ["/opt/a", "/opt/ab", "/usr"]
