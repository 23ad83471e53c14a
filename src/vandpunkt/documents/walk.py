"""Walking a document tree in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vandpunkt.documents.tree import Block, BulletList, Document, Figure, Paragraph, Run, Signatures, Table

_LONGEST_LEAD = 200


def runs(block: Block) -> Iterator[Run]:
    """Every run of the block, as it is read."""
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, BulletList):
        for item in block.items:
            yield from item
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell


def figures(document: Document) -> list[Figure]:
    """Every figure, as they are read."""
    return [block for block in document.blocks if isinstance(block, Figure)]


def cited(document: Document) -> tuple[str, ...]:
    """The ids of the citations, each once, in the order in which the document first leans on them."""
    return tuple(dict.fromkeys(one for block in document.blocks for one in cited_by(block)))


def cited_by(block: Block) -> Iterator[str]:
    """The ids of the citations that a block leans on, as it is read, as often as it does."""
    if isinstance(block, Figure):
        yield from block.citations
    for run in runs(block):
        yield from run.citations


def leads(text: str, following: Block | None) -> bool:
    """Whether a paragraph may not stand at a page's foot without the block after it.

    So it is with a short one that leads to a list, a table or a figure, and with what is signed.
    """
    if isinstance(following, Signatures):
        return True
    return isinstance(following, BulletList | Table | Figure) and len(text) < _LONGEST_LEAD


def plain(text_runs: Sequence[Run]) -> str:
    """The words of the runs, without their citations."""
    return "".join(run.text for run in text_runs)
