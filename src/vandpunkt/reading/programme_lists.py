"""Support told programme by programme: under a programme's heading, a list of the schools that had it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from vandpunkt.reading.blocks import Block, Kind
from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.headings import Topic
from vandpunkt.reading.items import Item
from vandpunkt.reading.windows import PAST, Windows, window_introduced, window_of_time

_ELSEWHERE = {Topic.PROPOSAL, Topic.RESULTS, Topic.CONSEQUENCES, Topic.ATTACHMENTS}
_AFTER_NAME = re.compile(rf"\s*(?:[,:;.{DASHES}]\s*|(?=\()|\s|$)")
_LONGEST_HEADING = 90


def items_by_programme(
    blocks: Sequence[Block], schools: Sequence[str], windows: Windows, names_programme: Callable[[str], bool]
) -> Iterator[Item]:
    """The items of such lists: the heading's programme, and what the list says of it at the school."""
    by_length = sorted(schools, key=len, reverse=True)
    topic: Topic | None = None
    programme, window = "", None
    for block in blocks:
        if block.kind is Kind.HEADING or (block.kind is Kind.PROSE and _heads(block, names_programme)):
            topic = block.topic if block.kind is Kind.HEADING and block.topic else topic
            programme = block.text.rstrip(":") if names_programme(block.text) and not block.school else ""
            window = None
        elif block.kind is Kind.PROSE:
            window = window_introduced(block.text, windows, already=None) or window
        elif block.kind is Kind.ITEM and programme and topic not in _ELSEWHERE:
            school = next(
                (one for one in by_length if block.text.casefold().startswith(one.casefold())), None
            )
            after = _AFTER_NAME.match(block.text, len(school)) if school else None
            if school and after:
                text = _worded(programme, block.text[after.end() :].strip())
                told = window or window_of_time(text, windows)
                yield Item(school, told or PAST, text, (block,), True, told is not None)


def _heads(block: Block, names_programme: Callable[[str], bool]) -> bool:
    short = len(block.text) <= _LONGEST_HEADING and not block.text.endswith(".")
    return short and len(block.lines) == 1 and names_programme(block.text)


def _worded(programme: str, rest: str) -> str:
    """The programme, and what is said of it at one school."""
    if not rest:
        return programme
    return f"{programme} {rest}" if rest.startswith("(") else f"{programme}, {rest}"
