"""Who signs the statement: names above titles, one below another or side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vandpunkt.reading.facts import Signatory
from vandpunkt.reading.lines import Line

_PERSON = re.compile(r"[A-ZÅÄÖÉÜ][\wåäöéü’'-]+(?:\s(?:von|af|de|van|al))?(?:\s[A-ZÅÄÖÉÜ][\wåäöéü’'.-]*){1,3}")
_TITLE = re.compile(
    r"(?:(?:tf|t\.f\.|tillförordnad|vik\.?|biträdande|bitr\.?|ställföreträdande|stf)\s+)?[\w-]*"
    r"(?:direktör|chef|sekreterare|jurist|strateg|utredare|handläggare|controller|rektor|samordnare|ekonom|ordförande|analytiker)"
    r"(?:\s[\wåäö ]{1,40})?",
    re.I,
)
_COLUMNS = re.compile(r"\t+|\s{2,}")
_LONGEST_SIGNATURE_LINE = 110


def signatories_in(lines: Sequence[Line]) -> tuple[Signatory, ...]:
    """The signatories, from the last run of lines in which names stand right above titles."""
    best: tuple[Signatory, ...] = ()
    index = 0
    while index + 1 < len(lines):
        pairs, used = _pairs(lines, index)
        if pairs:
            best = (*best, *pairs) if _near(lines, index) else pairs
        index += used or 1
    return tuple(dict.fromkeys(best))


def _near(lines: Sequence[Line], index: int) -> bool:
    """Whether the lines just before also hold a title: then this signature stands below another."""
    return any(_titles(line.text) for line in lines[max(0, index - 3) : index])


def _pairs(lines: Sequence[Line], index: int) -> tuple[tuple[Signatory, ...], int]:
    """The names on this line with the titles on the next; how many lines they took."""
    names = _columns(lines[index].text)
    if not all(_PERSON.fullmatch(name) and not _TITLE.fullmatch(name) for name in names):
        return _one_line(lines[index].text)
    below = _columns(lines[index + 1].text)
    if len(below) != len(names) or not all(_TITLE.fullmatch(title) for title in below):
        split = _split_names(lines[index].text, lines[index + 1].text)
        return (split, 2) if split else ((), 0)
    return tuple(Signatory(name, title) for name, title in zip(names, below, strict=True)), 2


def _one_line(text: str) -> tuple[tuple[Signatory, ...], int]:
    """`Name, title` on one line."""
    name, comma, title = text.partition(", ")
    if comma and _PERSON.fullmatch(name) and _TITLE.fullmatch(title):
        return (Signatory(name, title),), 1
    return (), 0


def _split_names(names: str, titles: str) -> tuple[Signatory, ...]:
    """Two names and two titles side by side with one space between: by halves, if both halves fit."""
    name_words, title_words = names.split(), titles.split()
    if len(name_words) != 4 or len(title_words) != 2 or not all(map(_TITLE.fullmatch, title_words)):
        return ()
    return (
        Signatory(" ".join(name_words[:2]), title_words[0]),
        Signatory(" ".join(name_words[2:]), title_words[1]),
    )


def _columns(text: str) -> list[str]:
    return (
        [part.strip() for part in _COLUMNS.split(text.strip())]
        if len(text) < _LONGEST_SIGNATURE_LINE
        else [""]
    )


def _titles(text: str) -> bool:
    return all(_TITLE.fullmatch(part) for part in _columns(text))
