"""How easily a text is read: LIX, and the sentences that ask much of their reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vandpunkt.documents.tree import BulletList, Document, Paragraph
from vandpunkt.documents.walk import plain

LONG_WORD = 6
LONG_SENTENCE = 30
_WORD = re.compile(r"[^\W_]+(?:[-–'’:/][^\W_]+)*")
_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][»”\")]))\s+(?=[«“\"(]*[A-ZÅÄÖÉ0-9])")
_ABBREVIATIONS = re.compile(
    r"\b(?:m\.fl|t\.ex|bl\.a|d\.v\.s|fr\.o\.m|t\.o\.m|s\.k|kap|dnr|nr|ca|jfr|resp)\.$", re.I
)


@dataclass(frozen=True)
class Readability:
    """Words, sentences and long words of a text, and its longest sentences in the order of the text."""

    words: int
    sentences: int
    long_words: int
    long_sentences: tuple[str, ...]

    @property
    def lix(self) -> int | None:
        """Words a sentence plus per cent of words over six letters (Björnsson 1968); None without words.

        Below 30 is very easy, 40–50 an ordinary newspaper, above 60 very hard: official prose.
        """
        if not self.words:
            return None
        return round(self.words / self.sentences + 100 * self.long_words / self.words)


def readability(document: Document) -> Readability:
    """Of the running text and the list items of a document; tables and headings are not sentences."""
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(plain(block.runs))
        elif isinstance(block, BulletList):
            texts.extend(plain(item) for item in block.items)
    return of_texts(texts)


def of_texts(texts: Iterable[str]) -> Readability:
    """Of several texts, each of which ends its last sentence."""
    found = [sentence for text in texts for sentence in sentences(text) if _WORD.search(sentence)]
    words = [_WORD.findall(sentence) for sentence in found]
    return Readability(
        words=sum(map(len, words)),
        sentences=len(found),
        long_words=sum(len(word) > LONG_WORD for sentence in words for word in sentence),
        long_sentences=tuple(
            sentence for sentence, its in zip(found, words, strict=True) if len(its) > LONG_SENTENCE
        ),
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text. A full stop inside an abbreviation ends none."""
    parts: list[str] = []
    for part in _END.split(" ".join(text.split())):
        if parts and _ABBREVIATIONS.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part:
            parts.append(part)
    return parts
