"""Blocks → items: which block states support, at which school, for which of the inquiry's windows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from vandpunkt.reading.blocks import Block, Kind
from vandpunkt.reading.facts import Source, Window
from vandpunkt.reading.headings import Topic
from vandpunkt.reading.inline_lists import InlineList, inline_list
from vandpunkt.reading.labelled_items import labelled_item
from vandpunkt.reading.schools import mentioned_school, years_tail
from vandpunkt.reading.tables import TableRow, rows_of
from vandpunkt.reading.windows import PAST, PLANNED, Windows, window_introduced, window_of_time, years

_ELSEWHERE = {Topic.PROPOSAL, Topic.RESULTS, Topic.CONSEQUENCES, Topic.ATTACHMENTS}
_LONGEST_UNMARKED_ITEM = 420
_LONGEST_ITEM = 2000
_LONGEST_LEAD = 50
_NOTHING = re.compile(r"(?:inga|inget|ingen|inte aktuellt|ej aktuellt)\b.{0,80}$", re.I)
_SUPPORT = re.compile(r"insats|stöd|åtgärd|satsning", re.I)
_SHARED = re.compile(r"\b(?:gemensam\w*|samtliga|alla|båda|övergripande)\b", re.I)
_COLUMN_TITLE = re.compile(r"(?:insats|stöd|åtgärd|aktivitet|period|kommentar|samverkan)(?:er|et)?:?", re.I)


@dataclass(frozen=True)
class Item:
    """One stated item of support. `marked` is false where no bullet or list of the file's set it apart.

    `told` is whether it is a sentence of running text; then `place` is where just that sentence stands, and
    `ended` whether a later sentence says that something has come to its end there.
    """

    school: str
    window: str
    text: str
    blocks: tuple[Block, ...]
    marked: bool = True
    window_stated: bool = True
    partner_text: str = ""
    label_years: Window | None = None
    place: Source | None = None
    told: bool = False
    ended: bool = False

    @property
    def source(self) -> Source:
        """Where the words of the item stand, on the page where they begin."""
        if self.place is not None:
            return self.place
        first = self.blocks[0].source
        ends = [block.source.end for block in self.blocks if block.source.page == first.page]
        return Source(first.page, first.start, max(ends))


@dataclass(frozen=True)
class _Place:
    """Where in the document the walk is."""

    topic: Topic | None = None
    school: str | None = None
    window: str | None = None
    outer_window: str | None = None
    label_years: Window | None = None

    @property
    def holds_items(self) -> bool:
        return self.school is not None and self.topic not in _ELSEWHERE


def introductions(blocks: Sequence[Block], schools: Sequence[str]) -> list[str]:
    """The texts that introduce lists of support, before it is known which years they mean."""
    place, found = _Place(), []
    for index, block in enumerate(blocks):
        if place.topic not in _ELSEWHERE and _introduces(blocks, index, Windows(), place):
            found.append(block.text)
        elif place.holds_items and (inline := inline_list(block.text, Windows())):
            found.append(inline.label)
        place = _moved(blocks, index, place, Windows(), schools)
    return found


def items_of(blocks: Sequence[Block], schools: Sequence[str], windows: Windows) -> tuple[Item, ...]:
    """All items in the order of the document."""
    return tuple(_items(blocks, schools, windows))


def _items(blocks: Sequence[Block], schools: Sequence[str], windows: Windows) -> Iterator[Item]:
    place = _Place()
    listed = False
    for index, block in enumerate(blocks):
        moved = _moved(blocks, index, place, windows, schools)
        listed = listed and moved == place
        place = moved
        if block.kind is Kind.ROW:
            if _first_of_table(blocks, index) and place.topic not in _ELSEWHERE:
                yield from _table_items(_table(blocks, index), place, schools, windows)
        elif place.school and (inline := _inline(block, place, windows)):
            inner = replace(place, window=inline.window, label_years=years(inline.label))
            yield from (
                _item(place.school, inner, block, text, windows)
                for text in inline.items
                if _says_something(text)
            )
        elif _states_item(blocks, index, place, windows, listed=listed) and place.school:
            listed = listed or block.marked
            yield _item(place.school, place, block, block.text, windows)


def _inline(block: Block, place: _Place, windows: Windows) -> InlineList | None:
    """The list on one line that the block is: a paragraph, or an item that speaks of the other window."""
    if not place.holds_items or block.kind not in (Kind.PROSE, Kind.ITEM):
        return None
    inline = inline_list(block.text, windows)
    return inline if inline and (not block.marked or inline.window != place.window) else None


def _item(school: str, place: _Place, block: Block, text: str, windows: Windows) -> Item:
    labelled = labelled_item(text)
    text = labelled.text if labelled else text
    window = place.window or window_of_time(text, windows)
    return Item(
        school=school,
        window=window or PAST,
        text=text,
        blocks=(block,),
        marked=block.marked,
        window_stated=window is not None,
        partner_text=labelled.partners if labelled else "",
        label_years=place.label_years,
    )


def lists_without_school(
    blocks: Sequence[Block], schools: Sequence[str], windows: Windows, items: Sequence[Item]
) -> tuple[str, ...]:
    """What stands above lists of support that belong to no single school, as `Gemensamt för alla skolor`."""
    place, above, found = _Place(), "", []
    read = {id(block) for item in items for block in item.blocks}
    for index, block in enumerate(blocks):
        place = _moved(blocks, index, place, windows, schools)
        shared = place.window is not None or _SHARED.search(above)
        if (
            block.marked
            and id(block) not in read
            and place.school is None
            and place.topic not in _ELSEWHERE
            and shared
        ):
            found.append(above)
        above = above if block.marked else block.text
    return tuple(dict.fromkeys(found))


def _moved(
    blocks: Sequence[Block], index: int, place: _Place, windows: Windows, schools: Sequence[str]
) -> _Place:
    """The place after this block has been read."""
    block = blocks[index]
    if block.kind is Kind.HEADING and block.topic is not None:
        return _Place(topic=block.topic)
    if block.school is not None:
        tail = years_tail(block.text)
        window = window_introduced(f"{tail}:", windows, already=None) if tail else place.outer_window
        return replace(place, school=block.school, window=window, label_years=None)
    window = _introduces(blocks, index, windows, place)
    if window is not None:
        return _in_window(blocks, index, place, window, schools)
    if block.kind is Kind.HEADING and not _is_below(block, place):
        return place if _is_among_results(block, place) else _Place()
    return place


def _is_among_results(block: Block, place: _Place) -> bool:
    """Whether an unknown heading is in a results section, as a figure's title: it names no support."""
    return place.topic is Topic.RESULTS and _SUPPORT.search(block.text) is None


def _in_window(
    blocks: Sequence[Block], index: int, place: _Place, window: str, schools: Sequence[str]
) -> _Place:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is not None and following.school is not None:
        return replace(place, school=None, window=window, outer_window=window)
    text = blocks[index].text
    school = mentioned_school(text, schools) or place.school
    outer = None if school else window
    return replace(place, school=school, window=window, outer_window=outer, label_years=years(text))


def _is_below(block: Block, place: _Place) -> bool:
    """Whether an unknown heading stands below a school's, where the file tells its level."""
    return place.school is not None and block.first.level > 2


def _introduces(blocks: Sequence[Block], index: int, windows: Windows, place: _Place) -> str | None:
    """The window that the block introduces: a heading or a paragraph with a colon, or one above a list."""
    block = blocks[index]
    if block.kind not in (Kind.HEADING, Kind.PROSE) or block.topic is not None or block.school is not None:
        return None
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    text = block.text
    if block.kind is Kind.PROSE and not text.endswith(":"):
        above_list = following is not None and (
            following.marked or following.kind is Kind.ROW or following.school is not None
        )
        if not above_list:
            return None
        text = text.rstrip(".")
    return window_introduced(text, windows, already=place.window)


def _states_item(
    blocks: Sequence[Block], index: int, place: _Place, windows: Windows, *, listed: bool
) -> bool:
    """Whether the block is an item: marked as one, or a plain paragraph in a list without any marks."""
    block = blocks[index]
    if not place.holds_items or _introduces(blocks, index, windows, place) or not _says_something(block.text):
        return False
    if block.marked:
        return not (block.text.endswith(":") and index + 1 < len(blocks) and blocks[index + 1].marked)
    plain = (
        block.kind is Kind.PROSE and place.window is not None and len(block.text) <= _LONGEST_UNMARKED_ITEM
    )
    return plain and not listed and not block.text.endswith(":") and not _marks_follow(blocks, index)


def _says_something(text: str) -> bool:
    """Whether the text can state support: it has words, is no column's title and denies nothing."""
    words = len(re.findall(r"[^\W\d_]", text)) > 2
    return (
        len(text) <= _LONGEST_ITEM
        and words
        and _COLUMN_TITLE.fullmatch(text) is None
        and _NOTHING.match(text) is None
    )


def _marks_follow(blocks: Sequence[Block], index: int) -> bool:
    """Whether marked items come later in the same list: then this paragraph only leads up to them."""
    for block in blocks[index + 1 : index + 1 + _LONGEST_LEAD]:
        if block.kind is not Kind.PROSE or block.text.endswith(":"):
            return block.marked
    return False


def _first_of_table(blocks: Sequence[Block], index: int) -> bool:
    return index == 0 or _table_number(blocks[index - 1]) != _table_number(blocks[index])


def _table_number(block: Block) -> int | None:
    return block.first.cell.table if block.first.cell else None


def _table(blocks: Sequence[Block], index: int) -> list[Block]:
    number = _table_number(blocks[index])
    following = (blocks[at] for at in range(index, len(blocks)))
    return list(takewhile(lambda block: _table_number(block) == number, following))


def _table_items(
    table: Sequence[Block], place: _Place, schools: Sequence[str], windows: Windows
) -> Iterator[Item]:
    for row in rows_of(table, schools, windows, introduced=place.window is not None):
        school, window = row.school or place.school, row.window or place.window
        if school is not None and _says_something(row.text):
            yield _table_item(row, school, window or window_of_time(row.text, windows))


def _table_item(row: TableRow, school: str, window: str | None) -> Item:
    stated = window in (PAST, PLANNED)
    return Item(school, window or PAST, row.text, row.blocks, True, stated, row.partners)
