"""Two versions in step in a browser: who leads, who waits, and what is said where nothing can be played."""

from __future__ import annotations

import html
import time
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.dossier_samples import MADE_AT, comparison, footage, span
from tests.dossier.test_dossier_browser import browser, open_page
from tests.footage.decode.made_clips import make_clip

from uncut.dossier import ComparisonPart, Dossier, write_dossier_html
from uncut.model.comparison import Comparison, Edit, Kept

pytestmark = pytest.mark.browser
__all__ = ["browser"]


def cut_after_one_second() -> Comparison:
    """The right version lacks the left one's second second, and ends with half a second of its own."""
    sides = {
        "left": footage("left.webm", 4, "00" * 32, frames=100, frame_rate="25/1", video_codec="vp8"),
        "right": footage("right.webm", 3.5, "11" * 32, frames=88, frame_rate="25/1", video_codec="vp8"),
    }
    edits = [
        Edit(kind="removed", left=span(1, 2), right=span(1, 1), confidence=1.0, why=""),
        Edit(kind="inserted", left=span(4, 4), right=span(3, 3.5), confidence=1.0, why=""),
    ]
    kept = [Kept(right=span(0, 1), left=span(0, 1), confidence=1.0),
            Kept(right=span(1, 3), left=span(2, 4), confidence=1.0)]  # fmt: skip
    return comparison(edits, kept=kept, not_examined=[], **sides)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("players")
    for name, frames in (("left.webm", 100), ("right.webm", 88)):
        make_clip(folder / name, ticks=[40 * n for n in range(frames)], codec="libvpx")
    pages = {"playing": ("./left.webm", "./right.webm"), "missing": ("./left.webm", "./gone.webm")}
    for name, (left, right) in pages.items():
        part = ComparisonPart(cut_after_one_second(), {}, {"left": [left], "right": [right]})
        page = Dossier(title="Two", comparisons=[part], made_at=MADE_AT, version="0")
        write_dossier_html(page, folder / f"{name}.html")
    return folder


def places(page: Any) -> list[float]:
    found: list[float] = page.evaluate("[...document.querySelectorAll('video')].map((one) => one.currentTime)")
    return found


def veils(page: Any) -> list[bool]:
    found: list[bool] = page.evaluate("[...document.querySelectorAll('.veil')].map((one) => !one.hidden)")
    return found


def wait_until(page: Any, condition: str, seconds: float = 15) -> None:
    """Ask again and again: the page's policy forbids the browser to run strings by itself."""
    until = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < until, condition
        page.wait_for_timeout(20)


def seek(page: Any, seconds: float) -> None:
    page.evaluate(
        "(at) => { const one = document.querySelector('.seek'); one.value = at; one.dispatchEvent(new Event('input')); }",
        seconds,
    )
    wait_until(page, "[...document.querySelectorAll('video')].every((one) => !one.seeking && one.readyState > 1)")


def ready(browser: Any, path: Path) -> tuple[Any, list[str]]:
    page, said = open_page(browser, path, 1280)
    wait_until(page, "[...document.querySelectorAll('video')].every((one) => one.readyState > 1)")
    return page, said


@pytest.mark.parametrize(
    ("at", "wanted", "veiled"),
    [
        (0.5, (0.5, 0.5), [False, False]),
        (1.5, (1.5, 1.0), [False, True]),  # removed: the right one waits where it goes on
        (2.5, (2.5, 1.5), [False, False]),
        (4.2, (3.999, 3.2), [True, False]),  # put in: the left one has nothing more
    ],
)
def test_each_moment_of_playing_time_shows_what_belongs_together(
    browser: Any, folder: Path, at: float, wanted: tuple[float, float], veiled: list[bool]
) -> None:
    page, said = ready(browser, folder / "playing.html")
    seek(page, at)
    assert places(page) == pytest.approx(wanted, abs=0.005)
    assert veils(page) == veiled
    assert said == []
    page.close()


def test_the_left_version_plays_on_where_the_right_one_has_nothing(browser: Any, folder: Path) -> None:
    page, said = ready(browser, folder / "playing.html")
    seek(page, 0.8)
    page.click(".play")
    wait_until(page, "!document.querySelector('[data-side=right] .veil').hidden")
    wait_until(page, "document.querySelector('[data-side=left] video').currentTime > 1.5")
    left, right = places(page)
    assert 1.5 < left < 2.1
    assert right == pytest.approx(1.0, abs=0.01)
    wait_until(page, "document.querySelector('[data-side=right] video').currentTime > 1.6")
    left, right = places(page)
    assert left == pytest.approx(right + 1, abs=0.25)
    assert said == []
    page.close()


def test_a_change_leads_to_its_place_and_frames_can_be_stepped(browser: Any, folder: Path) -> None:
    page, _ = ready(browser, folder / "playing.html")
    page.click(".after")
    assert float(page.input_value(".seek")) == 1
    page.click(".frame-back")
    assert float(page.input_value(".seek")) == pytest.approx(0.96, abs=0.01)
    page.click("button.play-here[data-number='2']")
    assert float(page.input_value(".seek")) == pytest.approx(3, abs=0.01)
    page.close()


def test_what_cannot_be_played_is_said_in_words(browser: Any, folder: Path) -> None:
    page, _ = open_page(browser, folder / "missing.html", 360)
    page.wait_for_selector("[data-side=right] .cannot:not([hidden])")
    words = page.inner_text("[data-side=right] .cannot")
    assert "right.webm cannot be shown here. The videos are not in this page: put " in words
    assert (
        "with --embed-videos. If they are there, this browser may lack what plays them (pictures coded as vp8" in words
    )
    assert "put left.webm and right.webm into its folder" in words
    assert not page.is_visible(".controls")
    assert page.locator("[data-side=left] video").evaluate("(one) => one.controls")
    page.close()


def test_without_its_script_each_player_has_its_own_controls(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "playing.html").as_uri())
    assert page.locator("video[controls]").count() == 2
    assert not page.is_visible(".controls")
    context.close()


def test_the_page_may_load_videos_beside_it_and_nothing_else(folder: Path) -> None:
    page = html.unescape((folder / "playing.html").read_text(encoding="utf-8"))
    assert "default-src 'none'; img-src data:; media-src 'self' data:; style-src 'sha256-" in page
