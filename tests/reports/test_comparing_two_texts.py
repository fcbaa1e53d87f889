"""Planted edits are found where they are, and nothing else is."""

import time

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncut.model.serialise import json_schema, to_builtins
from uncut.model.text import is_placed
from uncut.model.text_comparison import TextComparison
from uncut.reports import compare_documents, compare_texts, document_from_bytes

VALIDATOR = jsonschema.Draft202012Validator(json_schema("text-comparison"))
SENTENCES = [
    "The army said on Monday that 12 soldiers were killed near the river.",
    "Residents of the old town fled to the hills when the shelling began.",
    "A spokesman for the ministry may have confirmed the strike later.",
    "Two bridges across the valley were closed to all traffic.",
    "The rebels did not comment on the accusations from the capital.",
    "Aid workers reported that water and medicine were running short.",
    "The mayor asked both sides to let the wounded leave the city.",
    "Schools in the northern district stayed closed for a third week.",
]
BASE = "\n\n".join(" ".join(SENTENCES[k : k + 2]) for k in range(0, 8, 2))


def compare(left: str, right: str) -> TextComparison:
    result = compare_documents(document_from_bytes(left.encode()), document_from_bytes(right.encode()))
    VALIDATOR.validate(to_builtins(result))
    for edit in result.edits:
        for quote, text in ((edit.left, left), (edit.right, right)):
            assert quote is None or is_placed(quote, text)
    return result


def edits(left: str, right: str) -> list[tuple[str, str | None, str | None]]:
    return [(e.kind, e.left and e.left.text, e.right and e.right.text) for e in compare(left, right).edits]


@pytest.mark.parametrize(
    "right",
    [
        BASE,
        BASE.replace("\n\n", "\n"),
        BASE.replace("\n\n", " "),
        BASE.replace(" ", "\n"),
        "Facebook Twitter YouTube\n\nHome | World | Sport\n\n"
        + BASE
        + "\n\nRead more: our coverage\n\n© 2020 Another Wire\n",
        BASE.replace("\n\n", "\n\nAdvertisement\n\n"),
        BASE.replace(" ", "\u00a0", 5),
    ],
)
def test_furniture_and_line_breaks_are_no_edits(right: str) -> None:
    result = compare(BASE, right)
    assert result.related
    assert result.edits == []
    assert (result.coverage.left, result.coverage.right) == (1.0, 1.0)


REPORT = "Two bridges fall in the valley\n\n" + BASE


@pytest.mark.parametrize(
    "right",
    [
        "What they do not tell you about the valley\n\n" + BASE,
        "June 5, 2019\n\nA closer look at the war\n\nBy Jane Example\n\n" + BASE,
        REPORT + "\n\nThis article was originally published by Example Wire.",
        REPORT + "\n\nReprinted with permission from the Example Herald.",
        "Example Front reports…\n\n" + REPORT,
        REPORT.replace("residents", "res-\nidents")
        .replace("spokesman", "spokes-\nman")
        .replace("accusations", "accu-\nsations"),
        REPORT + " Read also",
        REPORT + "\n\nJane Example is a reporter for Example News.",
        REPORT.replace("\n\nSchools", "\n\nPhoto: Jane Example/Example Agency\n\nSchools")
        + "\n\nPhoto by Jane Example",
        REPORT.replace(" Aid workers", "\nAid workers").replace(
            "Residents of the old town", "Residents\nof the old town"
        ),
    ],
)
def test_what_a_republication_puts_around_a_text_is_no_edit(right: str) -> None:
    result = compare(REPORT, right)
    assert result.related
    assert result.edits == []


def test_a_reworded_headline_is_an_edit() -> None:
    (edit,) = compare(REPORT, REPORT.replace("Two bridges fall", "Three bridges fall")).edits
    assert (edit.kind, edit.effect) == ("reworded", ["number_changed"])


@pytest.mark.parametrize("wrapped", ["1967\nMiddle East war", "the\n1967 Middle East war", "Middle\nEast war"])
def test_a_line_break_inside_a_changed_sentence_does_not_cut_it(wrapped: str) -> None:
    told = "They want the old city, captured in the 1967 Middle East war, for a future state."
    right = told.replace("old city", "old town").replace(wrapped.replace("\n", " "), wrapped)
    (edit,) = compare(f"{BASE}\n\n{told} {SENTENCES[0]}", f"{BASE}\n\n{right} {SENTENCES[0]}").edits
    assert (edit.kind, edit.left.text, edit.right.text) == ("reworded", told, right)


def test_a_sentence_put_in_before_one_without_a_capital_is_found() -> None:
    told = "in 1979 the army drafted new rules. the rules were dropped in spring."
    text = BASE.lower() + "\n\n" + told
    extra = "It Was Written Down Later."
    assert edits(text, text.replace(told, f"{extra} {told}")) == [("inserted", None, extra)]


@pytest.mark.parametrize("pair", ['""', "“”", "«»", "‘’", "''", "„“"])
def test_quotation_mark_style_is_no_edit(pair: str) -> None:
    left = BASE + ' He spoke of "moderate rebels" and said: "We will not leave this town before the winter."'
    right = (
        BASE
        + f" He spoke of {pair[0]}moderate rebels{pair[1]} and said: {pair[0]}We will not leave this town before the winter.{pair[1]}"
    )
    assert edits(left, right) == []


def test_removed_and_inserted_sentences() -> None:
    assert edits(BASE, BASE.replace(SENTENCES[3], "")) == [("removed", SENTENCES[3], None)]
    assert edits(BASE.replace(SENTENCES[3], ""), BASE) == [("inserted", None, SENTENCES[3])]


def test_neighbouring_removals_are_one_edit() -> None:
    (only,) = edits(BASE, BASE.replace(SENTENCES[4] + " " + SENTENCES[5], ""))
    assert only == ("removed", SENTENCES[4] + " " + SENTENCES[5], None)


def test_moved_sentence() -> None:
    right = BASE.replace(SENTENCES[1], "") + " " + SENTENCES[1]
    assert edits(BASE, right) == [("moved", SENTENCES[1], SENTENCES[1])]


@pytest.mark.parametrize(
    ("old", "new", "effect", "pieces"),
    [
        ("may have confirmed", "confirmed", "hedge_dropped", [("may have", None)]),
        ("12 soldiers", "14 soldiers", "number_changed", [("12", "14")]),
        ("on Monday", "on Tuesday", "date_changed", [("Monday", "Tuesday")]),
        ("did not comment", "did comment", "negation_changed", [("not", None)]),
        ("The rebels did", "The terrorists did", "loaded_word_added", [("rebels", "terrorists")]),
        ("The army said on", "On", "source_dropped", [("The army said", None)]),
        ("The rebels", "The “rebels”", "loaded_word_added", [("rebels", "rebels")]),
    ],
)
def test_rewording_and_its_effect(old: str, new: str, effect: str, pieces: list[tuple[str | None, str | None]]) -> None:
    (edit,) = compare(BASE, BASE.replace(old, new)).edits
    assert edit.kind == "reworded"
    assert effect in edit.effect
    found = [(piece.left and piece.left.text, piece.right and piece.right.text) for piece in edit.pieces]
    if effect != "source_dropped":
        assert found == pieces


def test_unrelated_texts_say_so() -> None:
    other = "Bake the bread for an hour. Let it cool on a rack. Serve with butter and salt, or with cheese and olives."
    assert not compare(BASE, other).related


def test_arabic_is_compared_too() -> None:
    left = "قال الجيش إن الجسر تعرض للقصف يوم الاثنين. غادر السكان المدينة القديمة. لم يعلق المتمردون على ذلك أبدا."
    assert edits(left, left.replace("غادر السكان المدينة القديمة. ", "")) == [
        ("removed", "غادر السكان المدينة القديمة.", None)
    ]


@given(st.permutations(range(8)), st.sets(st.integers(0, 7), max_size=3))
@settings(max_examples=20, deadline=None)
def test_comparison_mirrors(order: list[int], gone: set[int]) -> None:
    left, right = " ".join(SENTENCES), " ".join(SENTENCES[k] for k in order if k not in gone)
    swap = {"removed": "inserted", "inserted": "removed", "moved": "moved", "reworded": "reworded"}
    there, back = compare(left, right), compare(right, left)
    assert sorted(swap[e.kind] for e in there.edits if e.kind in {"removed", "inserted"}) == sorted(
        e.kind for e in back.edits if e.kind in {"removed", "inserted"}
    )
    assert there.related == back.related


def test_claims_that_an_edit_touches(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(BASE)
    (tmp_path / "b.txt").write_text(BASE.replace("12 soldiers", "14 soldiers"))
    result = compare_texts(tmp_path / "a.txt", tmp_path / "b.txt")
    (edit,) = result.edits
    assert edit.claims.left
    assert edit.claims.right


def test_long_texts_take_seconds() -> None:
    words = [f"word{k % 997}x{k // 7}" for k in range(60_000)]
    sentences = [" ".join(words[k : k + 12]).capitalize() + "." for k in range(0, len(words), 12)]
    left, right = (
        " ".join(sentences),
        " ".join(sentences[:2000] + sentences[2003:4000] + sentences[2000:2003] + sentences[4000:]),
    )
    began = time.process_time()
    assert [edit.kind for edit in compare(left, right).edits] == ["moved"]
    assert time.process_time() - began < 15


BODY = "\n\n".join(f"{SENTENCES[at]} {SENTENCES[at + 1]}" for at in (0, 2))


@pytest.mark.parametrize(
    ("right", "told"),
    [
        (f"Rain came again\n\n{BODY}", "Rain came again"),
        (f"HOME | NEWS | SPORT\nRain came again\n\n{BODY}", "Rain came again"),
        (BODY, None),
    ],
)
def test_another_headline_is_told_and_is_no_edit(right: str, told: str | None) -> None:
    left = f"Mayor says 12 died in flood\n\n{BODY}"
    for one, two, is_left in ((left, right, True), (right, left, False)):
        result = compare(one, two)
        assert result.edits == []
        (headline,) = result.around
        quotes = (headline.left, headline.right) if is_left else (headline.right, headline.left)
        assert headline.kind == "headline"
        assert quotes[0] is not None
        assert quotes[0].text == "Mayor says 12 died in flood"
        assert (quotes[1].text if quotes[1] else None) == told
        assert (result.coverage.left if is_left else result.coverage.right) < 1


def test_the_same_headline_and_lines_around_are_not_told() -> None:
    text = f"Mayor says 12 died in flood\n\nBy Jane Example\n\n12 June 2019\n\n{BODY}"
    result = compare(text, text)
    assert (result.around, result.coverage.left) == ([], 1.0)


def test_lines_about_the_publication_that_differ_are_told() -> None:
    head = "Mayor says 12 died in flood\n\n"
    result = compare(f"{head}By Jane Example\n\n12 June 2019\n\n{BODY}", f"{head}13 June 2019\n\n{BODY}")
    assert result.edits == []
    told = [(one.kind, one.left and one.left.text, one.right and one.right.text) for one in result.around]
    assert told == [
        ("publication", "By Jane Example", None), ("publication", "12 June 2019", None),
        ("publication", None, "13 June 2019"),
    ]  # fmt: skip


_HEADED = "Two bridges fall in the valley\n\nBy Jane Example\n12 October 2023\n\n" + BASE
_LINES = [line for line in _HEADED.split("\n") if line]
_HEAD = "<html><head><title>Two bridges fall in the valley</title>"


@pytest.mark.parametrize(
    "right",
    [
        "\n\n".join(_LINES),
        _HEAD + "</head><body>" + "".join(f"<p>{line}</p>" for line in _LINES[1:]),
        _HEAD + '<meta name="author" content="Jane Example"><meta name="date" content="2023-10-12"></head><body>'
        + "".join(f"<p>{line}</p>" for line in _LINES[3:]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_one_byline_day_and_headline_are_the_same_whatever_says_them(right: str, turned: bool) -> None:
    pair = [document_from_bytes(side.encode()) for side in (_HEADED, right)]
    result = compare_documents(*(pair[::-1] if turned else pair))
    assert (result.edits, result.around) == ([], [])
    assert (result.coverage.left, result.coverage.right) == (1.0, 1.0)


def test_another_writer_in_the_files_facts_is_told() -> None:
    page = _HEAD + '<meta name="author" content="Al Other"></head><body>' + f"<p>{_LINES[3]}</p><p>{_LINES[4]}</p>"
    result = compare_documents(
        document_from_bytes("\n\n".join(_LINES[:5]).encode()), document_from_bytes(page.encode())
    )
    assert "By Jane Example" in [one.left.text for one in result.around if one.left]
