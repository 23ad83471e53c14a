"""The passages of a document, one by one, so that each can be shown, replaced or brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from vandpunkt.documents.walk import plain


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item of a list (as a list of one), a figure, a table, a heading or the signatures.

    `place` is the heading that it stands under. `key` names what was generated from one build to the next
    and is "" for what a person wrote.
    """

    key: str
    place: str
    block: Block

    @property
    def text(self) -> str:
        """What it says, in words."""
        match self.block:
            case Heading():
                return self.block.text
            case Paragraph():
                return plain(self.block.runs)
            case BulletList():
                return plain(self.block.items[0])
            case Table():
                rows = (" · ".join(map(plain, row)) for row in (*_header(self.block), *self.block.rows))
                return "\n".join((self.block.caption, *rows))
            case Figure():
                return f"{self.block.caption}. {self.block.alternative_text}"
            case Signatures():
                return ", ".join(f"{one.name}, {one.title}" for one in self.block.signatures)

    @property
    def identity(self) -> str:
        """What tells it from every other passage of its document: its key, or its kind and words."""
        return self.key or self.words

    @property
    def words(self) -> str:
        """Its kind and its words, which tell it from others where it has no key."""
        return f"{type(self.block).__name__}:{self.text}"

    @property
    def in_words(self) -> bool:
        """Whether it is a sentence or more that a person could write otherwise."""
        return bool(self.key) and isinstance(self.block, Paragraph | BulletList)


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage of a document, in reading order."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    place = document.title
    for block in document.blocks:
        match block:
            case Heading():
                place = block.text
                yield Passage("", place, block)
            case BulletList():
                keys = block.keys or ("",) * len(block.items)
                for item, key in zip(block.items, keys, strict=True):
                    yield Passage(key, place, BulletList((item,), (key,) if key else ()))
            case Signatures():
                yield Passage("", place, block)
            case _:
                yield Passage(block.key, place, block)


def joined(parts: Iterable[Passage]) -> tuple[Block, ...]:
    """The blocks of a document again: neighbouring items make one list."""
    blocks: list[Block] = []
    for part in parts:
        last = blocks[-1] if blocks else None
        if isinstance(part.block, BulletList) and isinstance(last, BulletList):
            items = (*last.items, *part.block.items)
            keys = (*last.keys, *part.block.keys)
            blocks[-1] = BulletList(items, keys if len(keys) == len(items) else ())
        else:
            blocks.append(part.block)
    return tuple(blocks)


def reworded(part: Passage, text: str) -> Passage:
    """The passage in a person's words, leaning on the same sources."""
    assert isinstance(part.block, Paragraph | BulletList)
    runs = part.block.runs if isinstance(part.block, Paragraph) else part.block.items[0]
    cited = tuple(dict.fromkeys(one for run in runs for one in run.citations))
    said = (Run(text, cited),)
    block: Block = (
        replace(part.block, runs=said, own=True)
        if isinstance(part.block, Paragraph)
        else replace(part.block, items=(said,))
    )
    return replace(part, block=block)


def _header(table: Table) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    return (tuple((Run(one),) for one in table.header),)
