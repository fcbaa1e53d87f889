"""Where a page looks for its videos, and what that tells of whoever made it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from tests.dossier.dossier_samples import LEFT_HASH, RIGHT_HASH, comparison, footage

from uncut.api import playable
from uncut.api.playable import video_addresses


def addresses(files: dict[str, Path], **settings: object) -> dict[str, list[str]]:
    given = {"folder": None, "within": None, "embed": False} | settings
    return dict(video_addresses(comparison(), files, **given))  # type: ignore[arg-type]


def test_a_video_below_the_page_is_named_by_its_way(tmp_path: Path) -> None:
    files = {LEFT_HASH: tmp_path / "clips" / "a b#1.mp4", RIGHT_HASH: tmp_path / "meeting-channel.mp4"}
    assert addresses(files, folder=tmp_path) == {
        "left": ["./clips/a%20b%231.mp4", "./meeting-full.mp4"],
        "right": ["./meeting-channel.mp4"],
    }


def test_a_video_elsewhere_is_named_without_its_folder(tmp_path: Path) -> None:
    files = {LEFT_HASH: tmp_path / "someone" / "a.mp4"}
    assert addresses(files, folder=tmp_path / "pages")["left"] == ["./meeting-full.mp4"]


def test_within_a_case_the_way_may_lead_up(tmp_path: Path) -> None:
    files = {LEFT_HASH: tmp_path / "objects" / "3f" / "0a9d"}
    found = addresses(files, folder=tmp_path / "derived", within=tmp_path)
    assert found["left"] == ["../objects/3f/0a9d", "./meeting-full.mp4"]


@pytest.mark.parametrize("name", ["javascript:alert(1).mp4", "https:evil.mp4", 'a".mp4'])
def test_no_name_becomes_another_address(name: str) -> None:
    one = comparison(left=footage(name, 24.4, LEFT_HASH))
    (address,) = video_addresses(one, {}, folder=None, within=None, embed=False)["left"]
    assert address.startswith("./")
    assert ":" not in address
    assert '"' not in address


def test_small_videos_can_be_put_into_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = tmp_path / "small.mp4", tmp_path / "large.mp4"
    small.write_bytes(b"\x1a\x45\xdf\xa3small")
    large.write_bytes(b"far too large")
    monkeypatch.setattr(playable, "EMBED_MOST_BYTES", 9)
    found = addresses({LEFT_HASH: small, RIGHT_HASH: large}, folder=tmp_path, embed=True)
    assert found["left"] == [f"data:video/webm;base64,{base64.b64encode(small.read_bytes()).decode()}"]
    assert found["right"] == ["./large.mp4", "./meeting-channel.mp4"]
