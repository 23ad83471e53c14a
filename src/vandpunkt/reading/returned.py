"""What a Word file that comes back from an editor holds: its facts, paragraphs, changes and comments."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[str, ...]
"""The headings above a piece of text, outermost first."""


@dataclass(frozen=True)
class ReturnedFact:
    """A fact as it came back: `text` with all tracked changes taken, `refused` with none of them.

    `number` is its bookmark's, None where a program or a person has dropped it; `tags` are the citation ids
    of its content control, empty where the control or its tag is gone. `controlled` is whether a content
    control still holds it.
    """

    number: int | None
    tags: tuple[str, ...]
    text: str
    refused: str
    place: Place
    controlled: bool


@dataclass(frozen=True)
class ReturnedParagraph:
    """A paragraph or heading (`heading` is its level, else 0); `item` where it stands in a list.

    `facts` is whether any content control or fact's bookmark has text in it.
    """

    text: str
    refused: str
    place: Place
    heading: int
    item: bool
    facts: bool


@dataclass(frozen=True)
class TrackedChange:
    """Words that somebody took in (`inserted`) or struck out, with who and when as the file says."""

    inserted: bool
    text: str
    author: str
    date: str
    place: Place


@dataclass(frozen=True)
class Comment:
    """A comment in the margin and the words that it is about."""

    text: str
    anchor: str
    author: str
    date: str
    place: Place


@dataclass(frozen=True)
class ReturnedWord:
    """Everything in the file, in reading order. `identity` is which version it says it was made from."""

    identity: str
    facts: tuple[ReturnedFact, ...]
    paragraphs: tuple[ReturnedParagraph, ...]
    changes: tuple[TrackedChange, ...]
    comments: tuple[Comment, ...]
