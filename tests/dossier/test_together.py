"""What a report says about footage, told in one sentence with what the comparison found."""

import lxml.html
import msgspec
from tests.dossier.dossier_samples import all_kinds, comparison, dossier, report, words

from uncut.dossier import ComparisonPart, render_dossier_html
from uncut.dossier.together import tell_together
from uncut.model.comparison import Comparison
from uncut.model.report import FootageHand, FootageMention

TEXT = "The film was cut by the council. The edited version hides a badge."


def mention(**changes: object) -> FootageMention:
    facts = {"claim": "c1", "quote": words(TEXT, "The edited version"), "kind": "video", "version": "edited"}
    return FootageMention(**{**facts, **changes})


def found(*kinds: str) -> Comparison:
    return msgspec.structs.replace(comparison(), edits=[one for one in all_kinds() if one.kind in kinds])


def test_what_is_hidden_stands_beside_what_hides() -> None:
    told = tell_together(mention(hides=words(TEXT, "a badge")), "The union", found("covered", "muted", "metadata"))
    assert told.said == "The union says that the edited version hides “a badge”"
    assert [number for _, number in told.found] == [1]
    assert told.found[0][0].startswith("a region is covered from ")


def test_an_edited_version_stands_beside_every_change() -> None:
    by = [FootageHand(role="edited", actor=None, quote=words(TEXT, "the council"))]
    told = tell_together(mention(by=by), "The union", found("muted", "metadata", "removed"))
    assert told.said == "The union says that the edited version was edited by “the council”"
    assert len(told.found) == 2


def test_footage_of_which_nothing_is_said_is_left_to_the_list() -> None:
    assert tell_together(mention(version="unknown"), "The union", found("covered")) is None
    unrelated = msgspec.structs.replace(comparison(), related=False)
    assert tell_together(mention(), "The union", unrelated) is None


def test_the_page_tells_both_with_links() -> None:
    told = report()
    hides = words(told.document.text, "eleven seconds")
    footage = [msgspec.structs.replace(told.footage[0], hides=hides)]
    one = found("covered")
    page = lxml.html.fromstring(
        render_dossier_html(
            dossier(comparisons=[ComparisonPart(one)], reports=[msgspec.structs.replace(told, footage=footage)])
        )
    )
    (sentence,) = [p for p in page.iter("p") if "says that the edited version hides" in p.text_content()]
    said = " ".join(sentence.text_content().split())
    assert said.startswith(
        "dockers' union says that the edited version hides “eleven seconds”; the comparison found that a region is covered from"
    )
    assert [link.get("href") for link in sentence.iter("a")] == ["#r1-c1", "#v1", "#v1-e1"]
