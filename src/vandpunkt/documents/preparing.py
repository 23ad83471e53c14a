"""What every renderer does first: a tree that any format can hold, saying what the given one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from vandpunkt.documents.characters import cleaned
from vandpunkt.documents.tree import Block, BulletList, Document, Heading, Letterhead

UNTITLED = "Tjänsteutlåtande"
LETTERHEAD_ROOM = 110
"""Characters: three lines of the narrow column."""


def prepared(document: Document) -> Document:
    """The document with clean text, a title, headings that skip no level, and no list without items.

    A document without a title is called by its kind. What the letterhead says is cut where the head of a
    page has no room for more. Preparing twice changes nothing.
    """
    document = cleaned(document)
    return replace(
        document,
        letterhead=Letterhead(
            *(shorten(getattr(document.letterhead, one.name)) for one in fields(document.letterhead))
        ),
        title=document.title.strip() or document.letterhead.kind.strip() or UNTITLED,
        subtitle=document.subtitle.strip(),
        blocks=tuple(_stepwise(block for block in document.blocks if not _empty(block))),
    )


def shorten(text: str) -> str:
    """The text, or as much of it as the head of a page has room for, with an ellipsis."""
    text = text.strip()
    return text if len(text) <= LETTERHEAD_ROOM else text[: LETTERHEAD_ROOM - 1].rstrip() + "…"


def _empty(block: Block) -> bool:
    return (isinstance(block, BulletList) and not block.items) or (
        isinstance(block, Heading) and not block.text.strip()
    )


def _stepwise(blocks: Iterable[Block]) -> Iterator[Block]:
    """A heading goes at most one level deeper than the one before it, and no deeper than 3."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = max(min(block.level, level + 1, 3), 1)
            yield replace(block, level=level)
        else:
            yield block
