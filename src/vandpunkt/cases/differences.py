"""What one version of a statement says otherwise than another, in words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.tree import BulletList, Document, Figure, Heading, Signatures, Table
from vandpunkt.documents.walk import plain, runs
from vandpunkt.domain.sentence_rules import WrittenIn, sentence


def differences_in_words(before: Document, after: Document) -> tuple[str, ...]:
    """One Swedish sentence for each line that was changed, taken away or added, in reading order."""
    old, new = list(_lines(prepared(before))), list(_lines(prepared(after)))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        sentence
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
        for sentence in _sentences(old[a:b], new[c:d])
    )


def _sentences(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[str]:
    pairs = min(len(old), len(new))
    for (_, was), (place, becomes) in zip(old[:pairs], new[:pairs], strict=True):
        yield line_changed(place, was, becomes)
    for place, was in old[pairs:]:
        yield line_removed(place, was)
    for place, becomes in new[pairs:]:
        yield line_added(place, becomes)


@sentence(WrittenIn.CORRECTION, "När en rad i den undertecknade versionen har fått andra ord i den nya.")
def line_changed(place: str, was: str, becomes: str) -> str:
    """A line with other words."""
    return f"Under {place}: «{was}» har ändrats till «{becomes}»."


@sentence(WrittenIn.CORRECTION, "När en rad i den undertecknade versionen inte finns i den nya.")
def line_removed(place: str, was: str) -> str:
    """A line that is gone."""
    return f"Under {place}: «{was}» har tagits bort."


@sentence(WrittenIn.CORRECTION, "När den nya versionen har en rad som den undertecknade inte hade.")
def line_added(place: str, becomes: str) -> str:
    """A line that is new."""
    return f"Under {place}: «{becomes}» har lagts till."


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    """Each line of the document with the heading that it stands under."""
    place = document.title
    yield place, document.title
    if document.subtitle:
        yield place, document.subtitle
    for block in document.blocks:
        match block:
            case Heading():
                place = block.text
                yield place, block.text
            case BulletList():
                yield from ((place, plain(item)) for item in block.items)
            case Table():
                rows = (" · ".join(map(plain, row)) for row in block.rows)
                yield from ((place, line) for line in filter(None, (block.caption, *rows)))
            case Figure():
                yield place, f"{block.caption} {block.alternative_text}".strip()
            case Signatures():
                yield from ((place, f"{one.name}, {one.title}") for one in block.signatures)
            case _:
                yield place, "".join(run.text for run in runs(block))
