"""The sequence tagger against all paths counted out, and what it may and may not overrule."""

import itertools

import numpy as np
import pytest

from uncut.reports import ReadOptions, document_from_bytes
from uncut.reports.language.analysis import Analysis, analyse
from uncut.reports.mentions.features import rule_labels, shape_of
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.tagger import FeatureRows, Tagger, feature_key, load_tagger, shipped_tagger
from uncut.reports.mentions.trained import SURENESS, TrainedMentionFinder, cut_at_commas, spans_of

LABELS = ("O", "B-person", "I-person", "B-location")


def analysed(text: str) -> Analysis:
    return analyse(document_from_bytes(text.encode(), "", ReadOptions()))


def tagger_of(weights: dict[str, list[float]], transitions: np.ndarray | None = None) -> Tagger:
    by_key = {feature_key(name): row for name, row in weights.items()}
    keys = np.array(sorted(by_key), np.uint32)
    rows = np.array([by_key[int(key)] for key in keys], np.float32).reshape(len(keys), len(LABELS))
    steps = np.zeros((len(LABELS) + 1, len(LABELS)), np.float32) if transitions is None else transitions
    return Tagger(LABELS, keys, rows, steps)


def mentions(text: str, tagger: Tagger | None = None) -> set[tuple[str, str]]:
    finder = TrainedMentionFinder(tagger or shipped_tagger())
    return {(m.kind, text[m.start : m.end]) for m in finder.find(analysed(text))}


def test_path_and_beliefs_are_those_of_all_paths_counted_out() -> None:
    draw = np.random.default_rng(3)
    tagger = tagger_of({}, draw.normal(size=(5, 4)).astype(np.float32))
    scores = draw.normal(size=(5, 4)).astype(np.float32)

    def weight(path: tuple[int, ...]) -> float:
        steps = zip((4, *path), path, strict=False)
        return float(
            sum(scores[at, label] for at, label in enumerate(path)) + sum(tagger.transitions[s] for s in steps)
        )

    paths = list(itertools.product(range(4), repeat=5))
    assert tagger.best(scores) == list(max(paths, key=weight))
    likely = np.exp([weight(path) for path in paths])
    beliefs = np.array([[sum(likely[[p[at] == k for p in paths]]) for k in range(4)] for at in range(5)]) / likely.sum()
    np.testing.assert_allclose(tagger.marginals(scores), beliefs, atol=1e-5)


def test_a_tagger_is_read_as_it_was_written_but_for_weights_of_no_weight(tmp_path) -> None:
    tagger = tagger_of({"w=heavy": [0, 1, -2, 0.5], "w=light": [0.001, 0, 0, 0]})
    tagger.save(tmp_path / "tagger.npz")
    read = load_tagger((tmp_path / "tagger.npz").read_bytes())
    assert read.labels == LABELS
    assert read.keys.tolist() == [feature_key("w=heavy")]
    np.testing.assert_array_equal(read.scores([["w=heavy", "w=light", "w=new"]]), [[0, 1, -2, 0.5]])


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["O", "B-person", "I-person", "O"], [("person", 1, 3)]),
        (["B-person", "B-person"], [("person", 0, 1), ("person", 1, 2)]),
        (["B-person", "B-location"], [("person", 0, 1), ("location", 1, 2)]),
        (["O", "O"], []),
    ],
)
def test_spans_of_labels(labels: list[str], spans: list[tuple[str, int, int]]) -> None:
    assert list(spans_of(labels)) == spans


@pytest.mark.parametrize(("word", "shape"), [("Army", "Xx"), ("FSA", "X"), ("al-Izza", "x-Xx"), ("1,200", "9,9")])
def test_shape_of_a_word(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def test_rule_labels_are_those_of_the_outermost_mentions() -> None:
    analysis = analysed("Fighters shelled the mayor of Kafr Dana.")
    found = RuleMentionFinder().find(analysis)
    labels = dict(
        zip(
            [entry.token.text for entry in analysis.sentences[0].tagged],
            rule_labels(analysis.sentences[0], found),
            strict=True,
        )
    )
    assert labels["shelled"] == "O"
    assert labels["the"].startswith("B-")
    assert {labels[word][2:] for word in ("the", "mayor", "of", "Kafr", "Dana")} == {labels["the"][2:]}


def test_the_tagger_overrules_the_rules_on_who_is_spoken_of() -> None:
    tagger = tagger_of({"w=snowdrop": [0, 9, 0, 0]})
    assert ("person", "Snowdrop") in mentions("The commander met Snowdrop.", tagger)
    assert ("person", "The commander") not in mentions("The commander met Snowdrop.", tagger)


@pytest.mark.parametrize(("score", "told"), [(-0.7, True), (-1.4, False)])
def test_a_mention_is_told_from_less_than_even_odds(score: float, told: bool) -> None:
    tagger = tagger_of({"w=snowdrop": [0, score, -9, -9], "always": [0, -3, -9, -9]})
    heavy = tagger_of({"w=snowdrop": [0, score + 3, 0, 0], "always": [0, -3, -9, -9]})
    assert ("person", "Snowdrop") not in mentions("The commander met Snowdrop.", tagger)
    assert (("person", "Snowdrop") in mentions("The commander met Snowdrop.", heavy)) is told


def test_the_least_likely_word_says_how_sure_a_mention_is() -> None:
    tagger = tagger_of({"w=jane": [0, 5, 0, 0], "w=snowdrop": [0, 0, 2, 0]})
    analysis = analysed("They met Jane Snowdrop.")
    found = {analysis.text[m.start : m.end]: m.confidence for m in TrainedMentionFinder(tagger).find(analysis)}
    assert found["Jane Snowdrop"] == pytest.approx(SURENESS * np.exp(2) / (np.exp(2) + 3), abs=0.01)


def test_times_sums_and_weapons_of_the_rules_stand() -> None:
    nothing = tagger_of({"always": [9, 0, 0, 0]})
    text = "On 4 June 2019 the mayor paid $3 million for two rockets."
    kinds = {kind for kind, _ in mentions(text, nothing)}
    assert {"temporal", "money", "weapon", "quantity"} <= kinds
    assert "person" not in kinds


def test_a_time_keeps_its_interval() -> None:
    analysis = analysed("The convoy left on 4 June 2019.")
    (time,) = (m for m in TrainedMentionFinder().find(analysis) if m.kind == "temporal")
    assert time.time is not None
    assert time.time.interval is not None


def test_the_body_inside_a_description_of_its_leader_is_named() -> None:
    assert ("organisation", "Jaysh al-Nasr") in mentions("Ahmed Karim is the leader of Jaysh al-Nasr.")


def test_mentions_come_in_text_order_with_confidences() -> None:
    analysis = analysed("Jaysh al-Nasr fired rockets at Kafr Dana. Its leader, Ahmed Karim, spoke on 4 June 2019.")
    found = TrainedMentionFinder().find(analysis)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(0 < m.confidence <= 1 for m in found)


def test_places_are_cut_at_their_commas_and_no_comma_is_a_place() -> None:
    text = "He went to Rome , , Oslo , then home ."
    sentence = analyse(document_from_bytes(text.encode()), 1000).sentences[0]
    words = [entry.token.text for entry in sentence.tagged]
    first, last = words.index("Rome"), words.index("Oslo")
    spans = list(cut_at_commas(sentence, iter([("location", first, last + 2), ("person", 0, 1)])))
    assert spans == [("location", first, first + 1), ("location", last, last + 1), ("person", 0, 1)]


def test_those_whom_a_number_counts_are_told_whatever_the_tagger_holds_of_them() -> None:
    assert ("organisation", "children") in mentions("Shelling on the town killed one woman and four children.")
    assert ("organisation", "young children") in mentions("The rockets claimed the lives of four young children.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("It is seen across the United States.", "location"), ("The United States said so.", "organisation")],
)
def test_a_country_in_which_something_is_is_a_place(text: str, kind: str) -> None:
    assert {found for found, words in mentions(text) if "United States" in words} == {kind}


def test_a_feature_keeps_its_row_and_the_unknown_share_the_last(monkeypatch) -> None:
    keys = np.array(sorted([feature_key("w=one"), feature_key("w=two")]), np.uint32)
    rows = FeatureRows(keys)
    asked = ["w=one", "w=two", "w=new", "w=one"]
    first = [rows[name] for name in asked]
    assert first[0] == first[3] == keys.tolist().index(feature_key("w=one"))
    assert first[2] == rows.nothing == 2
    monkeypatch.setattr(FeatureRows, "_MOST", 2)
    rows.forget_some()
    assert not rows
    assert [rows[name] for name in asked] == first
