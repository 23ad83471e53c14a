"""What a letter says of itself: its kind, number, day, title and board."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vandpunkt.domain.dates import find_dates
from vandpunkt.domain.diarienummer import Diarienummer, find_diarienummer
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.blocks import Kind
from vandpunkt.reading.document_facts import board_named
from vandpunkt.reading.facts import Source
from vandpunkt.reading.inquiry_facts import Stated
from vandpunkt.reading.lines import Line
from vandpunkt.reading.placed_text import PlacedText
from vandpunkt.reading.running_lines import is_page_furniture

WRITTEN_INQUIRY, INTERPELLATION, MEMBER_INITIATIVE, PUBLIC_QUESTION = (
    "skrivelse", "interpellation", "ledamotsinitiativ", "fråga",
)  # fmt: skip
_KINDS = (
    (INTERPELLATION, re.compile(r"\binterpellation\w*", re.I)),
    (MEMBER_INITIATIVE, re.compile(r"\b(?:ledamots|nämnd)initiativ\w*", re.I)),
    (WRITTEN_INQUIRY, re.compile(r"\b(?:skrivelse|motion(?:en)?\b)\w*", re.I)),
    (
        PUBLIC_QUESTION,
        re.compile(
            r"\b(?:medborgarförslag|medborgarfråga|allmänhetens\s+fråge\w+|fråga\s+från\s+allmänheten"
            r"|(?:enkel|skriftlig)\s+fråga)\w*",
            re.I,
        ),
    ),
)
_KIND_WORD = (
    r"(?:skrivelse|motion|interpellation|ledamotsinitiativ|nämndinitiativ|medborgarförslag|frågor"
    r"|(?:enkel\s+|skriftlig\s+)?fråga(?:\s+från\s+allmänheten)?)"
)
_ABOUT = r"(?:om|angående|ang\.?|rörande|avseende|gällande|beträffande|kring|med\s+frågor\s+om|:|[–-])"
_TITLED = re.compile(
    rf"{_KIND_WORD}(?:\s+(?:av|från)\s+[^:]{{3,120}}?)?\s*{_ABOUT}\s*(?P<title>\S.{{4,250}})", re.I | re.S
)
_SUBJECT = re.compile(
    r"(?:(?:ämne|subject|angående|ang\.?|rubrik|ärende|gäller)\s*:|angående\s|ang\.\s)\s*(?:(?:sv|vb|re|fw)\s*:\s*)*(?P<title>\S.{3,250})",
    re.I,
)
_BY = re.compile(r"\s*,?\s+(?:av|från|ställd\s+av)\s+[A-ZÅÄÖ]\w+\s+[A-ZÅÄÖ].*$", re.S)
_LETTERHEAD = re.compile(
    r"(?:till|från|datum|inkom\w*|ankom\w*|dnr|diarie\w*|sida|e-?post|telefon|kopia|skickat|mottagare|to|from|date|sent|cc|reply-to)\b\s*:?.*"
    r"|\S+@\S+|(?:[A-ZÅÄÖ][\wåäö-]*,?\s+)?(?:(?:den\s+)?\d{1,2}\s+\w+\s+\d{4}|\d{4}-\d\d-\d\d)|[\d\s()+-]{6,}"
    r"|(?:(?:[\wåäö-]+\s){0,3}\w*(?:nämnden|styrelsen|förvaltningen|fullmäktige|kontoret))(?:,?\s+\d{4}-\d\d-\d\d)?"
    rf"|/.*|{_KIND_WORD}(?:\s+enligt\s.+|\s+\d[\d/:]*)?|\w+\s+(?:stad|kommun)|hej\b.{{0,30}}",
    re.I,
)
_NO_TITLE = re.compile(r"\([A-ZÅÄÖ]{1,3}\)|(?:19|20)\d\d\s?/\s?\d{1,7}(?!\w)")
_RECEIVED = re.compile(r"\b(?:inkom\w*|ankom\w*|ankomst\w*|mottag\w*|registrer\w*)\b", re.I)
_WRITTEN = re.compile(r"\b(?:datum|date|skickat|daterad)\b|^[A-ZÅÄÖ][\wåäö]+,?\s+(?:den\s+)?\d", re.I)
_NUMBER = re.compile(r"(?<![\w/])[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9}[\s-]+(?:19|20)\d\d\s?/\s?\d{1,7}(?![\w/])")
_GENITIVE = re.compile(r"(nämnden|styrelsen)s\b")
_FIRST_HALF = re.compile(r"(?:\w+-,?\s){1,3}(?:och|samt)\s$")
_ADDRESSED = re.compile(r"^(?:Till|Hej)\s+")
_TOP_BLOCKS, _TOP_LINES, _LONGEST_LETTERHEAD, _LONGEST_TITLE = 12, 15, 70, 250


def kind_of_letter(blocks: Sequence[PlacedText], *, from_members: bool) -> Stated:
    """What the letter calls itself, first of all in its heading; else by who sent it."""
    for blocks_read, sure in ((blocks[:_TOP_BLOCKS], 0.95), (blocks, 0.75)):
        found = [
            (index, match.start(), match.end(), kind)
            for kind, pattern in _KINDS
            for index, block in enumerate(blocks_read)
            if (match := pattern.search(block.text))
        ]
        if found:
            index, start, end, kind = min(found)
            return Stated(kind, blocks[index].source(start, end), sure)
    return Stated(WRITTEN_INQUIRY if from_members else PUBLIC_QUESTION, None, 0.5)


def own_number(lines: Sequence[Line]) -> Stated | None:
    """The letter's own diarienummer: in a line of its own, not in a sentence about another case."""
    for line in lines:
        number = find_diarienummer(line.text)
        if number and _is_letterhead(line):
            return Stated(str(number), _source_of_number(line, number), 0.95)
    for line in lines[:_TOP_LINES]:
        bare = _NUMBER.search(line.text)
        if bare and _is_letterhead(line) and (number := _parsed(bare[0])):
            return Stated(str(number), _source(line, *bare.span()), 0.7)
    return None


def _source_of_number(line: Line, number: Diarienummer) -> Source:
    series = rf"{re.escape(number.series)}[\s-]+" if number.series else ""
    found = re.search(rf"{series}{number.year}\s?[/-]\s?{number.number}", line.text)
    return _source(line, *found.span()) if found else _source(line)


def _is_letterhead(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_LETTERHEAD
        and not line.text.endswith((".", ",", "?"))
        and (len(re.findall(r"\b[a-zåäö]{3,}\b", line.text)) <= 4)
    )


def other_numbers(blocks: Sequence[PlacedText], own: Stated | None) -> Iterator[Stated]:
    """The diarienummer of other cases that the letter speaks of."""
    seen = {own.value} if own else set()
    for block in blocks:
        for match in _NUMBER.finditer(block.text):
            number = _parsed(match[0])
            if number and str(number) not in seen:
                seen.add(str(number))
                yield Stated(str(number), block.source(*match.span()), 0.9)


def _parsed(text: str) -> Diarienummer | None:
    try:
        return Diarienummer.parse(text)
    except Problem:
        return None


def letter_dates(lines: Sequence[Line]) -> tuple[Stated | None, Stated | None]:
    """The letter's own day and that of its stamp of arrival; days inside sentences are neither."""
    written: Stated | None = None
    received: Stated | None = None
    for line in lines:
        if len(line.text) > _LONGEST_LETTERHEAD or line.text.endswith(("?", ":")):
            continue
        for found in find_dates(line.text):
            stated = Stated(found.day.isoformat(), _source(line, found.start, found.end), 0.9)
            rest = (line.text[: found.start] + line.text[found.end :]).strip(" .,:")
            if _RECEIVED.search(line.text):
                received = received or stated
            elif written is None and (_WRITTEN.search(line.text) or len(rest.split()) <= 2):
                written = stated
    return written, received


def letter_title(blocks: Sequence[PlacedText]) -> Stated | None:
    """What the letter is about, without the words for its kind and its senders."""
    top = [(block, block.text.strip()) for block in blocks[:_TOP_BLOCKS] if len(block.text) <= _LONGEST_TITLE]
    for pattern, sure in ((_TITLED, 0.95), (_SUBJECT, 0.9)):
        for block, text in top:
            match = pattern.match(block.text)
            if match and not text.endswith((".", ":")) and (title := _without_senders(match["title"])):
                start = match.start("title")
                return Stated(title, block.source(start, start + len(title)), sure)
    for at, (block, text) in enumerate(top):
        following = top[at + 1][1] if at + 1 < len(top) else ""
        heads = block.kind is Kind.HEADING
        asks = text.endswith("?") and not _introduces(following)
        if not heads and (len(text) > 90 or asks or text.endswith((".", ":", ",", "!"))):
            continue
        if is_page_furniture(text) or _LETTERHEAD.fullmatch(text) or _NO_TITLE.search(text):
            continue
        return Stated(_capital(text), block.source(0, len(block.text)), 0.8 if heads else 0.6)
    return None


def _introduces(text: str) -> bool:
    """Whether prose of its own stands there: a question above it heads the letter."""
    return len(text) > _LONGEST_LETTERHEAD and not text.endswith("?")


def _without_senders(words: str) -> str:
    return _capital(_BY.sub("", " ".join(words.split())).strip(" –-:,"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def letter_board(blocks: Sequence[PlacedText]) -> Stated | None:
    """The board that the letter is addressed to, or speaks of."""
    for block in blocks:
        name = _ADDRESSED.sub("", board_named(_GENITIVE.sub(r"\1 ", block.text)) or "")
        found = re.search(re.escape(name), block.text, re.I) if name else None
        if found:
            start = found.start()
            before = _FIRST_HALF.search(block.text[:start])
            if before:
                start, name = before.start(), before[0] + name.lower()
            name = _capital(name)
            return Stated(name, block.source(start, start + len(name)), 0.9)
    return None


def _source(line: Line, start: int = 0, end: int | None = None) -> Source:
    stop = line.start + end if end is not None else line.end
    return Source(line.page, line.start + start, stop)
