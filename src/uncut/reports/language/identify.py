"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_COMMON = {
    "en": "the of and to in that is was for on with as by at from his they have been were which this are not has had",
    "fr": "le la les des et est dans que pour qui une sur pas avec plus par sont aux ont été cette ce il",
    "de": "der die und das ist nicht von mit den dem ein eine auf für im auch sich des wurde hat als nach werden",
    "es": "el los las del que en por con una para es se al como su fue han más este sobre entre",
    "it": "il di che la per non una con del della sono le gli nel alla dei anche è stato dalla",
    "pt": "o os as que em para com uma não do da dos das por foi mais ao são pelo pela também",
    "nl": "de het een van en dat is niet op te zijn met voor die door aan ook werd naar bij heeft",
    "sv": "och att det som en är på av för med till den har inte om ett var från de",
    "pl": "w na z do nie się że jest to o jak po przez dla od są został który oraz",
    "tr": "bir ve bu için ile olarak daha olan da de çok sonra gibi kadar ancak olduğunu göre",
    "id": "yang dan di untuk dengan pada ini dari tidak dalam itu akan telah oleh juga",
    "ru": "в и на не что с по как из за от это для его был все о к также было",
    "uk": "в і на не що з та до як від за про це для його був також є у",
    "ar": "في من على إلى أن عن مع التي الذي هذا هذه كان قال ما لا بعد بين كما",
    "fa": "در به از که این را با است برای آن یک و می شد خود تا کرد بر",
    "he": "של את על לא הוא זה עם כי היא גם אל או בין היה",
    "el": "και το να του η της με που για την από στο των είναι",
}
_MEMBERS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "DEVANAGARI": "hi", "BENGALI": "bn",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am", "TAMIL": "ta", "HEBREW": "he", "GREEK": "el",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000


def identify_language(text: str) -> str | None:
    """ISO 639-1 code; ``None`` where the text is too short or holds too few common words to tell."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if by_script := _by_script(words):
        return by_script
    counts = Counter(words)
    scores = {code: sum(counts[word] for word in members) for code, members in _MEMBERS.items()}
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    enough = scores[best] >= max(2, 0.06 * len(words))
    return best if enough and scores[best] > scores[second] else None


def _by_script(words: list[str]) -> str | None:
    letters = "".join(words)[:600]
    names = Counter(unicodedata.name(letter, "").split(" ", 1)[0] for letter in letters)
    found = Counter[str]()
    for script, count in names.items():
        if script in _SCRIPTS:
            found[_SCRIPTS[script]] += count
    if not found or sum(found.values()) * 2 < len(letters):
        return None
    return "ja" if found["ja"] else found.most_common(1)[0][0]
