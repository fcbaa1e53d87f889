"""The page as a parser sees it: what stands where, and that nothing of a stranger's becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.dossier_poison import poisoned
from tests.dossier.dossier_samples import (
    LEFT_HASH,
    TEXT,
    all_kinds,
    comparison,
    dossier,
    footage,
    inventory,
    many_edits,
    noise_stills,
    report,
    text_comparison,
)

from uncut.dossier import ComparisonPart, Dossier, render_dossier_html, write_dossier_html
from uncut.dossier.neutralise import show_controls
from uncut.model.case import Finding, Verification
from uncut.model.report import Boilerplate, Report
from uncut.model.text import quote_at

NASTY = [
    "<script>alert(1)</script>",
    "</style></title></textarea><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "<!-- -->]]>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "invoice\u202egpj.exe",
    "nul\x00 bell\x07 escape\x1b[31m",
    "half \ud800 pair",
    "مجلس المدينة قال",
    "a" * 5000,
    "line\r\nline\rline\u2028line",
]  # fmt: skip
TAGS = frozenset(
    """html head meta title style body a header p h1 h2 h3 h4 nav ol ul li main section article figure figcaption img
    div span strong bdi code wbr dl dt dd table caption thead tbody tr th td details summary q br mark aside pre
    footer script i del ins svg desc defs pattern rect line circle text polygon g
    path marker tspan""".split()
)
Page = Any


def parse(one: Dossier) -> Page:
    text = render_dossier_html(one).encode("utf-8")
    return lxml.html.fromstring(text, parser=lxml.html.HTMLParser(huge_tree=True))


def assert_is_ours(page: Page) -> None:
    """Only our elements, no handlers, no way out of the file, one script and one style sheet."""
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= TAGS
    assert not list(page.iter(lxml.etree.Comment))
    for element in elements:
        assert not [name for name in element.attrib if name.lower().startswith("on") or name.lower() == "style"]
        assert re.match(r"#|$", element.get("href", ""))
        assert re.match(r"data:image/jpeg;base64,[A-Za-z0-9+/=]*$|$", element.get("src", ""))
    assert len(page.findall(".//script")) == len(page.findall(".//style")) == 1


def assert_anchors_lead_somewhere(page: Page) -> None:
    ids = [element.get("id") for element in page.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))
    targets = {element.get("href")[1:] for element in page.iter("a")}
    assert targets <= set(ids)
    assert "" not in targets


def words_of(element: Page) -> str:
    return " ".join(str(element.text_content()).split())


def test_the_changes_come_first_and_the_ways_to_check_last() -> None:
    page = parse(dossier())
    assert [section.get("id") for section in page.findall(".//section")] == ["v1", "t1", "r1", "case", "check"]
    assert_is_ours(page)
    assert_anchors_lead_somewhere(page)


def test_the_page_allows_itself_nothing_but_its_own_style_and_script() -> None:
    page = parse(dossier())
    (policy,) = [meta.get("content") for meta in page.findall(".//meta") if meta.get("http-equiv")]
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        digest = hashlib.sha256(page.find(f".//{tag}").text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_a_card_tells_kind_clock_confidence_reason_and_doubt() -> None:
    page = parse(dossier())
    card = words_of(page.get_element_by_id("v1-e3"))
    for words in (
        "3 Removed", "fairly sure (0.81)", "Left 0:14.500 to 0:16.100", "Right at 0:13.400",
        "Its start lies 0:13.900 to 0:15.100", "The picture stands still here",
    ):  # fmt: skip
        assert words in card
    assert len(page.get_element_by_id("v1-e1").findall(".//img")) == 7  # five of the left version, two of the right


def test_regions_are_pointed_at_in_the_right_picture() -> None:
    card = parse(dossier()).get_element_by_id("v1-e4")
    first = card.findall(".//figure")[1]
    assert float(first.find(".//rect").get("x")) == pytest.approx(0.435, abs=0.001)


def test_the_time_line_has_words_and_leads_to_the_cards() -> None:
    figure = parse(dossier()).find(".//figure[@class='timeline']")
    assert words_of(figure.find(".//title")) == "Time line of both versions"
    assert "4 matching stretches joined by ribbons" in words_of(figure.find(".//desc"))
    assert {a.get("href") for a in figure.iter("a")} == {"#v1-e1", "#v1-e2", "#v1-e3", "#v1-e4"}
    assert all(a.get("aria-label") for a in figure.iter("a"))


def test_what_was_not_examined_is_said() -> None:
    text = words_of(parse(dossier()))
    assert "Silence about it means nothing." in text
    assert "regions (right 0:12.000 to 0:15.500): too flat to decide" in text


def test_facts_that_differ_are_marked() -> None:
    rows = {
        words_of(row.find("th")).split(" ≠")[0]: row
        for row in parse(dossier()).findall(".//table[@class='sides']/tbody/tr")
    }
    assert rows["picture"].get("class") == "differs"
    assert rows["video codec"].get("class") is None
    assert "1280 × 720" in words_of(rows["picture"])


def test_differing_words_of_two_texts_are_marked() -> None:
    section = parse(dossier()).get_element_by_id("t1")
    assert [words_of(one) for one in section.iter("del")][1:] == ["eleven", "possibly", "The union disputes this."]
    assert [words_of(one) for one in section.iter("ins")][1:] == ["twelve", "The council thanked the police."]
    assert "number changed" in words_of(section)


def test_claims_are_grouped_by_source_and_lead_to_their_words() -> None:
    page = parse(dossier())
    section = page.get_element_by_id("r1")
    heads = [words_of(one.find("h4")) for one in section.findall(".//div[@class='source']")]
    assert heads[0] == "Eastport Courier the publisher, in its own voice, 2 claims"
    link = page.get_element_by_id("r1-c3").find(".//a[@class='words']")
    assert words_of(page.get_element_by_id(link.get("href")[1:])) == "anything was left out"
    assert "denied" in words_of(page.get_element_by_id("r1-c3"))
    assert "Told through dockers' union" in words_of(page.get_element_by_id("r1-c2"))


def test_footage_that_a_report_speaks_of_stands_beside_what_was_found() -> None:
    beside = parse(dossier()).find(".//div[@class='beside']")
    said, found = (words_of(one) for one in beside)
    assert "the council had cut eleven seconds" in said
    assert "2.4 s are removed at 0:04" in found
    assert parse(dossier(comparisons=[])).find(".//div[@class='beside']") is None


def test_the_case_shows_hashes_custody_and_what_does_not_match() -> None:
    held = inventory()
    findings = [Finding(path="objects/sha256/3f/0a9d", what="1 byte differs")]
    checked = Verification(
        case=held.case,
        checked_files=3,
        checked_entries=3,
        log_head=held.log[-1].sha256,
        findings=findings,
        version="0.1.0",
    )
    text = words_of(parse(dossier(verification=checked)).get_element_by_id("case"))
    for words in (
        held.exhibits[0].sha256,
        held.log[-1].sha256,
        "Landlock + seccomp + rlimits",
        "objects/sha256/3f/0a9d: 1 byte differs",
        "quick = no",
        "E1 meeting-full.mp4",
    ):
        assert words in text


def test_the_commands_to_check_name_only_what_a_shell_reads_rightly() -> None:
    exhibits = [
        msgspec.structs.replace(inventory().exhibits[0], name=name)
        for name in ("plain.mp4", "it's; rm -rf ~.mp4", "-rf", "two\nlines.mp4", "\u202efdp.exe")
    ]
    held = msgspec.structs.replace(
        inventory(), exhibits=[msgspec.structs.replace(e, sha256=f"{n:064x}") for n, e in enumerate(exhibits)]
    )
    blocks = [pre.text_content() for pre in parse(dossier(inventory=held)).findall(".//pre")]
    assert blocks[0] == f"uncut verify CASE-FOLDER --head {held.log[-1].sha256}"
    assert blocks[1].splitlines() == [
        "sha256sum plain.mp4",
        """sha256sum 'it'"'"'s; rm -rf ~.mp4'""",
        "sha256sum ./-rf",
    ]


@pytest.mark.parametrize("heads", [[], ["; rm -rf ~"]])
def test_what_is_no_hash_stands_in_no_command(heads: list[str]) -> None:
    held = inventory()
    log = [msgspec.structs.replace(held.log[0], sha256=head) for head in heads]
    held = msgspec.structs.replace(held, log=log)
    check = parse(dossier(inventory=held)).get_element_by_id("check")
    assert check.find("pre").text_content() == "uncut verify CASE-FOLDER"
    assert "--head" not in check.text_content()


def test_without_a_case_the_compared_files_are_listed_for_checking() -> None:
    text = words_of(parse(dossier(inventory=None)).get_element_by_id("check"))
    assert "sha256sum meeting-full.mp4" in text
    assert "uncut verify" not in text


def test_folders_are_not_told_to_whoever_gets_the_dossier() -> None:
    one = comparison(left=footage("/home/mara/cases/meeting-full.mp4", 24.4, LEFT_HASH))
    text = render_dossier_html(dossier(comparisons=[ComparisonPart(one)], inventory=None))
    assert "meeting-full.mp4" in text
    assert "mara/cases" not in text


def test_the_reports_text_stands_there_to_the_letter() -> None:
    assert list(shown_text(report())) == TEXT.split("\n\n")


def shown_text(one: Report) -> Iterator[str]:
    for body in parse(dossier(comparisons=[], text_comparisons=[], reports=[one], inventory=None)).findall(
        ".//p[@class='body']"
    ):
        yield body.text_content()


def hostile(words: str) -> Dossier:
    """A dossier in which every free string is ``words``, and the report's text holds them too."""
    text = f"{TEXT}\n\n{words}"
    end = quote_at(text, len(text) - len(words), len(text))
    one = report(text)
    one = msgspec.structs.replace(one, claims=[*one.claims, msgspec.structs.replace(one.claims[0], quote=end)])
    document = msgspec.structs.replace(one.document, boilerplate=[Boilerplate(quote=end, kind="promotion")])
    compared = poisoned(comparison(all_kinds()), words)
    held = poisoned(inventory(), words)
    poisoned_report = poisoned(msgspec.structs.replace(one, document=document), words)
    kept_text = msgspec.structs.replace(poisoned_report.document, text=text)
    texts = poisoned(text_comparison(), words)
    return dossier(
        title=words,
        comparisons=[ComparisonPart(compared, {})],
        reports=[msgspec.structs.replace(poisoned_report, document=kept_text)],
        text_comparisons=[texts],
        inventory=held,
        version=words,
    )


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_no_stranger_writes_markup(words: str, tmp_path: Path) -> None:
    one = hostile(words)
    page = parse(one)
    assert_is_ours(page)
    assert_anchors_lead_somewhere(page)
    shown = " ".join(show_controls(words).split())
    assert words_of(page.find(".//h1")) == shown
    assert shown[:300] in words_of(page.get_element_by_id("v1-e1"))
    assert shown in words_of(page.get_element_by_id("case"))
    assert shown in words_of(page.findall(".//p[@class='body']")[-1])
    assert not re.search("[\u202a-\u202e\x00-\x08\x1b]", page.text_content())
    write_dossier_html(one, tmp_path / "dossier.html")
    assert (tmp_path / "dossier.html").stat().st_size > 10_000


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=40))
def test_no_string_at_all_becomes_markup_or_changes(words: str) -> None:
    page = parse(hostile(words))
    assert_is_ours(page)
    assert_anchors_lead_somewhere(page)
    title = page.find(".//h1").text_content()
    assert title == show_controls(words)


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("<>&\"'ab \n{}%#\u202e\t"), max_size=60))
def test_report_text_round_trips(words: str) -> None:
    text = f"{TEXT}\n\n{words}"
    shown = "\n".join(shown_text(report(text)))
    wanted = "\n".join(line for line in show_controls(text).split("\n") if line.strip())
    assert "\n".join(line for line in shown.split("\n") if line.strip()) == wanted


def test_hundreds_of_edits_are_folded_and_bounded() -> None:
    one = comparison(list(many_edits(500)))
    text = render_dossier_html(dossier(comparisons=[ComparisonPart(one, noise_stills(one))]))
    page = lxml.html.fromstring(text.encode())
    lots = page.findall(".//details[@class='lot']")
    assert len(lots) == 12
    assert len(page.findall(".//article[@id='v1-e40']")) == 1
    assert lots[0].find("summary").text == "Changes 41 to 80"
    assert len(page.findall(".//img")) <= 240
    assert len(text) < 24_000_000
    assert {a.get("tabindex") for a in page.find(".//figure[@class='timeline']").iter("a")} == {"-1"}


def test_an_empty_dossier_is_still_a_page() -> None:
    page = parse(dossier(comparisons=[], text_comparisons=[], reports=[], inventory=None))
    assert_is_ours(page)
    assert_anchors_lead_somewhere(page)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        dossier(made_at=dossier().made_at.replace(tzinfo=None))
