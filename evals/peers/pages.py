"""Pages of known make: articles laid into pages as news sites, blogs, agencies and old sites write them.

The facts and the furniture are planted, so the truth is known to the letter. The designs were written for this
eval from what such sites commonly do, and no rule of the reader was written on them; they are still ours.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SITES = ("Northern Ledger", "Harbour Courier", "The Weekly Meridian", "Valley Observer", "Cape Wire")
_PEOPLE = ("Mira Halvorsen", "Tomas Okafor", "Lena Brandt", "Yusuf Karim", "Anne-Marie Duval", "Ivo Petrov")
_TEASERS = (
    "Mayor opens the rebuilt bridge after two years", "Five things to know about the harbour vote",
    "Storm leaves thousands without power", "How the grain market lost its traders", "In pictures: the spring fair",
    "Council delays decision on the old barracks", "Why the river is low this year", "Museum returns looted bronzes",
)  # fmt: skip
_REMARKS = (
    "This is exactly what I have been saying for years.", "Thank you for the careful reporting, more of this please.",
    "I was there and it did not happen like that at all.", "Nobody in my street believes a word of it any more.",
)  # fmt: skip
_MENU = ("Home", "World", "Politics", "Business", "Culture", "Sport", "Opinion")
_SHARES = ("Facebook", "Twitter", "WhatsApp", "Email")
_FOOT = ("About us", "Contact", "Terms of use", "Privacy policy")


@dataclass(frozen=True)
class Facts:
    """What was planted in a page."""

    title: str
    byline: str
    day: dt.date
    site: str
    body: tuple[str, ...]
    """Paragraphs of the report."""
    furniture: tuple[str, ...]
    """Lines of the page that are none of the report's."""


@dataclass(frozen=True)
class Page:
    """A page and the truth about it."""

    html: str
    facts: Facts
    design: str


def make_page(title: str, body: Sequence[str], number: int, dice: random.Random) -> Page:
    """The article in the design of its turn, with facts drawn by ``dice``."""
    names = list(_DESIGNS)
    design = names[number % len(names)]
    day = dt.date(2014, 1, 1) + dt.timedelta(days=dice.randrange(3000))
    teasers, remarks = dice.sample(_TEASERS, 4), dice.sample(_REMARKS, 2)
    furniture = (*teasers, *remarks, f"© {day.year} {(site := dice.choice(_SITES))}. All rights reserved.")
    facts = Facts(title, dice.choice(_PEOPLE), day, site, tuple(body), furniture)
    return Page(_DESIGNS[design](facts, teasers, remarks), facts, design)


def _escaped(words: str) -> str:
    return html.escape(words, quote=True)


def _paragraphs(body: Sequence[str]) -> str:
    return "\n".join(f"<p>{_escaped(one)}</p>" for one in body)


def _links(words: Sequence[str]) -> str:
    return "".join(f'<li><a href="#">{_escaped(one)}</a></li>' for one in words)


def _news(facts: Facts, teasers: Sequence[str], remarks: Sequence[str]) -> str:
    """A large news site: facts in OpenGraph and schema.org, sections with telling names."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": facts.title,
            "datePublished": f"{facts.day}T06:30:00Z", "author": {"@type": "Person", "name": facts.byline},
            "publisher": {"@type": "Organization", "name": facts.site}}  # fmt: skip
    return f"""<!doctype html><html lang="en"><head><title>{_escaped(facts.title)} | {facts.site}</title>
<meta property="og:title" content="{_escaped(facts.title)}"><meta property="og:site_name" content="{facts.site}">
<script type="application/ld+json">{json.dumps(data).replace("<", "")}</script></head><body>
<header><nav><ul>{_links(_MENU)}</ul></nav></header><main><article><h1>{_escaped(facts.title)}</h1>
<div class="byline">By <a href="#">{facts.byline}</a></div><ul class="share-tools">{_links(_SHARES)}</ul>
{_paragraphs(facts.body)}</article>
<section class="comments"><h3>Comments</h3>{"".join(f"<p>{one}</p>" for one in remarks)}</section></main>
<aside class="most-read"><h3>Most read</h3><ul>{_links(teasers)}</ul></aside>
<footer><ul>{_links(_FOOT)}</ul><p>{facts.furniture[-1]}</p></footer></body></html>"""


def _blog(facts: Facts, teasers: Sequence[str], remarks: Sequence[str]) -> str:
    """A blog: facts beside the headline, in the marks that its engine writes."""
    return f"""<!doctype html><html lang="en-US"><head><title>{_escaped(facts.title)} – {facts.site}</title></head>
<body class="single-post"><div id="page"><header id="masthead"><a href="#">{facts.site}</a>
<div class="menu"><ul>{_links(_MENU)}</ul></div></header><div id="content"><article class="post hentry">
<header class="entry-header"><h1 class="entry-title">{_escaped(facts.title)}</h1>
<div class="entry-meta">Posted on <time class="entry-date published" datetime="{facts.day}T09:00:00+00:00">
{facts.day:%B} {facts.day.day}, {facts.day.year}</time> by
<span class="author vcard"><a href="#">{facts.byline}</a></span>
</div></header><div class="entry-content">{_paragraphs(facts.body)}<div class="sharedaddy"><h3>Share this:</h3><ul>
{_links(_SHARES)}</ul></div></div></article><div id="comments">
<ol>{"".join(f'<li class="comment"><p>{one}</p></li>' for one in remarks)}</ol></div></div>
<div id="secondary" class="widget-area"><h2>Recent posts</h2><ul>{_links(teasers)}</ul></div>
<footer id="colophon">{facts.furniture[-1]}</footer></div></body></html>"""


def _agency(facts: Facts, teasers: Sequence[str], remarks: Sequence[str]) -> str:
    """An agency: facts in Dublin Core, a link between the paragraphs, names that say little."""
    half = len(facts.body) // 2
    first, second = (
        "\n".join(f"<p>{_escaped(one)}</p>" for one in part) for part in (facts.body[:half], facts.body[half:])
    )
    return f"""<!doctype html><html lang="en"><head><title>{_escaped(facts.title)}</title>
<meta name="dc.date.issued" content="{facts.day}"><meta name="author" content="{facts.byline}">
<meta name="dc.publisher" content="{facts.site}"></head><body><div class="top"><ul>{_links(_MENU)}</ul></div>
<div class="col-main"><h1>{_escaped(facts.title)}</h1><div class="story-text">{first}
<div class="related"><a href="#">{teasers[0]}</a></div>{second}</div>
<div class="box"><h4>More stories</h4><ul>{_links(teasers[1:])}</ul></div>
<div class="talk"><h4>What readers say</h4>{"".join(f'<div class="comment-body">{one}</div>' for one in remarks)}</div>
</div><div class="bottom"><ul>{_links(_FOOT)}</ul><p>{facts.furniture[-1]}</p></div></body></html>"""


def _plain(facts: Facts, teasers: Sequence[str], remarks: Sequence[str]) -> str:
    """An old site: tables and line breaks, facts in words alone."""
    menu = " | ".join(f'<a href="#">{one}</a>' for one in _MENU)
    return f"""<html><head><title>{_escaped(facts.title)} - {facts.site}</title></head><body><table><tr><td colspan="2">
{menu}</td></tr><tr><td><font size="5"><b>{_escaped(facts.title)}</b></font><br><br>
By {facts.byline}<br>{facts.day:%B} {facts.day.day}, {facts.day.year}<br><br>
{_paragraphs(facts.body)}<hr><b>Comments (2)</b>{"".join(f"<p>{one}</p>" for one in remarks)}</td>
<td><b>More news</b><br>{"<br>".join(f'<a href="#">{one}</a>' for one in teasers)}</td></tr>
<tr><td colspan="2"><small>{facts.furniture[-1]}</small></td></tr></table></body></html>"""


Design = Callable[[Facts, Sequence[str], Sequence[str]], str]
_DESIGNS: dict[str, Design] = {"news": _news, "blog": _blog, "agency": _agency, "plain": _plain}
