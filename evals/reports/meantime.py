# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911  numbered cascades read straight down
"""Dates on MEANTIME: value F1 of TIMEX3 of type DATE and TIME with a calendar value. Run ``python -m evals.reports.meantime``."""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.frame import SHARED
from uncut.model.report import TimeValue
from uncut.reports import ReadOptions, read_bytes

Days = tuple[dt.date, dt.date]
Timed = tuple[int, int, Days]
"""Where a time is named, half-open, and the days that it means."""
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


def _day_range(year: int, first: int, months: int) -> Days:
    last_year, last = year + (first + months - 2) // 12, (first + months - 2) % 12 + 1
    return dt.date(year, first, 1), dt.date(last_year, last, calendar.monthrange(last_year, last)[1])


def interval_of(value: str) -> Days | None:
    """The days of a TIMEX3 value; ``None`` for durations and references."""
    value = value.split("T", maxsplit=1)[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = dt.date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _day_range(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})", value):
        return _day_range(int(value), 1, 12)
    if match := re.fullmatch(r"(\d{3})X?", value):
        return dt.date(int(match[1]) * 10, 1, 1), dt.date(int(match[1]) * 10 + 9, 12, 31)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + dt.timedelta(5), monday + dt.timedelta(6)) if match[3] else (monday, monday + dt.timedelta(6))
    if match := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
        size = 3 if match[2] == "Q" else 6
        return _day_range(int(match[1]), (int(match[3]) - 1) * size + 1, size)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return _day_range(int(match[1]), _SEASONS[match[2]], 3)
    return None


def _text_of(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    length, sentence = 0, None
    for token in root.iter("token"):
        text = token.text or ""
        glue = "" if not pieces else "\n\n" if token.get("sentence") != sentence and sentence in {"0", "1"} else " "
        if text in {",", ".", ";", ":", ")", "%", "'s", "?", "!"} or (pieces and pieces[-1] in {"(", "$", "£"}):
            glue = "" if glue == " " else glue
        pieces.append(glue)
        length += len(glue)
        places[token.get("t_id", "")] = (length, length + len(text))
        pieces.append(text)
        length += len(text)
        sentence = token.get("sentence")
    return "".join(pieces), places


def _annotated_until(root: ET.Element, places: dict[str, tuple[int, int]]) -> int:
    """The corpus marks the first sentences of each article only: where the last of them ends."""
    sentence_of = {t.get("t_id", ""): int(t.get("sentence", "0")) for t in root.iter("token")}
    marked = max((sentence_of.get(a.get("t_id", ""), 0) for a in root.iter("token_anchor")), default=0)
    return max((places[t][1] for t, sentence in sentence_of.items() if sentence <= marked), default=0)


@dataclass(frozen=True)
class Article:
    """A text, the day of its publication, and the times that people marked in it."""

    text: str
    published: dt.date | None
    gold: list[Timed]
    until: int
    """Behind this code point nothing was marked."""

    def in_reach(self, found: Sequence[Timed]) -> list[Timed]:
        """What was found where people looked."""
        return [one for one in found if one[1] <= self.until]


def read_articles(folder: Path) -> Iterator[Article]:
    """The articles of the corpus, in order."""
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314  a corpus that was checked before
        text, places = _text_of(root)
        created = [t.get("value") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"]
        published = interval_of(created[0] or "") if created else None
        gold = []
        for time in root.iter("TIMEX3"):
            spans = [places[a.get("t_id", "")] for a in time.iter("token_anchor")]
            value = interval_of(time.get("value") or "")
            if spans and value and time.get("type") in {"DATE", "TIME"}:
                gold.append((min(s for s, _ in spans), max(e for _, e in spans), value))
        yield Article(text, published[0] if published else None, gold, _annotated_until(root, places))


def times_of(article: Article) -> dict[Timed, float]:
    """The times that the program finds in it, each with how sure it is."""
    report = read_bytes(article.text.encode(), ReadOptions(published=article.published))
    return {
        (m.quote.start, m.quote.end, (m.time.earliest, m.time.latest)): m.confidence or 0.0
        for m in report.mentions
        if m.kind == "temporal" and isinstance(m.time, TimeValue) and m.time.earliest and m.time.latest
    }


def count(counts: Counter[str], article: Article, said: Sequence[Timed] | Mapping[Timed, float]) -> list[str]:
    """Put one article into ``counts``; a line for each error."""
    found = article.in_reach(list(said))
    counts["gold"] += len(article.gold)
    counts["found"] += len(found)
    used: set[int] = set()
    errors = []
    for start, end, value in article.gold:
        near = [n for n, (s, e, _) in enumerate(found) if n not in used and s < end and start < e]
        hit = next((n for n in near if found[n][2] == value), None)
        counts["span"] += bool(near)
        if hit is not None:
            used.add(hit)
            counts["hit"] += 1
        else:
            got = [f"{found[n][2][0]}..{found[n][2][1]}" for n in near]
            around = article.text[max(0, start - 30) : end + 10]
            errors.append(
                f"{article.text[start:end]!r} in {around!r} pub {article.published} gold {value[0]}..{value[1]} got {got}"
            )
    if isinstance(said, Mapping):
        for n, one in enumerate(found):
            tenth = min(9, int(said[one] * 10))
            counts[f"sure {tenth}"] += 1
            counts[f"sure {tenth} right"] += n in used
    for n, (s, e, _) in enumerate(found):
        if n not in used and not any(s < end and start < e for start, end, _ in article.gold):
            errors.append(f"FALSE {article.text[s:e]!r} in {article.text[max(0, s - 30) : e + 10]!r}")
    return errors


def value_f1(counts: Counter[str]) -> float:
    """F1 of times with the right days."""
    return round(2 * counts["hit"] / max(1, counts["gold"] + counts["found"]), 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what was marked, found and right; with ``--errors``, the commonest errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for article in read_articles(given.shared / "reports" / "meantime"):
        errors.update(count(counts, article, times_of(article)))
    for line, _ in errors.most_common(given.errors):
        sys.stdout.write(f"  {line}\n")
    for tenth in range(10):
        if number := counts[f"sure {tenth}"]:
            share = counts[f"sure {tenth} right"] / number
            sys.stdout.write(f"confidence {tenth / 10:.1f}-{(tenth + 1) / 10:.1f}: {number:5}  right {share:.2f}\n")
    sys.stdout.write(f"gold {counts['gold']} found {counts['found']} right {counts['hit']} touched {counts['span']}\n")
    sys.stdout.write(json.dumps({"eval": "meantime", "value_f1": value_f1(counts)}) + "\n")


if __name__ == "__main__":
    main()
