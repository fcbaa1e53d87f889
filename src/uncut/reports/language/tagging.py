# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911, PLR0912, SIM102  numbered cascades read straight down
"""Coarse word classes by lexicon, ending and neighbourhood: enough to find phrases and clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from uncut.reports.language.tokens import Token
from uncut.reports.language.verbs import ATTITUDE, SAY, THINK, WANT, Verb, verb_of
from uncut.reports.lexicon import NUMBER_WORDS, load_lists

Tag = Literal[
    "det",
    "poss",
    "pron",
    "prep",
    "conj",
    "aux",
    "modal",
    "to",
    "that",
    "wh",
    "adv",
    "adj",
    "num",
    "noun",
    "name",
    "verb",
    "gen",
    "mark",
]


class Tagged(NamedTuple):
    """A token with its class."""

    token: Token
    tag: Tag
    verb: Verb | None


ACTS: Final[frozenset[Tag]] = frozenset({"verb", "aux", "modal"})
"""Classes of the words by which a clause says what somebody does."""
BE: Final = frozenset("is are was were be been being".split())
"""Forms of "be" that make passives, but for "am"."""
_CLOSED: Final[dict[str, Tag]] = {}
for _tag, _words in (
    ("det", "the a an this these those some any each every no another both either neither all several many few such half"),
    ("poss", "my your his her its our their whose"),
    ("pron", "i you he she it we they me him them us myself himself herself itself themselves ourselves everyone someone anyone nobody everybody somebody anybody nothing something anything everything none others one's"),
    ("prep", "of in on at by for from with without into onto over under between among amongst against during through throughout across toward towards near behind beyond inside outside within upon about around via despite per amid amidst along alongside above below beneath beside besides including like unlike regarding concerning than as off up down out since until till before after following according because due except"),
    ("conj", "and or but nor yet so if while although though whereas unless whether because once"),
    ("aux", "am is are was were be been being have has had having do does did 're 've 'm isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't"),
    ("modal", "will would shall should can could may might must cannot can't won't wouldn't shouldn't couldn't mustn't 'll 'd"),
    ("to", "to"),
    ("that", "that"),
    ("wh", "who which whom what when where why how"),
    ("adv", "not never also just still already now then here there only very too quite rather even often always again ever soon later earlier recently however meanwhile moreover therefore thus instead perhaps maybe almost nearly further yesterday today tomorrow tonight once twice together away back forward ago reportedly allegedly apparently n't well far indeed nevertheless nonetheless otherwise likewise somehow sometimes anyway"),
    ("adj", "born new old good bad great small large big high low long short early late last next first second third other same different own local national international military political civil civilian armed foreign main major key senior former current recent free public private human real true false several official joint free special top general heavy light young dead live due able likely unlikely more most less least much many few northern southern eastern western central north south east west islamic moderate radical chemical nuclear ballistic anti pro strategic so-called democratic social federal royal"),
):  # fmt: skip
    for _word in _words.split():
        _CLOSED.setdefault(_word, _tag)  # type: ignore[arg-type]
_NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ist",
    "ists",
    "ers",
    "ors",
    "ship",
    "ance",
    "ence",
    "hood",
    "tions",
    "ments",
)
_ADJ_ENDINGS = ("ous", "ful", "ible", "able", "ical", "ive", "ish", "less", "ary", "ian", "ese")
_NOT_VERB_AFTER: Final = frozenset({"det", "poss", "adj", "gen", "num"})
_NOUNY = frozenset(
    """attack attacks strike strikes fire report reports claim claims support call calls plan plans order orders force
    forces fight battle bomb bombs shell shells raid raids march protest protests end start use need visit talks talk
    help aid fear fears hope hopes result results head state states name post record share list test house return
    control command guard patrol base target targets rule rules study studies official cause damage change release
    charge charges sentence work look view views vote votes trade transfer transport supply supplies escape search
    train trains deal arms number numbers total position estimate estimates increase rise demand request offer
    promise warning meeting building training fighting bombing killing shelling feeling understanding beginning killings
    bombings meetings buildings strike hearing reading writing finding findings being love sign signs land show shows
    move moves step question questions answer comment comments note link links reply tweet point points mark defeat
    conduct project process market address place press face hand signal pledge promise threat challenge debate cut
    cuts kind mean means lie lies drive run round store pass bill bills plot bear book issue issues matter like
    advance advances launch launches station stations act acts file files lack cover covers contract contracts control controls
    deal deals design designs display displays exchange exchanges exercise exercises experience experiences exit exits hand hands
    harm influence leak leaks lower measure measures mount mounts mix phase phases place places plague pressure pressures process
    present prompt race races rage repair repairs register registers reserve reserves roll rolls rush schedule schedules score
    scores scrap screen screens seal seals separate shape shapes shift shifts shield shields side sides spot spots star stars stem
    stems store stores stick sticks stretch struggle struggles study switch surface tip tips touch track tracks trail trails
    transition transitions trigger triggers update updates wage wages wait slash access attempt attempts delegate delegates
    deliberate flow flows guide guides hunt judge judges interview interviews sacrifice sacrifices sort sorts spare correlate
    dispatch dispatches associate associates graduate graduates slow burst bursts last finish combat""".split()
)


_IS_AFTER: Final = frozenset("he she it that there here who what where how this".split())
"""Behind these words 's is "is" or "has"."""
_MADE_ADJECTIVE: Final = (
    "-backed",
    "-led",
    "-held",
    "-based",
    "-funded",
    "-supported",
    "-trained",
    "-aligned",
    "-run",
    "-made",
    "-controlled",
    "-sponsored",
    "-affiliated",
    "-linked",
)
_CONTRACTED: Final = ("'re", "'ve", "'ll", "'d", "'m")
_PRONOUNS: Final = frozenset("i you he she it we they that there who".split())
_AS_NOUNS: Final = frozenset(
    """official officials general military national local major chemical radical moderate individual royal public private
    regular human dead young old poor wounded injured senior minor elderly""".split()
)
"""Adjectives that are nouns where no noun follows: "the official said"."""


def tag_tokens(tokens: Sequence[Token], proper: frozenset[str] | None = None) -> list[Tagged]:
    """Each token with its class; linear. In a headline only the words in ``proper`` count as names."""
    tagged: list[Tagged] = []
    if proper is not None:
        tokens = [
            token if token.lower in proper or token.text.isupper() else token._replace(text=token.text.lower())
            for token in tokens
        ]
    for at, token in enumerate(tokens):
        before = tagged[-1] if tagged else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        tagged.append(_tag_one(token, before, after, first=_is_first(tagged, token)))
    for at, entry in enumerate(tagged):
        if (
            entry.tag == "adj"
            and _stands_alone(tagged, at)
            and (entry.token.lower in _AS_NOUNS or _is_head(tagged, at))
        ):
            tagged[at] = entry._replace(tag="noun")
    return tagged


def _stands_alone(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether an adjective closes a noun phrase: a determiner or a noun before it, no noun behind it."""
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    before = tagged[at - 1].tag if at else "mark"
    if before not in {"det", "poss", "adj", "num", "noun", "name", "gen"}:
        return False
    if behind == "conj":  # "a hospital official and two witnesses", not "military and civilian targets"
        opens = tagged[at + 2].tag if at + 2 < len(tagged) else "mark"
        return tagged[at].token.lower in _AS_NOUNS and opens in {"det", "poss", "num", "pron"}
    return behind not in {"adj", "noun", "name", "num", "gen", "det"}


def _is_head(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether an adjective stands for somebody or something behind a determiner: "the other would", "in the summary."."""
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    return tagged[at - 1].tag == "det" and behind in {"aux", "modal", "verb", "prep", "to", "mark"}


_NOTE: Final = 3
"""Tokens of the number of a note."""


def _is_first(tagged: Sequence[Tagged], token: Token) -> bool:
    """Whether a token opens the sentence or a quotation in it; a mark that a space follows closes one."""
    if len(tagged) <= 3 and not any(entry.token.is_word for entry in tagged):
        return True
    if len(tagged) == _NOTE and tagged[0].token.text == "[" and tagged[2].token.text == "]":
        return True  # "[2] Names withheld for security."
    last = tagged[-1].token
    return last.text in '“"' and last.end == token.start and not tagged[-2].token.is_word


_DOUBTS: Final = frozenset({"doubt", "doubts"})
_RAISES: Final = frozenset(
    "cast casts casting throw throws threw raise raises raised voice voices voiced sow sows sowed".split()
)
"""Verbs of which a doubt is the object."""


def _tag_one(token: Token, before: Tagged | None, after: Token | None, *, first: bool) -> Tagged:
    word, text = token.lower, token.text
    if not token.is_word:
        return Tagged(token, "mark", None)
    if text == "HE" and after is not None and after.text[:1].isupper() and after.text[1:2].islower():
        return Tagged(token, "name", None)  # "HE Dr Teo Brandt": His Excellency
    if text == "WHO" and after is not None and not after.text.isupper():
        return Tagged(token, "name", None)
    if text == "Am" and before is not None and before.tag == "prep" and after is not None and after.text[:1].isupper():
        return Tagged(token, "name", None)  # "the village of Am Dafok"
    if text == "US" or (text == "May" and _is_month(before, after)):
        return Tagged(token, "name", None)
    if word == "'s":
        return Tagged(token, "aux" if before is not None and before.token.lower in _IS_AFTER else "gen", None)
    if text[0].isdigit() or word in NUMBER_WORDS:
        return Tagged(token, "num", None)
    if word == "to" and before is not None and before.token.lower in _BEFORE_TO:
        return Tagged(token, "prep", None)
    verb = verb_of(word)
    capital = text[0].isupper() or _is_article_name(text)
    closed = _CLOSED.get(word)
    if word == "since" and before is not None and before.tag == "aux":
        return Tagged(token, "adv", None)
    if word in {"earlier", "later"} and before is not None and before.tag in {"det", "poss"}:
        return Tagged(token, "adj", None)  # "an earlier post"
    if (
        word in {"long", "first", "later", "once"}
        and before is not None
        and before.tag in {"aux", "noun", "name", "pron"}
    ):
        following = verb_of(after.lower) if after is not None else None
        if following is not None and following.form in {"past", "participle", "past_or_participle"}:
            return Tagged(token, "adv", None)
    if word == "that" and after is not None and _points_out(before, after):
        return Tagged(token, "det", None)
    if word == "military" and after is not None and after.text[:1].isdigit():
        return Tagged(token, "noun", None)  # "according to the military 47 civilians died"
    if text == "Now" and not first and before is not None and before.tag == "name":
        return Tagged(token, "name", None)  # outlets are called so
    if word in _DOUBTS and before is not None and before.token.lower in _RAISES:
        return Tagged(token, "noun", None)
    if word in _RAISES and after is not None and after.lower in _DOUBTS:
        return Tagged(token, "verb", verb or Verb(word.removesuffix("s"), "third" if word.endswith("s") else "base"))
    if "-" in word and word.endswith(_MADE_ADJECTIVE):
        return Tagged(token, "adj", None)
    if capital and closed == "adj" and not first and after is not None and after.text[:1].isupper():
        return Tagged(token, "name", None)
    if closed is None and word.endswith(_CONTRACTED) and word.split("'")[0] in _PRONOUNS:
        return Tagged(token, "pron", None)
    if (
        capital
        and not first
        and closed not in {"pron", "aux", "modal"}
        and not (closed and text == text.capitalize() and len(text) < 4)
    ):
        if closed in {None, "adj"} or (before is not None and before.tag == "name"):
            return Tagged(token, "name", None)
    if closed is not None and not (
        closed == "prep"
        and word in {"like", "following"}
        and before is not None
        and before.tag in {"pron", "name", "noun"}
    ):
        if closed == "adj" and capital and first and after is not None and after.text[:1].isupper():
            return Tagged(token, "name", None)
        return Tagged(token, closed, verb if closed == "aux" else None)
    if capital and first and word in _PERSONS and after is not None and after.text[:1].isupper():
        return Tagged(token, "name", None)
    if capital and first and word in _MEDIA:
        return Tagged(token, "noun", None)
    if capital and first and (verb is None or word in _NOUNY) and (not word.endswith("ly") or _speaks(after)):
        return Tagged(token, "name" if verb is None else "noun", None)
    if verb is not None and _acts(word, verb, before, after) and not _is_subject(verb, before, after):
        return Tagged(token, "verb", verb)
    if (
        word.endswith("ly")
        and len(word) > 4
        and word
        not in {"family", "assembly", "supply", "ally", "rally", "reply", "italy", "anomaly", "tally", "monopoly"}
    ):
        return Tagged(token, "adv", None)
    if "-" in word and word.endswith(("ed", "known", "ing", "wide", "based", "backed", "led", "made", "held", "run")):
        return Tagged(token, "adj", None)
    if verb is None and word.endswith(_ADJ_ENDINGS) and not word.endswith(_NOUN_ENDINGS) and word not in _PERSONS:
        return Tagged(token, "adj", None)
    if verb is None and word.endswith("ed") and len(word) > 4 and after is not None:
        unknown = Verb(word[:-2], "past_or_participle")
        if before is not None and before.tag in {"noun", "name", "pron", "adv", "aux"}:
            return Tagged(token, "verb", unknown)
        return Tagged(token, "adj", None)
    unknown_verb = _unknown_verb(word, before, after) if verb is None else None
    return Tagged(token, "noun" if unknown_verb is None else "verb", unknown_verb)


def _is_month(before: Tagged | None, after: Token | None) -> bool:
    """Whether "May" is no verb: "in May", "15 May", "May 2021"."""
    return (before is not None and before.tag in {"prep", "num"}) or (after is not None and after.text[0].isdigit())


def _points_out(before: Tagged | None, after: Token) -> bool:
    """Whether "that" belongs to a noun: "two officials of that ministry"."""
    led = before is not None and before.token.lower in {"of", "in", "at", "from", "by", "with", "on"}
    return led and after.text[:1].isalpha() and _CLOSED.get(after.lower) in {None, "adj"}


_BEFORE_TO: Final = frozenset("according contrary owing thanks prior".split())
"""Behind these "to" opens no infinitive."""


def _speaks(after: Token | None) -> bool:
    """Whether a form of saying follows, so that a first word in -ly is somebody: "Kelly responded"."""
    verb = verb_of(after.lower) if after is not None else None
    return verb is not None and verb.base in SAY and verb.form in {"past", "past_or_participle", "third"}


def _is_subject(verb: Verb, before: Tagged | None, after: Token | None) -> bool:
    """Whether a word that may be a verb is the noun before one: "its allies say", "research suggests"."""
    if (
        after is None
        or verb.form not in {"base", "third"}
        or (before is not None and before.tag in {"modal", "to", "pron"})
    ):
        return False
    if _CLOSED.get(after.lower) == "modal" or after.lower in {"is", "are", "was", "were", "has", "have", "had"}:
        return True
    following = verb_of(after.lower)
    return (
        following is not None
        and following.base in SAY | THINK
        and following.form != "gerund"
        and after.lower not in _NOUNY
    )


def _unknown_verb(word: str, before: Tagged | None, after: Token | None) -> Verb | None:
    """What the neighbours make of a word that no list knows: "he appreciates", "would veto", "the change reflects the"."""
    if before is None or not word.isalpha() or not word.isascii():
        return None
    opens = after is not None and (_opens_phrase(after) or _CLOSED.get(after.lower) in {"pron", "that"})
    opens = opens and after is not None and after.lower != "whose"
    if before.tag == "modal" or (before.tag == "adv" and before.token.lower in {"not", "n't"}):
        return Verb(word, "base") if not word.endswith(("s", "ed", "ing")) else None
    if before.token.lower in {"do", "does", "did", "don't", "doesn't", "didn't"}:
        return Verb(word, "base")
    if before.tag == "to":
        return Verb(word, "base") if opens and not word.endswith("s") else None
    if before.token.lower in {"he", "she", "it", "who"} and word.endswith("s"):
        return Verb(word[:-1], "third")
    if before.token.lower in {"they", "we", "i", "you", "who"} and not word.endswith(("s", "ing")):
        return Verb(word, "base")
    if before.tag in {"noun", "name"} and opens:
        if word.endswith("ing") and len(word) > 5:
            return Verb(word[:-3], "gerund")
        if word.endswith("s") and not word.endswith((*_NOUN_ENDINGS, "ss", "us", "is")):
            return Verb(word[:-1], "third") if not before.token.lower.endswith("s") else None
    return None


def _is_article_name(text: str) -> bool:
    """al-Izza, el-Sisi, ash-Shaabi: the Arabic article before a name."""
    head, _, rest = text.replace("‐", "-").replace("‑", "-").partition("-")
    return (
        bool(rest)
        and rest[0].isupper()
        and head.lower() in {"al", "el", "an", "as", "ash", "at", "ad", "ul", "ibn", "abu"}
    )


def _opens_phrase(token: Token) -> bool:
    return (
        token.text[0].isdigit() or token.lower in NUMBER_WORDS or _CLOSED.get(token.lower) in {"det", "poss"}
    )  # fmt: skip


def _says_after(before: Tagged, verb: Verb, after: Token | None) -> bool:
    """Verbs of saying act behind "official", "one in five" and "some", where other words would be nouns."""
    if verb.base not in SAY | ATTITUDE or verb.form == "gerund" or after is None:
        return False
    if before.tag == "adj":
        behind = _CLOSED.get(after.lower)
        is_somebody = before.token.lower in {"official", "officials"} and verb.form == "past_or_participle"
        is_said = before.token.lower in _AS_NOUNS and verb.form != "base" and behind != "prep"
        return (is_said or is_somebody) and after.is_word
    if before.tag == "num":
        return verb.form == "base" and verb.base == "say"
    is_object = after.text[:1].isupper() or _CLOSED.get(after.lower) in {"det", "pron", "poss", "that"}
    return before.tag == "det" and before.token.lower in _SOME and is_object and verb.form != "base"


_SOME: Final = frozenset("some many those most few several both all each others half".split())


def _agrees(verb: Verb, before: Tagged, after: Token | None) -> bool:
    """Whether a subject that fits stands before a verb of saying or wanting: "records show,", "the minister hopes …"."""
    if verb.base not in _ATTRIBUTES or verb.form == "gerund":
        return False
    opens = after is not None and (
        _opens_phrase(after) or after.text[0] in _QUOTES or _CLOSED.get(after.lower) in {"pron", "that", "to", "wh"}
    )
    word = before.token.lower
    if before.tag == "wh" or (before.tag == "that" and verb.form != "base"):
        return verb.form != "base" or word == "who"
    if before.tag in {"conj", "mark"}:
        return opens and verb.form != "base" and (before.tag == "conj" or before.token.text == ",")
    if before.tag in {"noun", "name"}:
        plural = word.endswith("s") and not word.endswith("ss")
        if verb.form == "base":
            return (plural and before.tag == "noun") and (opens or after is None or after.text in {",", "."})
        return verb.form == "third" and not plural and (word in _PERSONS or (opens and before.tag == "name"))
    return False


_ATTRIBUTES: Final = SAY | THINK | WANT | ATTITUDE
_PERSONS: Final = frozenset(load_lists("nouns.txt")["person"])
_MEDIA: Final = frozenset(load_lists("nouns.txt")["media"])
_QUOTES: Final = '“"‘'
_BEHIND_VERB: Final = frozenset("that to on as no against with".split())


def _acts(word: str, verb: Verb, before: Tagged | None, after: Token | None) -> bool:
    """Whether a word that can be a verb is one here."""
    if before is None:
        return word not in _NOUNY
    if word in {"said", "says"}:
        return before.tag != "det" or before.token.lower in _SOME or before.token.lower == "another"
    if before.tag in {"modal", "to", "pron"}:
        return True
    if before.tag in {"aux", "adv"}:
        return (
            word not in _NOUNY
            or (before.tag == "aux" and verb.form in {"past", "participle", "past_or_participle", "gerund"})
            or before.token.lower in {"not", "n't", "never", "do", "does", "did", "also"}
        )
    if _says_after(before, verb, after):
        return True
    if verb.form == "gerund" and before.token.text == "," and after is not None and _opens_phrase(after):
        return True
    if before.tag in _NOT_VERB_AFTER:
        return before.tag == "num" and verb.form not in {"base", "third"} and word not in _NOUNY
    if before.tag == "prep":
        return verb.form == "gerund" and (word not in _NOUNY or (after is not None and _opens_phrase(after)))
    if word in _NOUNY and _agrees(verb, before, after):
        return True
    if word in _NOUNY:
        if before.tag == "name" and verb.form == "third" and (after is None or not after.is_word):
            return True
        if before.tag in {"name", "noun"} and verb.form == "third" and after is not None and after.text[:1].isupper():
            return True
        if before.tag in {"name"} and verb.form in {"third", "base"} and after is not None:
            return after.lower in _BEHIND_VERB or _CLOSED.get(after.lower) in {"det", "pron", "poss"}
        return (
            before.tag == "noun"
            and after is not None
            and (after.lower in {"that", "to"} or _opens_phrase(after) or _CLOSED.get(after.lower) == "pron")
            and verb.form in {"third", "base"}
        )
    return True
