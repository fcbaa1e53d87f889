"""Where the words of saying are not known, quotation marks may hold anybody's speech: nothing is called ironic there."""

import pytest

from uncut.reports import read_bytes

TEXTS = {
    "ar": 'قال الناطق باسم القوات إن الجسر في المدينة لم يتضرر. وأضاف المتحدث: "لم نقصف الجسر". ولم يعلق أحد على ذلك.',
    "ru": "Мост был повреждён в ночь на вторник, но не разрушен. «Мы не стреляли», — сказал представитель бригады.",
    "fr": "Le pont est tombé dans la nuit et les habitants ont été évacués. « Pas un tir », a dit le porte-parole.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_speech_is_neither_ironic_nor_loaded(language: str) -> None:
    report = read_bytes(TEXTS[language].encode())
    assert report.document.language == language
    assert report.claims
    assert not [claim for claim in report.claims if claim.stance == "ironic" or claim.loaded]
    assert any("loaded words" in one and f"the text is in {language}" in one for one in report.not_examined)


def test_speech_in_another_script_within_an_english_text_is_no_scare_quote() -> None:
    told = "The bridge was hit in the night and the crews left the town. On the wall stood «мы не стреляли» in red."
    report = read_bytes(told.encode())
    assert report.document.language == "en"
    assert not [claim for claim in report.claims if claim.loaded]


def test_distance_in_an_english_text_stays() -> None:
    report = read_bytes(b'The "peace" talks in the valley failed, and the crews of the ferries left the town.')
    assert [item.quote.text for claim in report.claims for item in claim.loaded] == ["peace"]
