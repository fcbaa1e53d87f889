"""The page as a browser shows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.dossier_samples import all_kinds, comparison, dossier, many_edits, noise_stills
from tests.dossier.test_dossier_html import hostile

from uncut.dossier import ComparisonPart, Dossier, write_dossier_html

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE_WORD = "W" * 4000
CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || node.closest("svg, script") || !node.checkVisibility()) continue;
    const pair = [luminance(parse(getComputedStyle(node).color)), luminance(ground(node))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) bad.push([ratio, node.className, walker.currentNode.data.slice(0, 40)]);
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


def pages() -> dict[str, Dossier]:
    kinds, many = comparison(all_kinds()), comparison(list(many_edits(120)))
    return {
        "usual": dossier(),
        "kinds": dossier(comparisons=[ComparisonPart(kinds, noise_stills(kinds))]),
        "many": dossier(comparisons=[ComparisonPart(many, noise_stills(many))]),
        "hostile": hostile(WIDE_WORD),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossiers")
    for name, one in pages().items():
        write_dossier_html(one, folder / f"{name}.html")
    return folder


def open_page(browser: Any, path: Path, width: int, scheme: str = "light") -> tuple[Any, list[str]]:
    """The page, and everything that it said or asked for beyond itself."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    page.goto(path.as_uri())
    return page, said


@pytest.mark.parametrize("name", ["usual", "kinds", "many", "hostile"])
def test_a_page_fits_and_stays_silent(browser: Any, folder: Path, name: str) -> None:
    page, said = open_page(browser, folder / f"{name}.html", 1280)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Any, folder: Path, scheme: str) -> None:
    page, _ = open_page(browser, folder / "usual.html", 1280, scheme)
    assert page.evaluate(CONTRAST) == []
    page.close()


def test_the_style_sheet_is_applied_under_the_policy(browser: Any, folder: Path) -> None:
    page, _ = open_page(browser, folder / "usual.html", 1280)
    assert page.evaluate("getComputedStyle(document.querySelector('.cells')).display") == "grid"
    page.close()


def test_a_claim_leads_to_its_words_by_keyboard(browser: Any, folder: Path) -> None:
    page, said = open_page(browser, folder / "usual.html", 1280)
    page.focus("#r1-c3 a.words")
    page.keyboard.press("Enter")
    target = page.locator(":target")
    assert target.inner_text() == "anything was left out"
    assert target.evaluate(
        "(one) => { const at = one.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }"
    )
    assert said == []
    page.close()


def test_a_link_opens_what_is_folded_away(browser: Any, folder: Path) -> None:
    page, _ = open_page(browser, folder / "many.html", 1280)
    assert not page.locator("#v1-e100").is_visible()
    page.evaluate("location.hash = '#v1-e100'")
    page.wait_for_function("document.getElementById('v1-e100').checkVisibility()")
    page.close()


def test_it_prints_on_a4_with_everything_open(browser: Any, folder: Path) -> None:
    page, _ = open_page(browser, folder / "many.html", 1280)
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0
    page.close()


def test_it_works_without_its_script(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto((folder / "usual.html").as_uri())
    assert page.locator("#v1-e1").is_visible()
    page.locator("#r1-c3 a.words").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/usual.html#r1-q*")
    context.close()
