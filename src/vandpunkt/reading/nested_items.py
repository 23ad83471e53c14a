"""Lists within lists: an item that only groups those below it states no support of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from vandpunkt.reading.items import Item
from vandpunkt.reading.months import periods_in

_MOST_WORDS = 5
_LINE_ENDS = 3


def without_group_titles(items: Sequence[Item], names_programme: Callable[[str], bool]) -> tuple[Item, ...]:
    """The items without those that are titles: few words, no time, no programme, and deeper items below."""
    titles = {
        id(item)
        for item, below in pairwise(items)
        if _is_above(item, below)
        and len(item.text.split()) <= _MOST_WORDS
        and not periods_in(item.text)
        and not names_programme(item.text)
    }
    return tuple(item for item in items if id(item) not in titles)


def _is_above(item: Item, below: Item) -> bool:
    first, second = item.blocks[0].first, below.blocks[0].first
    if not (item.marked and below.marked) or (item.school, item.window) != (below.school, below.window):
        return False
    last = item.blocks[-1].lines[-1]
    if last.page != second.page or second.start - last.end > second.indent + _LINE_ENDS:
        return False
    return second.indent > first.indent + 1 if not second.level else second.level > first.level > 0
