# ruff: noqa: E501  patterns and word lists stay on one line each
"""Plants known edits and known non-edits in real texts. Splits sentences by its own, deliberately plain rule."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass, field

_SPLIT = re.compile(
    r"(?<=[a-z0-9) ][a-z0-9)][.!?])(?<! [a-z]\.)(?<!\bdr\.)(?<!\bsr\.)(?<!\bjr\.)(?<!\bst\.)(?<!i\.e\.)(?<!Gov\.)(?<!Sen\.)(?<!Rep\.)(?<!Mrs\.)(?<!Mr\.)(?<!Dr\.)\s+(?=[A-Za-z(\"“])"
)
_HEADS = (
    "Facebook Twitter YouTube SoundCloud RSS", "Home | World | Politics | Sport | Opinion", "Skip to main content",
    "Share this article", "Advertisement", "Subscribe to our newsletter", "Share on Facebook Share on Twitter",
    "Home > News > Middle East", "Menu Search Login", "We use cookies to improve your experience.",
)  # fmt: skip
_FEET = (
    "READ MORE SYRIA NEWS AT: 21st Century Wire Syria Files", "Related articles", "Follow us on Twitter and Facebook",
    "© 2019 Example News. All rights reserved.", "Leave a comment", "Tags: war, politics", "Comments (23)",
    "Sign up for our daily newsletter", "Support independent journalism: donate now", "Back to top",
    "Most read", "Privacy Policy | Terms of Use | Contact Us", "Previous article", "Share this:", "Print Email",
)  # fmt: skip
_HEADLINES = (
    ["What they do not tell you about the war", "By Jane Example"],
    ["Exclusive: the story behind the story"],
    ["June 5, 2019", "A closer look at what happened"],
    ["By Our Correspondent", "Updated: 12 March 2016, 10:31 GMT"],
)
_NOTES = (
    "This article was originally published by Example Wire.",
    "Reprinted with permission from the Example Herald.",
    "Originally published on example.org.",
    "Source: Example Press",
    "Republished under a Creative Commons licence.",
)
_SWAPS = {
    "the": "this", "said": "claimed", "large": "small", "first": "second", "many": "few", "was": "may have been",
    "is": "is not", "were": "were reportedly", "north": "south", "new": "old", "city": "town", "people": "civilians",
    "war": "conflict", "after": "before", "killed": "wounded", "government": "regime", "early": "late",
    "most": "some", "has": "had", "two": "three", "American": "British", "also": "never", "used": "employed",
}  # fmt: skip


@dataclass
class Planted:
    """A text pair with its truth: (kind, left sentence or None, right sentence or None)."""

    left: str
    right: str
    truth: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def paragraphs_of(text: str) -> list[list[str]]:
    """Paragraphs of sentences, of those lines that read as prose."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\n", text)]
    return [_SPLIT.split(block) for block in blocks if len(block.split()) >= 5]


def join(paragraphs: list[list[str]]) -> str:
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences) + "\n"


def plant(text: str, others: list[str], dice: random.Random) -> Planted | None:
    """One to four edits on sentences that are neither neighbours nor repeated."""
    paragraphs = paragraphs_of(text)
    flat = [(p, s) for p, sentences in enumerate(paragraphs) for s in range(len(sentences))]
    texts = [paragraphs[p][s] for p, s in flat]
    usable = [
        k
        for k in range(1, len(flat) - 1)
        if len(texts[k].split()) >= 6 and texts.count(texts[k]) == 1 and texts[k][-1:] in ".!?"
    ]
    if len(usable) < 6:
        return None
    spots: list[int] = []
    for k in dice.sample(usable, len(usable)):
        if all(abs(k - other) > 2 for other in spots) and len(spots) < dice.randint(1, 4):
            spots.append(k)
    new = [[sentence] for sentence in texts]
    truth: list[tuple[str, str | None, str | None]] = []
    for k in spots:
        kind = dice.choice(["removed", "inserted", "moved", "reworded"])
        if kind == "removed":
            new[k], _ = [], truth.append(("removed", texts[k], None))
        elif kind == "inserted":
            extra = dice.choice(others)
            new[k] = [texts[k], extra]
            truth.append(("inserted", None, extra))
        elif kind == "moved":
            far = [
                t
                for t in range(len(flat))
                if abs(t - k) > 4 and texts[t][-1:] in ".!?" and all(abs(t - o) > 2 for o in spots)
            ]
            if far:
                to = dice.choice(far)
                new[k] = []
                new[to] = [*new[to], texts[k]]
                truth.append(("moved", texts[k], texts[k]))
        elif (changed := reword(texts[k], dice)) is not None:
            new[k] = [changed]
            truth.append(("reworded", texts[k], changed))
    rebuilt: list[list[str]] = [[] for _ in paragraphs]
    for (p, _), sentences in zip(flat, new, strict=True):
        rebuilt[p].extend(sentences)
    return Planted(join(paragraphs), join(rebuilt), truth)


def reword(sentence: str, dice: random.Random) -> str | None:
    """One to three words changed, a number changed, or words cut off at the end."""
    words = sentence.split(" ")
    spots = [k for k, word in enumerate(words) if word in _SWAPS]
    numbers = [k for k, word in enumerate(words) if word.isdigit()]
    if numbers and dice.random() < 0.5:
        k = dice.choice(numbers)
        words[k] = str(int(words[k]) + dice.randint(1, 9))
    elif spots:
        for k in dice.sample(spots, min(len(spots), dice.randint(1, 2))):
            words[k] = _SWAPS[words[k]]
    elif len(words) > 9:
        words = [*words[:-3], words[-1]]
    else:
        return None
    return " ".join(words)


def disguise(text: str, dice: random.Random) -> str:
    """Other furniture, quotation marks and line breaks: no edit."""
    body = text
    style = dice.randint(0, 3)
    if style == 0:
        body = re.sub(r"(?<![\w])\"(?=\w)", "“", body).replace('"', "”").replace("'", "’")
    elif style == 1:
        body = body.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    elif style == 2:
        body = re.sub(r"(?<![\w])[\"“](?=\w)", "«", body)
        body = re.sub(r"(?<=[\w.,!?])[\"”](?!\w)", "»", body)
    if dice.random() < 0.2:
        body = _hyphenate(body, dice)
    breaks = dice.randint(0, 3)
    if breaks == 0:
        width = dice.choice([50, 72, 100])
        body = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in body.split("\n\n"))
    elif breaks == 1:
        body = body.replace("\n\n", "\n")
    elif breaks == 2:
        body = re.sub(r"(?<=[.!?]) (?=[A-Z])", lambda m: dice.choice([" ", " ", "\n\n"]), body)
    else:
        body = re.sub(r" ", lambda m: "\n" if dice.random() < 0.03 else " ", body)
    heads = dice.sample(_HEADS, dice.randint(0, 4))
    feet = dice.sample(_FEET, dice.randint(0, 5))
    middle = body.split("\n\n")
    if len(middle) > 3 and dice.random() < 0.5:
        middle.insert(dice.randint(1, len(middle) - 1), dice.choice(["Advertisement", "Read more: Our full coverage"]))
    if dice.random() < 0.3:
        heads += dice.choice(_HEADLINES)
    if dice.random() < 0.3:
        feet.insert(dice.randint(0, len(feet)), dice.choice(_NOTES))
    return "\n\n".join([*heads, *middle, *feet])


def _hyphenate(text: str, dice: random.Random) -> str:
    """Long words cut at line ends, as narrow columns do."""

    def cut(match: re.Match[str]) -> str:
        word = match.group()
        at = dice.randint(3, len(word) - 3)
        return f"{word[:at]}-\n{word[at:]}" if dice.random() < 0.04 else word

    return re.sub(r"(?<!- )\b[a-z]{7,}\b(?!-)", cut, text)
