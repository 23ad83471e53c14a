"""Print that a machine has misread: words mended where the document itself, or a known name, tells how.

A document is misread where many of its words differ by one letter from words that stand more often in it or
are known. Where few words are like that they are what they are, and nothing is done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vandpunkt.reading.edits import edits_between
from vandpunkt.reading.lines import Line
from vandpunkt.reading.names import KnownNames

_ALIKE = (
    "lijI1tf", "oceau0O", "aåä", "öoä0", "nuhmvr", "hbkn6", "tflr", "sS5", "mn", "vyu", "dc", "gq9", "B8",
    "S5B8", "O0QD", "1lI", "2Z", "6b", "3B8", "4A", "kh", "rt",
)  # fmt: skip
_PAIRS = {(one, other) for group in _ALIKE for one in group for other in group if one != other}
_WORD = re.compile(r"[^\W_]+(?:[.,:;'][^\W\d_]+)*")
_ODD = re.compile(r"(?<=[^\W\d_])(?:\d|[.,:;']|(?<=[a-zåäö])[A-ZÅÄÖ])|^\d(?=[a-zåäö]{3})")
_SMALL_WORD = re.compile(r"(?:och|med|från|samt|till|för|av)(?=\w)")
_CENTURY = re.compile(r"(?<!\w)[2Z][0OoQ](?=\d\d(?!\w))")
_SHORTEST, _SHORTEST_NEAR, _SHORTEST_ODD, _INFLECTING = 4, 6, 5, 2
_SHORTEST_ENDED = 8
_ENDINGS = """en er et ar or na ns ts rs es as de da an re te ta ra ad at ga ka sk ig la le el st rd nd"""
_LONGEST_LABEL, _MOST_EDITS = 30, 2
_WHOLE_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_MENDED = 4
_LEAST_SHARE = 0.004
_LEADING = """start startar startade från och med till sedan under samverkan samarbete tillsammans universitet
kommun skolan skola skolor insatser åtgärder stöd planeras planerade följande fortsätter pågår erbjudit
Förslag beslut Förvaltningens förslag Sammanfattning Bakgrund Ärendet Ärendets beredning synpunkter
Konsekvenser Bilaga Bilagor vårterminen höstterminen läsåret Under Start"""


@dataclass(frozen=True)
class Mended:
    """The lines, how many words of them were mended, and whether the document is misread at all."""

    lines: tuple[Line, ...]
    words: int
    misread: bool


def mended(lines: Sequence[Line], names: KnownNames) -> Mended:
    """The lines with misread words and years as they must have been printed."""
    counts = Counter(word for line in lines for word in _WORD.findall(line.text))
    lexicon = _lexicon(counts, names)
    wanted = {
        **dict(_glued(counts, lexicon)),
        **dict(_near(counts, lexicon)),
        **dict(_look_alikes(counts, lexicon)),
        **dict(_odd(counts, lexicon)),
    }
    wanted = {word: other for word, other in wanted.items() if word.casefold() != other.casefold()}
    words = sum(counts[word] for word in wanted)
    if words < _FEWEST_MENDED or words < _LEAST_SHARE * counts.total():
        return Mended(tuple(lines), 0, False)
    return Mended(_with_labels([_mended_line(line, wanted) for line in lines]), words, True)


def _lexicon(counts: Mapping[str, int], names: KnownNames) -> Mapping[str, int]:
    """The words to mend by, each with how often it stands; a known name weighs as much as need be."""
    known = [name for one in names.programmes for name in (one.name, one.abbreviation or "", *one.aliases)]
    known += [name for one in names.partners for name in (one.name, *one.aliases)]
    found = {word: count for word, count in counts.items() if count > 1 and not _ODD.search(word)}
    words = {word for text in (*known, _LEADING) for word in _WORD.findall(text) if not _ODD.search(word)}
    for word in words:
        for form in (word, word[:1].upper() + word[1:]):
            found[form] = max(found.get(form, 0), 3)
    return {word: count for word, count in found.items() if len(word) >= _SHORTEST or word.isupper()}


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
            if (word[at], other[at]) in _PAIRS and lexicon[other] > count and not _inflects(word, other)
        }
        if likely:
            yield word, max(sorted(likely), key=lambda other: lexicon[other])


def _near(counts: Mapping[str, int], lexicon: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Long words that are one letter from another, and are no other form of it."""
    lacking: dict[str, set[str]] = {}
    for word in lexicon:
        for short in _without_one(word):
            lacking.setdefault(short, set()).add(word)
    for word, count in counts.items():
        if word in lexicon or len(word) < _SHORTEST_NEAR or word.isdigit():
            continue
        shorter = set(_without_one(word))
        likely = {other for short in (word, *shorter) for other in lacking.get(short, ())}
        likely |= {short for short in shorter if short in lexicon}
        likely = {other for other in likely if lexicon[other] > count and not _inflects(word, other)}
        if likely:
            yield word, max(sorted(likely), key=lambda other: lexicon[other])


def _inflects(word: str, other: str) -> bool:
    """Whether two words may be forms of one: their last letters differ, and both end as Swedish words end."""
    if word[-_INFLECTING:] == other[-_INFLECTING:]:
        return False
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return (
        len(word) < _SHORTEST_ENDED or longer.startswith(shorter) or word[-_INFLECTING:] in _ENDINGS.split()
    )


def _odd(counts: Mapping[str, int], lexicon: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Words with a sign that no word has there, as `univer5itet`: it is another, or one too many."""
    known = {*lexicon, *(word for word in counts if len(word) >= _SHORTEST_NEAR and not _ODD.search(word))}
    by_length: dict[int, list[str]] = {}
    for word in sorted(known):
        by_length.setdefault(len(word), []).append(word)
    for word in counts:
        odd = [match.start() for match in _ODD.finditer(word)]
        if len(odd) != 1 or len(word) < _SHORTEST_ODD or word in lexicon:
            continue
        before, after = word[: odd[0]], word[odd[0] + 1 :]
        likely = [
            other
            for other in by_length.get(len(word), ())
            if other.startswith(before) and other[len(before) + 1 :] == after
        ]
        if before + after in known:
            likely.append(before + after)
        if likely:
            yield word, max(likely, key=lambda other: lexicon.get(other, 0))


def _glued(counts: Mapping[str, int], lexicon: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """A small word and a long one without the space between them: `medSkolverket`."""
    for word in counts:
        small = _SMALL_WORD.match(word)
        if small and word not in lexicon and len(word) - small.end() >= _SHORTEST_NEAR:
            rest = word[small.end() :]
            if rest in lexicon or rest[0].isupper():
                yield word, f"{small[0]} {rest}"


def _without_one(word: str) -> Iterator[str]:
    """The word without each of its letters in turn."""
    if len(word) >= _SHORTEST_NEAR:
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def _mended_line(line: Line, wanted: Mapping[str, str]) -> Line:
    text = _WORD.sub(lambda match: wanted.get(match[0], match[0]), line.text)
    text = _CENTURY.sub("20", text)
    return replace(line, text=text) if text != line.text else line


def _with_labels(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, a short one that is nearly one that comes again and again as that one: `Undr 2025:`."""
    counts = Counter(line.text for line in lines if _SHORTEST_NEAR <= len(line.text) <= _LONGEST_LABEL)
    repeated = [text for text, count in counts.items() if count > 1]
    return tuple(
        replace(line, text=likest)
        if counts[line.text] == 1 and (likest := _likest(line.text, repeated))
        else line
        for line in lines
    )


def _likest(text: str, repeated: Iterable[str]) -> str | None:
    years = set(_WHOLE_YEAR.findall(text))
    likely = [
        (edits, other)
        for other in repeated
        if (edits := edits_between(text, other, _MOST_EDITS)) is not None
        and not (years and years != set(_WHOLE_YEAR.findall(other)))
    ]
    return min(likely)[1] if likely else None


def told(words: int) -> Iterable[str]:
    """What a person is told of it, where anything was mended."""
    if words:
        yield (
            f"Texten har felläsningar: {words} ord lästes som andra ord i dokumentet eller kända namn. "
            "Jämför med originalet."
        )
