"""Lines → blocks: headings, items of lists, paragraphs and tables, each unwrapped and with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from vandpunkt.reading.bullets import Bullet, bullet
from vandpunkt.reading.facts import Source
from vandpunkt.reading.headings import Topic, has_heading_form, heading_words, is_outlined, topic_of
from vandpunkt.reading.lines import Gap, Line
from vandpunkt.reading.months import begins_with_time, periods_in
from vandpunkt.reading.pages import Form
from vandpunkt.reading.running_lines import is_page_furniture
from vandpunkt.reading.schools import school_named
from vandpunkt.reading.unwrapping import KnowsWord, finished, first_word, unwrapped, wants_more
from vandpunkt.reading.windows import may_introduce

_LONGEST_NAME_LINE = 90


class Kind(Enum):
    """What a block is in the document's layout."""

    HEADING = "heading"
    ITEM = "item"
    PROSE = "prose"
    ROW = "row"


@dataclass(frozen=True)
class Block:
    """A heading, an item without its bullet, a paragraph, or the cell of a table.

    `topic` is set for known headings; `school` for a heading that names a school. `marked` says that a
    bullet or the file's own list sets the block apart; `lead` is the length of the bullet in its first line.
    """

    kind: Kind
    text: str
    lines: tuple[Line, ...]
    topic: Topic | None = None
    school: str | None = None
    marked: bool = False
    lead: int = 0

    @property
    def first(self) -> Line:
        """The line that the block begins on."""
        return self.lines[0]

    @property
    def source(self) -> Source:
        """Where its words stand, on the page where they begin; what follows a page turn is not in it."""
        first, *rest = self.lines
        if self.lead >= len(first.text) and rest:
            return Source(rest[0].page, rest[0].start, self._end_on(rest[0].page))
        return Source(first.page, first.start + self.lead, self._end_on(first.page))

    def _end_on(self, page: int) -> int:
        return max(line.end for line in self.lines if line.page == page)


def blocks_of(lines: Sequence[Line], schools: Sequence[str], knows_word: KnowsWord) -> tuple[Block, ...]:
    """The blocks of the document. `schools` are the names that may stand as headings."""
    builder = _Builder(lines, schools, knows_word)
    for index in range(len(lines)):
        builder.take(index)
    return builder.blocks()


class _Builder:
    """Takes line after line; the open block is what the next line may continue."""

    def __init__(self, lines: Sequence[Line], schools: Sequence[str], knows_word: KnowsWord) -> None:
        self._lines = lines
        self._schools = schools
        self._knows_word = knows_word
        self._done: list[Block] = []
        self._kind: Kind | None = None
        self._open: list[Line] = []
        self._texts: list[str] = []
        self._lead = 0
        self._list_bullet: Bullet | None = None
        self._list_capital = False
        self._in_bare_list = False

    def blocks(self) -> tuple[Block, ...]:
        """All blocks; the open one is closed."""
        self._close()
        return tuple(self._done)

    def take(self, index: int) -> None:
        """Give the line to the open block or open one with it."""
        line = self._lines[index]
        mark = bullet(line.text)
        if mark is not None and self._is_detached(index):
            return
        if line.cell is not None:
            self._take_cell(line, mark)
        elif line.form is Form.ITEM or (mark is not None and self._opens_item(line, mark)):
            self._begin_item(line, mark)
        elif self._is_heading(index):
            self._begin(Kind.HEADING, line)
        elif self._continues(line):
            self._open.append(line)
            self._texts.append(line.text)
        else:
            self._begin(Kind.PROSE, line)

    def _is_detached(self, index: int) -> bool:
        """Whether a bullet stands among other bullets without words, as some programs copy lists."""
        around = self._lines[max(0, index - 1) : index + 2]
        return sum(_only_bullet(line.text) for line in around) > 1 and _only_bullet(self._lines[index].text)

    def _take_cell(self, line: Line, mark: Bullet | None) -> None:
        """A line of a table: it goes on with the paragraph before it in the same cell, or begins one."""
        same = self._kind is Kind.ROW and self._open[-1].cell == line.cell and mark is None
        if same and self._continues(line):
            self._open.append(line)
            self._texts.append(line.text)
        else:
            self._begin(Kind.ROW, line, mark)

    def _begin(self, kind: Kind, line: Line, mark: Bullet | None = None) -> None:
        self._close()
        if kind is not Kind.ITEM:
            self._list_bullet = None
        self._lead = mark.length if mark else 0
        self._kind, self._open, self._texts = kind, [line], [line.text[self._lead :]]

    def _begin_item(self, line: Line, mark: Bullet | None) -> None:
        if self._list_bullet is None:
            text = line.text[mark.length :] if mark else line.text
            self._list_capital = text[:1].isupper() or not text
        bullet_of_list = self._list_bullet or mark
        self._begin(Kind.ITEM, line, mark)
        self._list_bullet = bullet_of_list

    def _close(self) -> None:
        if self._kind is None:
            return
        text = unwrapped(self._texts, self._knows_word)
        topic, school = None, None
        if self._kind is Kind.HEADING:
            topic, school, text = topic_of(text), school_named(text, self._schools), heading_words(text)
        marked = self._kind is Kind.ITEM
        if self._kind is not Kind.PROSE:
            self._in_bare_list = False
        elif _is_label(text):
            self._in_bare_list = True
        self._done.append(Block(self._kind, text, tuple(self._open), topic, school, marked, self._lead))
        self._kind, self._open, self._texts = None, [], []

    def _opens_item(self, line: Line, mark: Bullet) -> bool:
        """Whether the mark is a bullet and not a dash or a number inside a wrapped sentence."""
        text = line.text[mark.length :]
        if mark.kind == "number" and (topic_of(line.text) or school_named(line.text, self._schools)):
            return False
        if mark.kind == "glyph":
            return True
        inside = self._kind in (Kind.ITEM, Kind.PROSE) and line.gap is not Gap.BLANK
        if inside and self._list_bullet is not None and self._list_bullet.kind != mark.kind:
            return False
        capital_expected = (
            self._list_capital if self._list_bullet else inside and not finished(self._texts[-1])
        )
        if self._goes_on_with(mark, text):
            return True
        begins = text[:1].isupper() or (text[:1].isdigit() and inside and finished(self._texts[-1]))
        return begins or not text or not capital_expected

    def _goes_on_with(self, mark: Bullet, text: str) -> bool:
        """Whether the mark opens a new item in small letters: with its own time, and room before it."""
        same = self._list_bullet is not None and self._list_bullet.mark == mark.mark
        if not same or self._kind is not Kind.ITEM or begins_with_time(text) or not periods_in(text):
            return False
        return self._open[-1].would_have_held(f"{mark.mark} {first_word(text)}")

    def _continues(self, line: Line) -> bool:
        if self._kind is None or line.form.whole or self._open[-1].form.whole:
            return False
        before = self._texts[-1]
        if self._kind is Kind.HEADING:
            return line.gap is Gap.NONE and line.text[0].islower() and not finished(line.text)
        if self._label_is_open():
            return False
        if not before:
            return True
        if line.gap is Gap.NONE:
            return self._runs_on(line, before)
        return self._resumes(line, before)

    def _label_is_open(self) -> bool:
        """Whether the open block is the introduction to a list and complete."""
        ends = self._kind is Kind.PROSE and self._texts[-1].endswith(":")
        return ends and _is_label(unwrapped(self._texts, self._knows_word))

    def _runs_on(self, line: Line, before: str) -> bool:
        """For a line directly below: an item takes all but introductions; prose ends at a line left short.

        In a list without bullets a full stop ends an item too, unless a time follows (`… . Start 2022.`).
        """
        short = self._open[-1].would_have_held(first_word(line.text))
        if self._kind is Kind.ITEM:
            return not ((finished(before) or short) and _is_label(line.text))
        if wants_more(before) or line.text[0].islower() or line.text[0] == "(":
            return True
        if _is_label(line.text):
            return False
        if self._in_bare_list:
            return begins_with_time(line.text) or not (short or before.endswith((".", "!", "?")))
        return not short

    def _resumes(self, line: Line, before: str) -> bool:
        """For a line after a blank line or a page turn: only when the text before it was cut off."""
        full = not self._open[-1].would_have_held(first_word(line.text))
        if finished(before):
            return line.gap is Gap.TURN and full and not line.text.startswith("(")
        if line.text[0].isupper() and _is_label(line.text):
            return False
        if line.text[0].islower() or wants_more(before):
            return True
        if _is_label(line.text):
            return False
        return line.text[0].isdigit() or (full and (line.gap is Gap.TURN or self._kind is Kind.ITEM))

    def _is_heading(self, index: int) -> bool:
        line = self._lines[index]
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if line.form is Form.HEADING:
            return True
        if not has_heading_form(line.text):
            return False
        if is_outlined(line.text) and line.form is Form.LINE:
            return True
        if following is not None and (
            self._heads_support(line, following) or self._heads_list(line, following)
        ):
            return True
        return self._stands_first(line) and self._heads(line, following)

    def _heads(self, line: Line, following: Line | None) -> bool:
        """Whether a line with the form of a heading is one: by its words, its type, or what stands below."""
        if topic_of(line.text) or school_named(line.text, self._schools):
            return True
        if line.form.prominent:
            return len(line.text) <= _LONGEST_NAME_LINE
        return line.form is Form.LINE and self._heads_prose(line, following)

    def _heads_support(self, line: Line, following: Line) -> bool:
        """Whether the line is a school's name and the next one speaks of the same school or of its years."""
        school = school_named(line.text, self._schools)
        return school is not None and (
            school.casefold() in following.text.casefold() or _is_label(following.text)
        )

    def _heads_list(self, line: Line, following: Line) -> bool:
        """Whether the line introduces a list without a colon, and the text before it is over."""
        if self._kind is None or line.text.endswith(":") or not bullet(following.text) or bullet(line.text):
            return False
        over = finished(self._texts[-1]) or self._open[-1].would_have_held(first_word(line.text))
        return over and line.text[0].isupper() and may_introduce(line.text)

    def _stands_first(self, line: Line) -> bool:
        """Whether the line can begin something: nothing before it is left unfinished."""
        if line.gap is Gap.BLANK or self._kind is None or line.form.whole:
            return True
        before = self._open[-1]
        if finished(self._texts[-1]) or self._kind is Kind.HEADING or line.form.prominent:
            return True
        if is_page_furniture(before.text):
            return True
        known = school_named(line.text, self._schools) or topic_of(line.text)
        return line.gap is Gap.TURN or bool(known and before.would_have_held(first_word(line.text)))

    def _heads_prose(self, line: Line, following: Line | None) -> bool:
        """Whether an unknown short line is a heading: alone after a blank line, above running text.

        In a list without bullets a short item above a long one looks just so: there none is recognised.
        """
        if self._in_bare_list or self._label_is_open():
            return False
        if (
            line.gap is Gap.NONE
            or following is None
            or line.text.endswith((":", "?"))
            or line.text[0].isdigit()
        ):
            return False
        if following.form is not Form.LINE or following.gap is Gap.TURN or bullet(following.text):
            return False
        short = line.would_have_held(first_word(following.text)) and len(line.text) <= 70
        prose = len(following.text) > len(line.text) and following.text[0].isupper() and following.room < 15
        return short and prose


def _only_bullet(text: str) -> bool:
    mark = bullet(text)
    return mark is not None and mark.length == len(text)


def _is_label(text: str) -> bool:
    return text.endswith(":") and may_introduce(text)
