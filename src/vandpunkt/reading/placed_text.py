"""Running text whose every character knows where in the source it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.reading.blocks import Block, Kind
from vandpunkt.reading.characters import SOFT_HYPHEN
from vandpunkt.reading.facts import Source
from vandpunkt.reading.unwrapping import KnowsWord, unwrapped

_SENTENCE = re.compile(r".+?(?:[.!?](?=[»”\"')\]]*(?:\s+[^a-zåäö]|$))[»”\"')\]]*|$)", re.S)
_CUT_SHORT = re.compile(
    r"(?:^|[\s(])(?:m\.?fl|m\.?m|t\.?ex|bl\.?a|s\.?k|fr\.?o\.?m|t\.?o\.?m|ca|resp|nr|dnr|kl|st|åk)\.$", re.I
)
_LONGEST_WORD = 60

Place = tuple[int, int]


@dataclass(frozen=True)
class PlacedText:
    """The unwrapped text of a block, and the page (1-based) and offset of each of its characters."""

    text: str
    places: tuple[Place, ...]
    kind: Kind

    def source(self, start: int, end: int) -> Source:
        """Where the characters `start` to `end` stand, on the page where they begin."""
        page, first = self.places[start]
        last = max(offset for on, offset in self.places[start:end] if on == page)
        return Source(page, first, last + 1)

    def begins_line(self, index: int) -> bool:
        """Whether a character is the first of a line in the source, as far as lines go on with a space."""
        return index < 2 or (self.text[index - 1] == " " and self.places[index - 1] == self.places[index - 2])

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence begins and ends; an abbreviation's full stop ends none."""
        begun: int | None = None
        for match in _SENTENCE.finditer(self.text):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            begun = start if begun is None else begun
            if not _CUT_SHORT.search(match[0]):
                if begun < match.end():
                    yield begun, match.end()
                begun = None
        if begun is not None and begun < len(self.text):
            yield begun, len(self.text)


def placed_text(block: Block, knows_word: KnowsWord) -> PlacedText:
    """The block's text without its bullet, as running text."""
    characters: list[str] = []
    places: list[Place] = []
    for number, line in enumerate(block.lines):
        lead = block.lead if number == 0 else 0
        words = [
            (match[0][0] if match[0].strip() else " ", (line.page, line.start + lead + match.start()))
            for match in re.finditer(r"\s+|\S", line.text[lead:])
        ]
        if not words:
            continue
        if characters:
            _join(characters, places, "".join(character for character, _ in words), knows_word)
        characters += [character for character, _ in words]
        places += [place for _, place in words]
    kept = [index for index, character in enumerate(characters) if character != SOFT_HYPHEN]
    return PlacedText(
        "".join(characters[index] for index in kept), tuple(places[index] for index in kept), block.kind
    )


def _join(characters: list[str], places: list[Place], after: str, knows_word: KnowsWord) -> None:
    """Let what has been written go on with the next line: with a space, at once, or without its hyphen."""
    last = characters[-1]
    tail = "".join(characters[-_LONGEST_WORD:-1]).replace(SOFT_HYPHEN, "").rsplit(" ", 1)[-1] + last
    joined = unwrapped([tail, after[:_LONGEST_WORD]], knows_word)
    if joined.startswith(f"{tail} "):
        characters.append(" ")
        places.append(places[-1])
    elif not joined.startswith(tail):
        characters.pop()
        places.pop()
