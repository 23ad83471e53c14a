"""Kept trees from when passages about effects were named by their programmes: named as they are now."""

from __future__ import annotations

import re
from dataclasses import replace

from vandpunkt.cases.drafting.passages import Passage, joined, passages
from vandpunkt.documents.tree import Document, Figure, Paragraph
from vandpunkt.documents.walk import cited_by
from vandpunkt.register.effects import programmes_of_effects

_OLD_KEY = re.compile(r"effect(?:_figure)?:(?![a-z0-9-]+$)")
"""The key of a passage about an effect that has a name, not an address, after the colon."""


def with_stable_keys(document: Document) -> Document:
    """The document with each passage about an effect named by its programme's address, which never changes.

    The programme is that of the effect which the passage cites, whatever it was called when the document was
    built. The kept tree is left as it is. One query, none where all are named by addresses already.
    """
    parts = passages(document)
    effects = {part.key: _effect(part, document) for part in parts if _OLD_KEY.match(part.key)}
    if not effects:
        return document
    slugs = programmes_of_effects(effects.values())
    named = (_named(part, slugs.get(effects[part.key])) if part.key in effects else part for part in parts)
    return replace(document, blocks=joined(named))


def _effect(part: Passage, document: Document) -> int:
    """The id of the computed effect that a passage cites, 0 for none."""
    sources = [document.citations[one] for one in cited_by(part.block) if one in document.citations]
    return next((int(one.row) for one in sources if one.model == "effect_fit"), 0)


def _named(part: Passage, slug: str | None) -> Passage:
    if slug is None or not isinstance(part.block, Paragraph | Figure):
        return part
    key = f"{part.key.partition(':')[0]}:{slug}"
    return replace(part, key=key, block=replace(part.block, key=key))
