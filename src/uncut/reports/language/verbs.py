# ruff: noqa: E501  patterns and word lists stay on one line each
"""Verb forms: from a word to its base form, by rules and a table of irregular ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from uncut.reports.lexicon import load_lists

VerbForm = Literal["base", "third", "past", "participle", "gerund", "past_or_participle"]
_LISTS = load_lists("verbs.txt")
SAY: Final = frozenset(_LISTS["say"])
THINK: Final = frozenset(_LISTS["think"])
WANT: Final = frozenset(_LISTS["want"])
ATTITUDE: Final = frozenset(_LISTS["attitude"])
HEDGED: Final = frozenset(_LISTS["hedged"])
DENIED: Final = frozenset(_LISTS["denied"])
ASKED: Final = frozenset(_LISTS["asked"])
BASES: Final = frozenset(base for bases in _LISTS.values() for base in bases)

_IRREGULAR = """
be am is are was were been being; have has had having; do does did done; go goes went gone; come came come; take took taken;
make made made; give gave given; get got gotten; put put put; run ran run; keep kept kept; let let let; begin began begun;
become became become; leave left left; bring brought brought; hold held held; stand stood stood; lose lost lost; pay paid paid;
meet met met; set set set; lead led led; speak spoke spoken; spend spent spent; grow grew grown; win won won; teach taught taught;
send sent sent; build built built; fall fell fallen; cut cut cut; sell sold sold; break broke broken; draw drew drawn; hit hit hit;
strike struck struck; shoot shot shot; fight fought fought; flee fled fled; withdraw withdrew withdrawn; steal stole stolen;
blow blew blown; drive drove driven; fly flew flown; see saw seen; hear heard heard; wear wore worn; hide hid hidden; say said said;
tell told told; write wrote written; swear swore sworn; read read read; show showed shown; find found found; think thought thought;
know knew known; feel felt felt; understand understood understood; seek sought sought; forget forgot forgotten; bind bound bound;
mean meant meant; beg begged begged; forbid forbade forbidden; rise rose risen; shut shut shut; feed fed fed; buy bought bought;
beat beat beaten; split split split; choose chose chosen; bear bore borne; throw threw thrown; catch caught caught; drink drank drunk;
eat ate eaten; forgive forgave forgiven; freeze froze frozen; hurt hurt hurt; lay laid laid; lend lent lent; light lit lit;
quit quit quit; ride rode ridden; ring rang rung; shake shook shaken; shine shone shone; sing sang sung; sink sank sunk; sit sat sat;
sleep slept slept; slide slid slid; spread spread spread; sweep swept swept; swim swam swum; swing swung swung; wake woke woken;
cast cast cast; bite bit bitten; die died died; lie lied lied; deny denied denied; tie tied tied; try tried tried; arise arose arisen; overthrow overthrew overthrown;
deal dealt dealt; stick stuck stuck; cling clung clung; burst burst burst; shrink shrank shrunk; flow flowed flowed;
undergo underwent undergone; undertake undertook undertaken; withhold withheld withheld; withstand withstood withstood; dig dug dug; hang hung hung; tear tore torn; uphold upheld upheld;
"""


_DOUBLED: Final = frozenset(
    """admit refer regret transfer compel expel commit occur rebut permit submit omit emit control cancel travel equip propel
    repel deter prefer defer infer incur confer kidnap label model signal enrol fulfil patrol""".split()
)
"""Long verbs whose last letter doubles."""


class Verb(NamedTuple):
    """A word as a form of a verb."""

    base: str
    form: VerbForm


def _regular(base: str) -> dict[str, VerbForm]:
    vowels = "aeiou"
    if base.endswith("e"):
        past, gerund = (
            base + "d",
            (base[:-2] + "ying" if base.endswith("ie") else base if base.endswith("ee") else base[:-1]) + "ing",
        )
        gerund = base[:-2] + "ying" if base.endswith("ie") else gerund
        gerund = base + "ing" if base.endswith("ee") else gerund
    elif base.endswith("y") and base[-2] not in vowels:
        past, gerund = base[:-1] + "ied", base + "ing"
    else:
        past, gerund = base + "ed", base + "ing"
    third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in vowels else base
    third = base + "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else third if third != base else base + "s"
    forms: dict[str, VerbForm] = {base: "base", third: "third", past: "past_or_participle", gerund: "gerund"}
    short = len(base) > 2 and base[-1] not in "wxyaeiou" and base[-2] in vowels and base[-3] not in vowels
    if short and (len(base) <= 4 or base in _DOUBLED):
        forms |= {base + base[-1] + "ed": "past_or_participle", base + base[-1] + "ing": "gerund"}
    return forms


def _all_forms() -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for base in BASES:
        for form, kind in _regular(base).items():
            table.setdefault(form, Verb(base, kind))
    for entry in _IRREGULAR.replace("\n", " ").split(";"):
        parts = entry.split()
        if len(parts) >= 3 and parts[0] not in {"be", "have", "do", "go"}:
            base, past, participle = parts[:3]
            table[past] = Verb(base, "past_or_participle" if past == participle else "past")
            table[participle] = Verb(base, "past_or_participle" if past == participle else "participle")
            table[base] = Verb(base, "base" if base != past else "past_or_participle")
    for base, forms in (
        ("be", "am is are was were been being"),
        ("have", "has had having"),
        ("do", "does did done doing"),
        ("go", "goes went gone going"),
    ):
        for form in forms.split():
            table[form] = Verb(base, "past")
    return table


_FORMS: Final = _all_forms()


def forms_of(base: str) -> dict[str, VerbForm]:
    """All forms of a verb, also of one that the lists of reporting verbs do not hold."""
    irregular = next(
        (entry.split() for entry in _IRREGULAR.replace("\n", " ").split(";") if entry.split()[:1] == [base]), None
    )
    regular = _regular(base)
    if irregular is None or len(irregular) < 3:
        return regular
    past, participle = irregular[1:3]
    same: VerbForm = "past_or_participle"
    kept = {form: kind for form, kind in regular.items() if kind not in {"past", "participle", same}}
    return kept | {
        past: same if past == participle else "past",
        participle: same if past == participle else "participle",
    }


@lru_cache(maxsize=8192)
def verb_of(word: str) -> Verb | None:
    """The verb of which the lower-case ``word`` can be a form; ``None`` for other words."""
    known = _FORMS.get(word)
    if known is not None:
        return known
    for prefix in ("re", "over", "out", "un", "mis"):
        if word.endswith("ly"):
            return None
        if word.startswith(prefix) and (found := _FORMS.get(word[len(prefix) :].lstrip("-"))) and len(found.base) > 3:
            return Verb(prefix + found.base, found.form)
    return None
