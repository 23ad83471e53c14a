"""Print that a machine has misread: words mended where the document itself, or a known name, tells how.

A word is mended when it differs by one look-alike character from a word that stands more often or is a
known name. Nothing is done where few words are like that: then they are what they are. In a document that is
misread long words are mended too that lack one letter, have one too many, or another in place of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vandpunkt.reading.lines import Line
from vandpunkt.reading.names import KnownNames

_ALIKE = (
    "lijI1tf", "oceau0O", "aåä", "öoä0", "nuhmvr", "hbkn6", "tflr", "sS5", "mn", "vyu", "dc", "gq9", "B8",
    "S5B8", "O0QD", "1lI", "2Z", "6b", "3B8", "4A", "kh", "rt",
)  # fmt: skip
_PAIRS = {(one, other) for group in _ALIKE for one in group for other in group if one != other}
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<!\w)[2Z][0OoQ][0-9OoIlSZBAgb]{2}(?!\w)")
_YEAR_DIGITS = str.maketrans("ZOoQIlSBAgb", "20001158496")
_TERM = re.compile(r"(?<!\w)(?:(?P<spring>[vyu][tflr1])|(?P<autumn>[hbnk][tflr1]))(?=\s(?:19|20)\d\d)")
_SHORTEST = 4
_SHORTEST_NEAR, _INFLECTING = 6, 2
_FEWEST_MENDED = 4
_LEAST_SHARE = 0.008
_LEADING = """start startar startade från och med till sedan under samverkan samarbete tillsammans universitet
kommun skolan skola skolor insatser åtgärder stöd planeras planerade följande fortsätter pågår erbjudit
Förslag beslut Förvaltningens förslag Sammanfattning Bakgrund Ärendet Ärendets beredning synpunkter
Konsekvenser Bilaga Bilagor vårterminen höstterminen läsåret Under Start"""


@dataclass(frozen=True)
class Mended:
    """The lines, and how many words of them were mended."""

    lines: tuple[Line, ...]
    words: int


def mended(lines: Sequence[Line], names: KnownNames) -> Mended:
    """The lines with misread words and years as they must have been printed."""
    counts = Counter(word for line in lines for word in _WORD.findall(line.text))
    lexicon = _lexicon(counts, names)
    wanted = dict(_look_alikes(counts, lexicon))
    words = sum(counts[word] for word in wanted)
    if words < _FEWEST_MENDED or words < _LEAST_SHARE * counts.total():
        return Mended(tuple(lines), 0)
    wanted = {**dict(_near(counts, lexicon)), **wanted}
    words = sum(counts[word] for word in wanted)
    return Mended(tuple(_mended_line(line, wanted) for line in lines), words)


def _lexicon(counts: Mapping[str, int], names: KnownNames) -> Mapping[str, int]:
    """The words to mend by, each with how often it stands; a known name weighs as much as need be."""
    known = [name for one in names.programmes for name in (one.name, one.abbreviation or "", *one.aliases)]
    known += [name for one in names.partners for name in (one.name, *one.aliases)]
    found = {word: count for word, count in counts.items() if count > 1 and not _has_digit(word)}
    words = {word for text in (*known, _LEADING) for word in _WORD.findall(text) if not _has_digit(word)}
    for word in words:
        for form in (word, word[:1].upper() + word[1:]):
            found[form] = max(found.get(form, 0), 3)
    return {word: count for word, count in found.items() if len(word) >= _SHORTEST or word.isupper()}


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _look_alikes(counts: Mapping[str, int], lexicon: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    by_gap: dict[tuple[int, str, str], list[str]] = {}
    for word in lexicon:
        for at in range(len(word)):
            by_gap.setdefault((at, word[:at], word[at + 1 :]), []).append(word)
    for word, count in counts.items():
        if word in lexicon or len(word) < 3 or word.isdigit():
            continue
        likely = {
            other
            for at in range(len(word))
            for other in by_gap.get((at, word[:at], word[at + 1 :]), ())
            if (word[at], other[at]) in _PAIRS and lexicon[other] > count
        }
        if likely:
            yield word, max(sorted(likely), key=lambda other: lexicon[other])


def _near(counts: Mapping[str, int], lexicon: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Long words that are one letter from another, the last letters apart, which inflect."""
    lacking: dict[str, set[str]] = {}
    for word in lexicon:
        for short in _without_one(word):
            lacking.setdefault(short, set()).add(word)
    for word, count in counts.items():
        if word in lexicon or len(word) < _SHORTEST_NEAR:
            continue
        shorter = set(_without_one(word))
        likely = {other for short in (word, *shorter) for other in lacking.get(short, ())}
        likely |= {short for short in shorter if short in lexicon}
        likely = {other for other in likely if lexicon[other] > count}
        if likely:
            yield word, max(sorted(likely), key=lambda other: lexicon[other])


def _without_one(word: str) -> Iterator[str]:
    """The word without each of its letters but the last, which inflect."""
    if len(word) >= _SHORTEST_NEAR:
        yield from (word[:at] + word[at + 1 :] for at in range(len(word) - _INFLECTING))


def _mended_line(line: Line, wanted: Mapping[str, str]) -> Line:
    text = _WORD.sub(lambda match: wanted.get(match[0], match[0]), line.text)
    text = _YEAR.sub(lambda match: match[0].translate(_YEAR_DIGITS), text)
    text = _TERM.sub(lambda match: "vt" if match["spring"] else "ht", text)
    return replace(line, text=text) if text != line.text else line


def told(words: int) -> Iterable[str]:
    """What a person is told of it, where anything was mended."""
    if words:
        yield (
            f"Texten har felläsningar: {words} ord lästes som andra ord i dokumentet eller kända namn. "
            "Jämför med originalet."
        )
