"""What a kept answer would say otherwise if it were built now, and taking in some of the changes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from vandpunkt.cases.drafting.passages import Passage, joined, passages
from vandpunkt.documents.tree import BulletList, Document
from vandpunkt.documents.walk import cited

Passages = tuple[Passage, ...]


@dataclass(frozen=True)
class Change:
    """Passages of the kept answer, and what stands in their place now; either side may be empty.

    `id` is made of what both sides say, so that it means the same the next time it is asked for.
    """

    id: str
    place: str
    before: Passages
    after: Passages

    @property
    def reworded(self) -> bool:
        """Whether one sentence has other words now; only then can the old one be kept as one's own."""
        return len(self.before) == len(self.after) == 1 and self.before[0].in_words and self.after[0].in_words


@dataclass(frozen=True)
class _Hunk:
    before: Passages
    after: Passages
    generated: bool


def changes(kept: Document, now: Document, own: Collection[str] = ()) -> tuple[Change, ...]:
    """The generated passages that the register or the results would have otherwise now, in reading order.

    What a person wrote is no such change: it is always as it was last written. `own` are the keys of the
    passages that have a person's own sentence.
    """
    return tuple(_change(hunk) for hunk in _hunks(kept, now, own) if hunk.generated)


def rewritten(kept: Document, now: Document, own: Collection[str] = ()) -> bool:
    """Whether a person's words are others now than in the kept answer. `own` as in `changes`."""
    return any(
        [one.text for one in hunk.before] != [one.text for one in hunk.after]
        for hunk in _hunks(kept, now, own)
        if not hunk.generated
    )


def with_changes(
    kept: Document, now: Document, accepted: Collection[str], own: Collection[str] = ()
) -> Document:
    """The kept answer with the accepted changes alone, and with what a person wrote as it stands now."""
    parts: list[Passage] = []
    for hunk in _hunks(kept, now, own):
        stays = hunk.generated and _change(hunk).id not in accepted
        parts.extend(hunk.before if stays else hunk.after)
    document = replace(now, blocks=joined(parts), citations={}, identity="")
    known = {**kept.citations, **now.citations}
    return replace(document, citations={one: known[one] for one in cited(document) if one in known})


def _change(hunk: _Hunk) -> Change:
    told = "\n".join(
        f"{side}{part.identity}={part.text}"
        for side, parts in (("-", hunk.before), ("+", hunk.after))
        for part in parts
    )
    identity = hashlib.sha256(told.encode()).hexdigest()[:16]
    return Change(identity, (hunk.after or hunk.before)[0].place, hunk.before, hunk.after)


def _hunks(kept: Document, now: Document, own: Collection[str]) -> Iterator[_Hunk]:
    old, new = passages(kept), passages(now)
    named = any(one.key for one in old)
    matcher = SequenceMatcher(
        None,
        [one.identity for one in old],
        # Builds from before passages had names know them by their words.
        [one.identity if named else one.words for one in new],
        autojunk=False,
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        before, after = old[a:b], new[c:d]
        if kind == "equal":
            for was, becomes in zip(before, after, strict=True):
                generated = bool(was.key) and was.key not in own
                yield _Hunk((was,), (becomes,), generated and _differs(was, becomes))
        elif _items_of_a_list(before or after) and not (before and after):
            yield from (_Hunk((one,), (), bool(one.key)) for one in before)
            yield from (_Hunk((), (one,), bool(one.key)) for one in after)
        else:
            yield _Hunk(before, after, any(one.key for one in (*before, *after)))


def _items_of_a_list(parts: Passages) -> bool:
    return all(isinstance(one.block, BulletList) for one in parts)


def _differs(was: Passage, becomes: Passage) -> bool:
    """Whether the words differ, or the picture. A new version of a row that says the same does not count."""
    return was.text != becomes.text or getattr(was.block, "chart", None) != getattr(
        becomes.block, "chart", None
    )
