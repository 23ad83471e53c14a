"""School names in running text: compounds, names of several words, lists, and the places after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vandpunkt.reading.blocks import Kind
from vandpunkt.reading.characters import DASHES, folded
from vandpunkt.reading.inquiry_facts import StatedSchool
from vandpunkt.reading.placed_text import PlacedText
from vandpunkt.reading.schools import introduced_schools, without_tail
from vandpunkt.reading.words import any_of

_CAPITAL = r"[A-ZÅÄÖÉÜ][\wåäöéü:’']*"
_SIDE = any_of("Norr Söder Öst Väst Norra Södra Östra Västra Centrum")
_COMPOUND = rf"[A-ZÅÄÖÉÜ][\wåäöéü]*(?:[{DASHES}][\wåäöéü]+)*skol(?:ans|as|an|a|en|n)"
_NAME = re.compile(
    rf"(?<![\w{DASHES}])(?:(?P<before>(?:{_CAPITAL}\s){{1,3}})(?P<word>skol(?:ans|as|an|a))(?:\s{_SIDE})?"
    rf"|(?P<prefix>(?:{_CAPITAL}\s){{0,3}})(?P<compound>{_COMPOUND}))(?![\w{DASHES}])"
)
_IN_SMALL_LETTERS = re.compile(r"(?<![\w-])[a-zåäöéü]{3,40}?skol(?:ans|an)(?![\w-])")
_SHARED_ENDING = re.compile(
    rf"(?<!\w)(?P<stems>(?:[A-ZÅÄÖÉÜ]\w*[{DASHES}],?\s+)+)(?:och|samt|eller)\s+[A-ZÅÄÖÉÜ]\w*?(?P<ending>skolan?)s?(?!\w)"
)
_STEM = re.compile(rf"([A-ZÅÄÖÉÜ]\w*)[{DASHES}]")
_NAMED_AFTER = re.compile(
    rf"\b[Ss]kolorna\s+(?P<names>{_CAPITAL}(?:\s{_CAPITAL})?(?:(?:,\s+|\s+och\s+|\s+samt\s+){_CAPITAL}(?:\s{_CAPITAL})?){{1,60}})"
)
_ENUMERATED = re.compile(
    rf"\b(?:på|vid|till|från|för|av|hos|mellan)\s+(?P<names>{_CAPITAL}(?:\s{_CAPITAL}|\sskolan?)*"
    rf"(?:(?:,\s+|\s+och\s+|\s+samt\s+){_CAPITAL}(?:\s{_CAPITAL}|\sskolan?)*){{1,60}})"
)
_BETWEEN = re.compile(r",\s*(?:samt\s+|och\s+)?|\s+och\s+|\s+samt\s+")
_PLACE = re.compile(
    rf"\s*(?:,?\s+i\s+(?P<after>{_CAPITAL}(?:\s{_CAPITAL})?)|\((?P<within>{_CAPITAL}(?:\s{_CAPITAL})?)\))"
)
_LISTS_SCHOOLS = re.compile(
    r"\b\w*skol(?:or|orna|enheter|enheterna)\b[^.?!]{0,120}:\s*$|^skolor\w*\s*:?$", re.I
)
_NOT_NAMES = any_of(
    """På I Vid För Till Från Om Och Samt Bland Att Även Inom Av Är Har Kan Hur Vad Varför Vilka Vilket Vilken
    När Både Med Mellan Den Det De En Ett Som Då Där Hos Kring Efter Under Rektor Rektorn Eleverna Elever
    Kommunens Stadens Stockholms Men Sedan Nu Vår Våra Min Mina Enligt Trots Genom Medan Jag Vi Ni
    Skolan Skola Grundskolan Skolorna Får Fick Ska Vill Kommer Särskilt Också Utöver Liksom Angående
    Rörande Gällande Skrivelse"""
)
_OPENING = re.compile(rf"^(?:{_NOT_NAMES}\s)+")
_KINDS = {
    f"{kind}skola{ending}"
    for kind in (
        "", "grund", "för", "gymnasie", "fri", "hög", "folkhög", "kultur", "sommar", "lov", "sär", "grundsär",
        "gymnasiesär", "same", "special", "folk", "musik", "hem", "modersmåls", "mellanstadie", "högstadie",
        "lågstadie", "yrkeshög", "kommun", "natur", "bas", "resurs", "anpassad grund", "mål", "real", "flick",
    )
    for ending in ("", "n", "ns", "s")
}  # fmt: skip
_COMPOUNDED, _SEVERAL_WORDS, _IN_LIST, _SHARED, _BARE, _BESIDE, _SMALL = 0.95, 0.9, 0.85, 0.8, 0.6, 0.5, 0.4
_MOST = 300


@dataclass(frozen=True)
class _Mention:
    name: str
    place: str
    block: int
    start: int
    end: int
    confidence: float


def mentioned_schools(blocks: Sequence[PlacedText]) -> tuple[StatedSchool, ...]:
    """Every school that the letter names, once each, in its order.

    Where the letter lists the schools that it is about, those that it only mentions beside are less sure.
    Where it writes none as a name, they are looked for in small letters, as people write in a hurry.
    """
    found: dict[tuple[str, str], _Mention] = {}
    mentions = list(_mentions(blocks)) or list(_mentions_in_small_letters(blocks))
    for mention in sorted(mentions, key=lambda one: (one.block, one.start)):
        if len(found) < _MOST:
            _add(found, mention)
    listed = {folded(name) for name in introduced_schools(" ".join(block.text for block in blocks))}
    about = [one for one in found.values() if folded(one.name) in listed]
    if len(about) > 1:
        found = {
            key: one if one in about else replace(one, confidence=min(one.confidence, _BESIDE))
            for key, one in found.items()
        }
    return tuple(
        StatedSchool(one.name, one.place, blocks[one.block].source(one.start, one.end), one.confidence)
        for one in found.values()
    )


def _add(found: dict[tuple[str, str], _Mention], mention: _Mention) -> None:
    """Take a mention in; one without a place is the same school as one with."""
    name, place = folded(mention.name), folded(mention.place)
    same = [key for key in found if key[0] == name]
    if (name, place) in found or (same and not place):
        return
    bare = (name, "")
    if bare in found:
        found[bare] = replace(found[bare], place=mention.place)
        found[name, place] = found.pop(bare)
    else:
        found[name, place] = mention


def _mentions(blocks: Sequence[PlacedText]) -> Iterator[_Mention]:
    listing = False
    for index, block in enumerate(blocks):
        text = _in_small_letters(block.text) if block.text.isupper() else block.text
        taken = list(_in_text(index, text))
        yield from taken
        if _LISTS_SCHOOLS.search(block.text):
            listing = True
        elif block.kind is Kind.ITEM and listing:
            if not taken and (name := _as_item(block.text)):
                yield _Mention(name, "", index, 0, len(block.text), _IN_LIST)
        else:
            listing = False


def _mentions_in_small_letters(blocks: Sequence[PlacedText]) -> Iterator[_Mention]:
    for index, block in enumerate(blocks):
        for match in _IN_SMALL_LETTERS.finditer(block.text):
            name = match[0].removesuffix("s").capitalize()
            if folded(name) not in _KINDS:
                yield _Mention(name, "", index, match.start(), match.end(), _SMALL)


def _in_text(index: int, text: str) -> Iterator[_Mention]:
    for match in _NAME.finditer(text):
        start, name = _name(match)
        if name and folded(name) not in _KINDS:
            place = _PLACE.match(text, match.end())
            stated = (place["after"] or place["within"]) if place else ""
            sure = _COMPOUNDED if match["compound"] else _SEVERAL_WORDS
            yield _Mention(name, stated, index, start, match.end(), sure)
    for match in _SHARED_ENDING.finditer(text):
        for stem in _STEM.finditer(match["stems"]):
            start = match.start("stems") + stem.start()
            yield _Mention(stem[1] + match["ending"], "", index, start, start + len(stem[1]), _SHARED)
    for match in _NAMED_AFTER.finditer(text):
        yield from _bare_names(index, match)
    for match in _ENUMERATED.finditer(text):
        names = _BETWEEN.split(match["names"])
        if 2 * sum("skol" in name for name in names) >= len(names):
            yield from _bare_names(index, match)


def _bare_names(index: int, match: re.Match[str]) -> Iterator[_Mention]:
    """The names of an enumeration of schools that have no school in them."""
    start = 0
    for name in _BETWEEN.split(match["names"]):
        at = match["names"].index(name, start)
        start = at + len(name)
        if "skol" not in name:
            place = match.start("names")
            yield _Mention(name, "", index, place + at, place + start, _BARE)


def _in_small_letters(text: str) -> str:
    """A text set in capitals alone as names are written, letter for letter: `Engelska skolan Norr`."""
    words = re.sub(r"\w+", lambda word: word[0].capitalize(), text)
    return re.sub(r"\b(?:Skolan?s?|Och|Samt|I|På|Vid|Av|För|Till)\b", lambda word: word[0].lower(), words)


def _name(match: re.Match[str]) -> tuple[int, str]:
    """Where the name begins, and the name without genitive and without the sentence's own first words."""
    words = match[0]
    opening = _OPENING.match(words)
    skipped = opening.end() if opening else 0
    name = words[skipped:]
    if name.endswith(("skolans", "skolas")):
        name = name[:-1]
    return match.start() + skipped, "" if name in ("skola", "skolan") else name


def _as_item(text: str) -> str:
    name = without_tail(text.strip(" .,;"))
    return name if name[:1].isupper() and len(name) <= 60 and not name.endswith("?") else ""
