"""The lines that belong to the pages and not to the text: running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vandpunkt.reading.bullets import bullet
from vandpunkt.reading.characters import folded
from vandpunkt.reading.headings import topic_of
from vandpunkt.reading.lines import Gap, Line
from vandpunkt.reading.pages import Form
from vandpunkt.reading.unwrapping import wants_more
from vandpunkt.reading.windows import may_introduce

_OF = r"\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|/\s*\d{1,3}|av\s+\d{1,3})"
_PAGE_NUMBER = re.compile(
    rf"(?:(?:sida|sid\.?|s\.)\s*(?:{_OF}|\d{{1,3}})|{_OF}|[-–]\s*\d{{1,3}}\s*[-–])", re.I
)
_PAGE_NUMBER_WITHIN = re.compile(rf"(?:^|\s)sida\s*(?:{_OF}|\d{{1,3}})(?=\s|$)", re.I)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_HEADER_PARTS = re.compile(
    r"(?:file|https?)://\S+|tjänsteutlåtande|tjänsteskrivelse|(?:dnr|diarienummer|diarienr)\b.*|(?:datum:?\s*)?\d{4}-\d\d-\d\d"
    r"|\w+(?:förvaltningen|kontoret|nämnden)|(?:\w+\s)?(?:stad|kommun)",
    re.I,
)
_LONGEST_WITH_NUMBER = 120
_LONGEST_RUNNING = 80
_EDGE_LINES = 6
_LARGEST_HEADER = 10
_ROOM_IN_HEADERS = 8


def without_running_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the text; where running lines are dropped the next line stands after a page turn."""
    dropped = _running(lines)
    kept: list[Line] = []
    turned = False
    for index, line in enumerate(lines):
        if index in dropped:
            turned = True
        else:
            kept.append(replace(line, gap=Gap.TURN) if turned and kept else line)
            turned = False
    return tuple(kept)


def is_page_furniture(text: str) -> bool:
    """Whether a line by its form alone can only be part of a page header: a page number, a dnr, a date."""
    return bool(_PAGE_NUMBER.fullmatch(text) or _HEADER_PARTS.fullmatch(text)) or _holds_page_number(text)


def _running(lines: Sequence[Line]) -> set[int]:
    counts = Counter(_key(line.text) for line in lines)
    clusters = set(_clusters(lines, counts)) | set(_repeated_at_edges(lines))
    texts = {_key(lines[index].text) for index in clusters}
    alone = {
        index for index, line in enumerate(lines) if _key(line.text) in texts and _stands_alone(lines, index)
    }
    apart = {index for index, line in enumerate(lines) if line.form is Form.MARGIN}
    return clusters | alone | apart


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", folded(text))


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    following = lines[index + 1].gap if index + 1 < len(lines) else Gap.BLANK
    return following is not Gap.NONE and not lines[index].form.whole and not lines[index].cell


def _clusters(lines: Sequence[Line], counts: Counter[str]) -> Iterable[int]:
    """Around each page number: the lines that are parts of a header by form, or that come again elsewhere."""
    for index, line in enumerate(lines):
        if line.form.whole or not _is_page_number(lines, index):
            continue
        yield index
        for step in (-1, 1):
            neighbour = index + step
            while (
                0 <= neighbour < len(lines)
                and abs(neighbour - index) <= _LARGEST_HEADER
                and _is_header_part(lines[neighbour], counts)
            ):
                yield neighbour
                neighbour += step


def _is_page_number(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if _PAGE_NUMBER.fullmatch(text) or _holds_page_number(text):
        return True
    return _BARE_NUMBER.fullmatch(text) is not None and _at_edge(lines, index)


def _holds_page_number(text: str) -> bool:
    if len(text) > _LONGEST_WITH_NUMBER:
        return False
    last = re.split(r"\s{2,}|\t", text)[-1]
    return _PAGE_NUMBER_WITHIN.search(text) is not None or _PAGE_NUMBER.fullmatch(last) is not None


def _at_edge(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is the first or the last of its page, in a document of several pages."""
    page = lines[index].page
    first = index == 0 or lines[index - 1].page != page
    last = index + 1 == len(lines) or lines[index + 1].page != page
    return (first or last) and lines[-1].page > 1


def _is_header_part(line: Line, counts: Counter[str]) -> bool:
    if line.form.whole or len(line.text) > _LONGEST_RUNNING:
        return False
    if _HEADER_PARTS.fullmatch(line.text) or _PAGE_NUMBER.fullmatch(line.text):
        return True
    return counts[_key(line.text)] > 1 and line.room > _ROOM_IN_HEADERS and _may_run(line, False)


def _repeated_at_edges(lines: Sequence[Line]) -> Iterable[int]:
    """Lines that come at the top or the bottom of most pages, with nothing but such lines outside them."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    needed = max(2, round(0.6 * (len(pages) - 1)))
    several = len(pages) > 2
    for from_top in (True, False):
        edges = [_edge(indices, from_top=from_top) for indices in pages.values()]
        places = Counter(
            (_key(lines[index].text), near)
            for edge in edges
            for place, index in enumerate(edge)
            for near in (place - 1, place, place + 1)
        )
        for edge in edges:
            for place, index in enumerate(edge):
                if places[_key(lines[index].text), place] < needed or not _may_run(lines[index], several):
                    break
                yield index


def _edge(indices: Sequence[int], *, from_top: bool) -> Sequence[int]:
    return indices[:_EDGE_LINES] if from_top else indices[: -_EDGE_LINES - 1 : -1]


def _may_run(line: Line, anyhow: bool) -> bool:
    """Whether a line may be a page header by its words: neither an item, a sentence nor a heading.

    `anyhow` where the line has come so often that it may be anything else, such as an address.
    """
    begins = bullet(line.text) is None and (anyhow or line.text[0].isupper())
    ends = not line.text.endswith((".", ":", ",")) and not wants_more(line.text)
    heads = topic_of(line.text) is not None or may_introduce(line.text)
    return (
        begins
        and ends
        and (anyhow or not heads)
        and not line.form.whole
        and len(line.text) <= _LONGEST_RUNNING
    )
