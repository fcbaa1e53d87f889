"""The lock files fit pyproject.toml, carry hashes, and say nothing about where they were made."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SUPPORTED = ["3.11", "3.12", "3.13", "3.14"]
RUN = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["otio"],
    *PROJECT["dependency-groups"]["build"],
]
DEV = [*RUN, *PROJECT["dependency-groups"]["dev"], *PROJECT["dependency-groups"]["docs"]]
OCR = [*RUN, *PROJECT["project"]["optional-dependencies"]["ocr"]]
WANTED = {"run.lock": RUN, "ocr.lock": OCR, "dev.lock": DEV, "footage.lock": PROJECT["dependency-groups"]["demo"]}


def locked(name: str) -> list[tuple[Requirement, int]]:
    """Every package of a lock file, with the number of its hashes."""
    text = (ROOT / "requirements" / name).read_text(encoding="ascii").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(Requirement(line.split("--hash")[0].strip()), line.count("--hash=sha256:")) for line in lines]


def environment(python: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in default_environment().items()} | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": "linux",
        "platform_machine": "x86_64",
    }


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", WANTED)
def test_every_package_has_one_exact_version_and_hashes(name: str) -> None:
    for requirement, hashes in locked(name):
        assert [spec.operator for spec in requirement.specifier] == ["=="], requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("python", SUPPORTED)
@pytest.mark.parametrize("name", WANTED)
def test_the_lock_holds_what_the_project_asks_for(name: str, python: str) -> None:
    here = environment(python)
    versions = {
        normal(one.name): str(next(iter(one.specifier)).version)
        for one, _ in locked(name)
        if one.marker is None or one.marker.evaluate(here)
    }
    for line in WANTED[name]:
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate(here):
            assert asked.specifier.contains(versions[normal(asked.name)], prereleases=True), line


@pytest.mark.parametrize("name", WANTED)
def test_the_lock_holds_no_address_and_no_path(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="ascii")
    assert not re.search(r"://|/(?!lock from)\w+/|@|--(?!hash)", text)


def test_all_locks_hold_the_same_versions() -> None:
    for name in ("dev.lock", "ocr.lock"):
        assert {str(one) for one, _ in locked("run.lock")} <= {str(one) for one, _ in locked(name)}
