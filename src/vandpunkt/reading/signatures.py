"""Who signs the statement: names above titles, one below another or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile

from vandpunkt.reading.facts import Signatory
from vandpunkt.reading.lines import Line

_PERSON = re.compile(r"[A-ZÅÄÖÉÜ][\wåäöéü’'-]+(?:\s(?:von|af|de|van|al))?(?:\s[A-ZÅÄÖÉÜ][\wåäöéü’'.-]*){1,3}")
_ROLES = (
    "direktör|chef|sekreterare|jurist|strateg|utredare|handläggare|controller|rektor|samordnare|ekonom|ordförande"
    "|analytiker"
)
_TITLE = re.compile(
    r"(?:(?:tf|t\.f\.|tillförordnad|vik\.?|biträdande|bitr\.?|ställföreträdande|stf)\s+)?"
    rf"[\w-]*(?:{_ROLES})(?-i:\s[a-zåäö][a-zåäö ]{{0,40}})?",
    re.I,
)
_ADMINISTRATION = re.compile(r"\b[\w-]*(?:förvaltningen|kontoret|avdelningen)\b", re.I)
_COLUMNS = re.compile(r"\t+|\s{2,}")
_LONGEST_LINE = 110
_NEAR = 3
_MOST_SIDE_BY_SIDE = 6


def signatories_in(lines: Sequence[Line]) -> tuple[Signatory, ...]:
    """The signatories: the last run of names that stand right above titles, or before them on one line."""
    texts = _signature_lines(lines)
    found: list[tuple[int, Signatory]] = []
    index = 0
    while index < len(texts):
        signed, used = _signed(texts, index)
        if found and signed and index - found[-1][0] > _NEAR + used:
            found = []
        found += [(index, one) for one in signed]
        index += used
    return tuple(dict.fromkeys(one for _, one in found))


def only_signs(texts: Iterable[str], signatories: Sequence[Signatory]) -> bool:
    """Whether lines of text hold nothing but the names, titles and administrations of these signatories."""
    left = "\n".join(texts)
    signed = sorted({part for one in signatories for part in (one.name, one.title)}, key=len, reverse=True)
    for part in signed:
        left = left.replace(part, " ")
    return not _ADMINISTRATION.sub("", left).strip(" ,\t\n")


def _signature_lines(lines: Sequence[Line]) -> list[str]:
    """The lines' texts; the cells of a table's row are one line, when each holds one line."""
    texts: list[str] = []
    for row, group in groupby(lines, key=lambda line: line.cell and (line.cell.table, line.cell.row)):
        listed = list(group)
        side_by_side = row is not None and len({line.cell for line in listed}) == len(listed)
        texts += ["\t".join(line.text for line in listed)] if side_by_side else [line.text for line in listed]
    return texts


def _signed(texts: Sequence[str], index: int) -> tuple[tuple[Signatory, ...], int]:
    """The signatories that begin on this line, and how many lines they take."""
    names = _columns(texts[index])
    if not _all(_PERSON, names) or _all(_TITLE, names):
        return _on_one_line(texts[index]), 1
    stacked = _stacked(texts, index)
    if stacked:
        return stacked, 2 * len(stacked)
    titles = _columns(texts[index + 1]) if index + 1 < len(texts) else []
    if len(titles) == len(names) and _all(_TITLE, titles):
        return tuple(Signatory(name, title) for name, title in zip(names, titles, strict=True)), 2
    halved = _halved(texts[index], " ".join(titles))
    return halved, 2 if halved else 1


def _stacked(texts: Sequence[str], index: int) -> tuple[Signatory, ...]:
    """All names first and then all titles, one to a line."""
    names = list(
        takewhile(
            lambda text: _PERSON.fullmatch(text) and not _TITLE.fullmatch(text),
            texts[index : index + _MOST_SIDE_BY_SIDE],
        )
    )
    titles = texts[index + len(names) : index + 2 * len(names)]
    if len(names) < 2 or len(titles) < len(names) or not _all(_TITLE, titles):
        return ()
    return tuple(Signatory(name, title) for name, title in zip(names, titles, strict=True))


def _on_one_line(text: str) -> tuple[Signatory, ...]:
    """`Name, title`."""
    name, comma, title = text.partition(", ")
    signed = comma and _PERSON.fullmatch(name) and _TITLE.fullmatch(title)
    return (Signatory(name, title),) if signed else ()


def _halved(names: str, titles: str) -> tuple[Signatory, ...]:
    """Two names and two titles side by side with one space between, if both halves fit."""
    words, title_words = names.split(), titles.split()
    if len(words) != 4 or len(title_words) != 2 or not _all(_TITLE, title_words):
        return ()
    return Signatory(" ".join(words[:2]), title_words[0]), Signatory(" ".join(words[2:]), title_words[1])


def _columns(text: str) -> list[str]:
    return [part.strip() for part in _COLUMNS.split(text.strip())] if len(text) < _LONGEST_LINE else []


def _all(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return bool(texts) and all(pattern.fullmatch(text) for text in texts)
