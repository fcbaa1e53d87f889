"""Words that are used alike have one class, and the tagger sees it."""

from uncut.reports import ReadOptions, document_from_bytes
from uncut.reports.language.analysis import analyse
from uncut.reports.mentions.features import FeatureReader
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.word_classes import UNKNOWN, classes_of


def test_words_used_alike_have_one_class() -> None:
    assert classes_of("troops") == classes_of("infantry")
    assert classes_of("troops") != classes_of("chocolate")


def test_a_word_is_known_by_its_last_part_and_its_singular_and_else_unknown() -> None:
    assert classes_of("ex-soldier") == classes_of("soldier")
    assert classes_of("bivouacs") in {classes_of("bivouac"), UNKNOWN}
    assert classes_of("qwzx") == UNKNOWN


def test_the_features_of_a_token_hold_its_classes_and_those_of_its_neighbours() -> None:
    analysis = analyse(document_from_bytes(b"The infantry left.", "", ReadOptions()))
    features = FeatureReader(analysis, RuleMentionFinder().find(analysis)).read(0)
    fine = classes_of("infantry")[2]
    assert f"k1024={fine}" in features[1]
    assert f"k10241={fine}" in features[0]
