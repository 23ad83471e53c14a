"""What an answer says of one school: the parts that its head teacher is asked to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vandpunkt.documents.tree import Block, BulletList, Document, Figure, Heading, Paragraph, Table
from vandpunkt.documents.walk import plain


def about_school(document: Document, school: str) -> Document:
    """The document cut down to one school, by its name: its own sections, its line of a table, its figure."""
    return replace(document, subtitle=school, blocks=tuple(_with_headings(document, school)))


def _with_headings(document: Document, school: str) -> Iterator[Block]:
    """The parts about the school, each section's heading once above its first part."""
    section: Heading | None = None
    within = False
    follows = False
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level == 1:
                section, within = block, False
            else:
                within = (block.level == 2 and block.text == school) or (within and block.level > 2)
            follows = False
        part = _part(block, school, within=within, follows=follows)
        follows = _opens(block, school) or (follows and isinstance(block, BulletList | Figure))
        if part is not None:
            if section is not None:
                yield section
                section = None
            yield part


def _part(block: Block, school: str, *, within: bool, follows: bool) -> Block | None:
    if isinstance(block, Table):
        rows = tuple(row for row in block.rows if row and plain(row[0]) == school)
        return replace(block, rows=rows) if rows else None
    if isinstance(block, Heading):
        return block if within else None
    if within or _opens(block, school):
        return block
    return block if follows and isinstance(block, BulletList | Figure) else None


def _opens(block: Block, school: str) -> bool:
    """Whether a paragraph begins with the school's name, as those do that tell of one school in a section."""
    if not isinstance(block, Paragraph) or not block.runs:
        return False
    return block.runs[0].text.strip() in (f"{school}.", f"{school}:")
