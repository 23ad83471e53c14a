"""Signs that stand where none should: a dash before a single year, a word twice, a lone bracket."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from vandpunkt.domain.problems import marked
from vandpunkt.reading.proofreading.passages import Passage
from vandpunkt.reading.proofreading.remark import Remark, RemarkKind

_AROUND = 12
_DASHED_YEAR = re.compile(r"\b(?:start\w*|från|sedan)\s*[-–—−]\s?(?:19|20)\d\d\b(?!\s*[-–—−])", re.I)
_SPACE_BEFORE = re.compile(r"\w+ +[,.;:!?](?=\s|$)(?! *\.\.)")
_DOUBLED_SIGN = re.compile(r"\w+(?:,,|;;|::|(?<!\.)\.\.(?!\.))(?=\s|$)")
_DOUBLED_WORD = re.compile(r"\b(?P<word>[a-zåäö]{2,}) (?P=word)\b")
_MAY_DOUBLE = frozenset(("så", "ja", "nej", "mycket", "för", "den", "det", "de"))


def stray_signs(passages: Sequence[Passage]) -> Iterator[Remark]:
    """A remark on each sign too many, with the words around it."""
    for passage in passages:
        for quote, proposal, text in _found(passage.text):
            yield Remark(RemarkKind.STRAY_SIGN, passage.place, quote, text, proposal)


_Found = tuple[str, str, str]


def _found(text: str) -> Iterator[_Found]:
    too_many = marked("{place}: «{quote}» har ett tecken för mycket. Menas «{proposal}»?")
    for pattern, mend in _MENDED:
        for match in pattern.finditer(text):
            yield match.group(), mend(match.group()), too_many
    for match in _DOUBLED_WORD.finditer(text):
        if match["word"] not in _MAY_DOUBLE:
            twice = marked("{place}: samma ord står två gånger i «{quote}». Menas «{proposal}»?")
            yield match.group(), match["word"], twice
    for quote in _lone_brackets(text):
        yield quote, "", marked("{place}: parentesen i «{quote}» saknar sin andra hälft.")


_MENDED: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_DASHED_YEAR, lambda quote: re.sub(r"\s*[-–—−]\s?", " ", quote)),
    (_SPACE_BEFORE, lambda quote: quote.replace(" ", "")),
    (_DOUBLED_SIGN, lambda quote: quote[:-1]),
)


def _lone_brackets(text: str) -> Iterator[str]:
    """The words around each bracket without a fellow; a numbered `a)` needs none."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            opened.pop()
        elif sign == ")" and not re.search(r"(?:^|\s)\w{1,2}$", text[:at]):
            yield _around(text, at)
    yield from (_around(text, at) for at in opened)


def _around(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at + _AROUND].strip()
