"""The questions of a letter: in a list, with question marks in prose, or worded as wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vandpunkt.reading.blocks import Kind
from vandpunkt.reading.facts import Source
from vandpunkt.reading.inquiry_facts import Stated
from vandpunkt.reading.placed_text import PlacedText

_LISTED, _LISTED_BARE, _IN_PROSE, _WISHED = 0.97, 0.85, 0.85, 0.75
_LEADS_IN = re.compile(
    r"\b(?:fråg(?:a|an|or|orna|eställning\w*)|undrar|(?:få|vill\s+\w*\s*)veta|svar\s+på|besvara\w*|redovisa\w*"
    r"|redogör\w*|belys\w*|uppdrag\s+att|yrkar|föreslår)\b",
    re.I,
)
_GOES_ON = re.compile(r":$|\batt$")
_NUMBERED = re.compile(r"^(?:fråga\s*)?\d{1,2}\s*[.:)]\s+", re.I)
_TRAILING = re.compile(r"\s*[,;]?\s*(?:\b(?:samt|och))?$")
_HEADED = re.compile(r"(?:\w+\s+)?(?:fråg(?:a|or|orna)|frågeställning(?:ar|arna)?)\s*:?", re.I)
_WHO = r"(?:vi|jag|man|nämnden|undertecknade?|därför|också|även|nu|härmed|dessutom|vidare|gärna)"
_WISH = re.compile(
    rf"\b(?:(?:vill|önskar|skulle\s+vilja|ber\s+att|behöver|ber\s+om\s+att)\s+(?:{_WHO}\s+){{0,4}}"
    r"(?:(?:att\s+)?(?:få|ha)\s+)?(?:veta|svar\s+(?:på|om)|reda\s+på|redovisat|en\s+redovisning|en\s+redogörelse"
    r"|besked|belyst|en\s+sammanställning|information\s+om|ta\s+del\s+av)"
    rf"|(?:vi|jag)\s+(?:{_WHO}\s+){{0,4}}undrar|undrar\s+(?:{_WHO}\s+){{1,4}}"
    rf"|(?:ber|uppmanar)\s+(?:{_WHO}\s+){{0,4}}\w*(?:förvaltningen|kontoret)\s+(?:{_WHO}\s+){{0,4}}(?:att\s+)?\w+"
    r"|\w*(?:förvaltningen|kontoret)\s+(?:ges|får|ska\s+få)\s+i\s+uppdrag\s+att\s+\w+"
    r"|(?:ger?|uppdra[rs]?\s+åt)\s+\w*(?:förvaltningen|kontoret)\s+(?:i\s+uppdrag\s+)?att\s+\w+)",
    re.I,
)
_LETTER = re.compile(r"(?<=\s)(?:[a-h]|\d)\)\s+")
_MOVED = re.compile(r"\b(?:yrkar|föreslå[rs]?|hemställer|beslutar?|uppdra(?:g|r|s)?)\b", re.I)
_CLAUSE = re.compile(r"(?P<after>[,;:]\s+(?:(?:samt|och)\s+)?(?:\d{1,2}[.)]\s+)?)?\batt\s+(?=\w)")
_GREETING = re.compile(r"(?:hej+|hallå|god\s?dag|god\s?morgon)\b[!,.]*\s+", re.I)
_ABOUT = re.compile(
    r"\bfråg(?:orna|an)\s+(?:handlar\s+om|gäller|rör|avser)\s+(?P<asked>.+?)[.?]?$", re.I | re.S
)
_PARTED = re.compile(r"\s+samt\s+(?=(?:vilk|hur|vad|om|när|varför|vem)\w*\b)", re.I)
_NO_QUESTION = re.compile(
    r"\b(?:följande|dessa|ovanstående|ovan|nedanstående|våra|mina|sina)\s+(?:\w+\s+)?fråg(?:or|a|an|orna)\b|\bfråg(?:or|orna)\s+ovan\b",
    re.I,
)
_ASKING = re.compile(r"\?[»”\"')\]]*$")
_SHORTEST = 8
_MOST = 100


@dataclass(frozen=True)
class Asked:
    """The questions in the letter's order, and those of its prose that were passed over for a list's.

    `places` are the blocks that ask, and from where to where.
    """

    questions: tuple[Stated, ...]
    passed_over: tuple[str, ...]
    places: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class _Found:
    block: int
    start: int
    end: int
    confidence: float


def asked_questions(blocks: Sequence[PlacedText], *, title: Source | None) -> Asked:
    """The questions. Where a list asks them, question marks in the prose around it are passed over.

    `title` is where the letter's title stands: that is no question, whatever it ends with.
    """
    titled = _block_of(title, blocks)
    listed = [one for one in _listed(blocks) if one.block != titled]
    in_list = {found.block for found in listed}
    prose = [found for found in _in_prose(blocks) if found.block not in in_list and found.block != titled]
    wishes = [found for found in _wishes(blocks) if found.block not in in_list]
    chosen = [*listed, *wishes, *([] if listed else prose)]
    places = sorted(_distinct(chosen), key=lambda found: (found.block, found.start))[:_MOST]
    questions = (_stated(blocks[found.block], found) for found in places)
    passed = [blocks[found.block].text[found.start : found.end] for found in prose] if listed else []
    asking = tuple((found.block, found.start, found.end) for found in places)
    return Asked(_without_twins(questions), tuple(passed), asking)


def _block_of(title: Source | None, blocks: Sequence[PlacedText]) -> int | None:
    if title is None:
        return None
    place = (title.page, title.start)
    return next((index for index, block in enumerate(blocks) if place in block.places), None)


def _listed(blocks: Sequence[PlacedText]) -> Iterator[_Found]:
    """The items of a list that questions lead into, and every item that ends with a question mark."""
    listing = False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        asks = _ASKING.search(text) is not None
        if _HEADED.fullmatch(text) or (_GOES_ON.search(text) and _LEADS_IN.search(text)):
            listing = True
        elif block.kind in (Kind.ITEM, Kind.ROW):
            if len(text) >= _SHORTEST and (asks or (listing and block.kind is Kind.ITEM)):
                yield _Found(index, 0, len(block.text), _LISTED if asks else _LISTED_BARE)
        elif listing and asks:
            yield from (
                _Found(index, start, end, _LISTED)
                for start, end in block.sentences()
                if _ASKING.search(block.text[start:end])
            )
        else:
            listing = False


def _in_prose(blocks: Sequence[PlacedText]) -> Iterator[_Found]:
    for index, block in enumerate(blocks):
        for start, end in block.sentences():
            if _ASKING.search(block.text[start:end]) and end - start >= _SHORTEST:
                yield _Found(index, start, end, _IN_PROSE)


def _wishes(blocks: Sequence[PlacedText]) -> Iterator[_Found]:
    """«Vi vill veta …», «Frågorna handlar om A samt vilket B.»"""
    for index, block in enumerate(blocks):
        for start, end in block.sentences():
            sentence = block.text[start:end]
            if sentence.endswith((":", "?")):
                continue
            about = _ABOUT.search(sentence)
            if about:
                yield from _parts(index, start + about.start("asked"), about["asked"])
            elif _NO_QUESTION.search(sentence):
                continue
            elif parts := _clauses(block, start, end):
                yield from (_Found(index, begins, stops, _WISHED) for begins, stops in parts)
            elif _WISH.search(sentence):
                yield _Found(index, start, end, _WISHED)


def _clauses(block: PlacedText, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of «… att a) redovisa …, b) återkomma …», or the att-clauses of a motion, if several."""
    sentence = block.text[start:end]
    if not (_WISH.search(sentence) or _MOVED.search(sentence)):
        return []
    lettered = [match.span() for match in _LETTER.finditer(sentence)]
    clauses = [
        match.span()
        for match in _CLAUSE.finditer(sentence)
        if match["after"] or block.begins_line(start + match.start())
    ]
    if len(lettered) >= 2:
        marks = sorted([*lettered, *(one for one in clauses if one > lettered[0])])
    else:
        marks = clauses
    if len(marks) < 2:
        return []
    stops = [*(begins for begins, _ in marks[1:]), end - start]
    return [(start + mark[1], start + stop) for mark, stop in zip(marks, stops, strict=True)]


def _parts(block: int, start: int, asked: str) -> Iterator[_Found]:
    begun = 0
    for match in (*_PARTED.finditer(asked), None):
        end = match.start() if match else len(asked)
        yield _Found(block, start + begun, start + end, _WISHED)
        begun = match.end() if match else end


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    best: dict[tuple[int, int], _Found] = {}
    for one in found:
        key = (one.block, one.start)
        if key not in best or best[key].confidence < one.confidence:
            best[key] = one
    return list(best.values())


def _stated(block: PlacedText, found: _Found) -> Stated:
    words = block.text[found.start : found.end]
    numbered = _NUMBERED.match(words) or _GREETING.match(words)
    start = found.start + (numbered.end() if numbered else 0)
    rest = block.text[start : found.end]
    start += len(rest) - len(rest.lstrip())
    text = _TRAILING.sub("", rest.strip())
    source = block.source(start, start + len(text)) if text else block.source(found.start, found.end)
    return Stated(text[:1].upper() + text[1:], source, found.confidence)


def _without_twins(questions: Iterator[Stated]) -> tuple[Stated, ...]:
    kept: dict[str, Stated] = {}
    for one in questions:
        kept.setdefault(one.value.casefold().rstrip("?. "), one)
    return tuple(kept.values())
