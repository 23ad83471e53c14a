"""The time in an item's wording where it is misread: mended where it can be known, else pointed out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.domain.periods import Period
from vandpunkt.reading.edits import edits_between
from vandpunkt.reading.misread_years import misread_years
from vandpunkt.reading.period_signs import DASH, LEADS, SEASON, YEAR

_TIME = rf"(?:{SEASON}\s?)?{YEAR}(?!\d)"
_PARTED_YEAR = re.compile(
    r"(?<![\w.,])(?:1 9\d\d|19 \d\d|19\d \d|2 0[0-4]\d|20 [0-4]\d|20[0-4] \d)(?!\d|[.,:]\d)"
)
_GLUED = re.compile(
    rf"(?<=[a-zåäö]{{3}})(?={YEAR}(?!\d))|(?<=\s[vh]t)(?={YEAR}(?!\d))|(?<=\d\d\d\d\.)(?=[vh]t\s?{YEAR})",
    re.I,
)
_SIGN_AFTER_YEAR = re.compile(rf"({YEAR}[.,;:'])\w(?=\s|$)")
_SIGN_BEFORE_YEAR = re.compile(rf"(?<=[vh]t\s)[^\w\s](?={YEAR})", re.I)
_PARTED_TERM = re.compile(rf"(?<!\w)([vh]) t(?=\s{YEAR})", re.I)
_SHORT_WORD = re.compile(rf"(?<![^\s(–—-])(?P<word>[^\s–—()-]{{1,3}})(?=\s{YEAR}(?!\d))")
_SMALL_WORDS = """i
på år av ut att ett åt nu är st om en de vid för och med hos mot per das sen nr upp kr ca to
tom fom"""
_TERMS = ("vt", "ht")
_KNOWN_SHORT = {*_SMALL_WORDS.split(), *_TERMS}
_FIRST_ALIKE = {"vt": "yu", "ht": "bnk"}
_BROKEN_DASH = re.compile(
    rf"(?P<first>{_TIME})(?P<between>[^\s.]?\s?|\s\S?{DASH}|{DASH}\S\s|\s\S\s{DASH}?\s?|\s{DASH}\s\S\s)"
    rf"(?P<last>[vh]t\s{YEAR})(?!\d)",
    re.I,
)
_REVERSED = re.compile(rf"(?P<first>{YEAR})\s?(?:{DASH}|till)\s?(?:{SEASON}\s?)?(?P<last>{YEAR})", re.I)
_TIME_BEGINS = re.compile(rf"\s(?:{DASH}\s?)?(?={_TIME})", re.I)
_LIKE_A_LEAD = """redan stort stark smart snart svart samt ander fram undre till vill"""
_ODD = re.compile(r"(?:[a-zåäö][A-ZÅÄÖ\d]|^\d[a-zåäö-]|^[^\W\d]{0,2}[.,;:'-][^\W\d]{2}).{0,4}$")


@dataclass(frozen=True)
class MendedTime:
    """The wording with its times as they must have been printed.

    `mended` is whether any was; `unclear` are the characters of which no time can be known.
    """

    text: str
    mended: bool = False
    unclear: tuple[tuple[int, int], ...] = ()


def mended_time(text: str, asked: Period, *, misread: bool) -> MendedTime:
    """Read the times of an item that is stated for the years `asked`.

    Where the document is not `misread` its words stand, and only times that cannot be are pointed out.
    """
    mended = _mended(text, asked) if misread else text
    return MendedTime(mended, mended != text, tuple(sorted(_unclear(mended, asked, misread=misread))))


def _mended(text: str, asked: Period) -> str:
    text = _PARTED_YEAR.sub(lambda match: match[0].replace(" ", ""), text)
    text = _PARTED_TERM.sub(r"\1t", text)
    text = _SIGN_AFTER_YEAR.sub(r"\1", _SIGN_BEFORE_YEAR.sub("", _GLUED.sub(" ", text)))
    for found in reversed(list(misread_years(text, asked, misread=True))):
        if found.year is not None:
            text = text[: found.start] + found.year + text[found.end :]
    text = _SHORT_WORD.sub(lambda match: _term(match["word"]) or match["word"], text)
    return _with_leads(_BROKEN_DASH.sub(_with_dash, text))


def _term(word: str) -> str | None:
    """`vt` or `ht` for a word of up to three signs that is one of them but for one; None for any other."""
    small = word.casefold().strip(".,")
    if small in _KNOWN_SHORT:
        return None
    near = [term for term in _TERMS if edits_between(small, term, 1) is not None]
    alike = [term for term in near if small[0] in _FIRST_ALIKE[term] and small[1:] == "t"]
    known = near if len(near) == 1 else alike
    return (
        (known[0].capitalize() if word[0].isupper() and word[1:2].islower() else known[0]) if known else None
    )


def _with_dash(match: re.Match[str]) -> str:
    """Two terms with one sign misread or lost between them: one range, or two sentences."""
    between, last = match["between"], match["last"]
    if between.strip() in ("–", "-", "—", "/", ",") or not _follow(match["first"], last):
        return match[0]
    sign = ". " if last[0].isupper() and not re.search(DASH, between) else "–"
    return f"{match['first']}{sign}{last}"


def _follow(first: str, last: str) -> bool:
    return first[-4:] <= last[-4:] and first != last


def _with_leads(text: str) -> str:
    """The words before a time (`Strat 2024`, `fån och med vt 2024`) as one of those that lead a time in."""
    for begins in reversed(list(_TIME_BEGINS.finditer(text))):
        before = text[: begins.start()].rstrip(" –—-")
        found = _lead(before)
        if found:
            start, lead = found
            text = text[:start] + lead + text[len(before) :]
    return text


def _lead(before: str) -> tuple[int, str] | None:
    """Where the misread words that lead a time in begin, and what they are."""
    starts = [match.start() for match in re.finditer(r"\S+", before)][-3:]
    for lead in sorted((*LEADS, "till"), key=len, reverse=True):
        count = lead.count(" ") + 1
        if len(starts) < count:
            continue
        start = starts[-count]
        words = before[start:].casefold()
        if words == lead:
            return None
        most = 2 if len(lead) > 8 else 1
        between = lead != "till" or re.search(rf"{YEAR}\s$", before[:start]) is not None
        if between and words not in _LIKE_A_LEAD.split() and edits_between(words, lead, most) is not None:
            return start, lead.capitalize() if _opens(before[:start], before[start]) else lead
    return None


def _opens(before: str, letter: str) -> bool:
    return not before.strip() or before.rstrip().endswith((".", "!", "?")) or letter.isupper()


def _unclear(text: str, asked: Period, *, misread: bool) -> Iterator[tuple[int, int]]:
    yield from ((found.start, found.end) for found in misread_years(text, asked, misread=misread))
    yield from (match.span() for match in _REVERSED.finditer(text) if match["first"] > match["last"])
    if misread:
        for match in _SHORT_WORD.finditer(text):
            small = match["word"].casefold().strip(".,")
            near = any(edits_between(small, term, 1) == 1 for term in _TERMS)
            if near and small not in _KNOWN_SHORT:
                yield match.span("word")
        for match in re.finditer(rf"(?<!\S)(\S{{2,7}})(?=\s{DASH}?{_TIME})", text):
            if _ODD.search(match[1]) and not match[1].isupper():
                yield match.span(1)
