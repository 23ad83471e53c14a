"""A DOCX file that comes back → its content controls, paragraphs, tracked changes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from vandpunkt.reading.characters import clean
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.returned import (
    Comment,
    Place,
    ReturnedFact,
    ReturnedParagraph,
    ReturnedWord,
    TrackedChange,
)
from vandpunkt.reading.word_package import WORD, WordPackage
from vandpunkt.reading.word_styles import Styles, is_on, with_properties

_BOOKMARK = re.compile(r"Uppgift_(\d{1,6})")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_INSERTED = {f"{WORD}ins", f"{WORD}moveTo"}
_DELETED = {f"{WORD}del", f"{WORD}moveFrom"}
_PASSED_OVER = {f"{WORD}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tcPr", "trPr")}
_PASSED_OVER |= {_FALLBACK, f"{WORD}sectPr", f"{WORD}instrText"}
_LETTERS = {f"{WORD}t", f"{WORD}delText"}
_SPACES = {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}


def read_returned(data: bytes, *, file: str, limits: Limits | None = None) -> ReturnedWord:
    """What the file holds. Raises Problem for what is no sound Word document or goes beyond the limits."""
    limits = limits or Limits()
    package = WordPackage(data, limits, file)
    walk = _Walk(Styles(package.styles()), limits, file)
    body = package.document().find(f"{WORD}body")
    if body is not None:
        walk.go(body)
    return ReturnedWord(
        identity=package.keywords().strip(),
        facts=tuple(walk.facts()),
        paragraphs=tuple(walk.paragraphs),
        changes=tuple(walk.changes),
        comments=tuple(_comments(package.comments(), walk)),
    )


@dataclass
class _Stretch:
    """Letters with the state of the walk when they were met. `change` is who changed them, when and how."""

    text: str
    change: tuple[bool, str, str] | None


@dataclass
class _Control:
    """A content control, or a fact's bookmark, being read."""

    place: Place
    order: int
    tags: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    stretches: list[_Stretch] = field(default_factory=list)
    empty: bool = False


@dataclass
class _Walk:
    """Goes through the body once. Controls, bookmarks and comments may reach over several paragraphs."""

    styles: Styles
    limits: Limits
    file: str
    paragraphs: list[ReturnedParagraph] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    anchors: dict[str, tuple[Place, list[str]]] = field(default_factory=dict)
    _place: Place = ()
    _control: _Control | None = None
    _controls: list[_Control] = field(default_factory=list)
    _bookmarks: dict[int, _Control] = field(default_factory=dict)
    _open_bookmarks: dict[str, int] = field(default_factory=dict)
    _open_comments: set[str] = field(default_factory=set)
    _change: tuple[bool, str, str] | None = None
    _line: list[_Stretch] = field(default_factory=list)
    _line_has_facts: bool = False
    _order: int = 0
    _characters: int = 0

    def go(self, parent: etree._Element) -> None:
        """Everything below an element, in order."""
        for child in parent:
            tag = child.tag
            if tag in _PASSED_OVER or not isinstance(tag, str):
                continue
            if tag == f"{WORD}p":
                self._paragraph(child)
            elif tag == f"{WORD}sdt":
                self._content_control(child)
            elif tag in _INSERTED or tag in _DELETED:
                self._changed(child, inserted=tag in _INSERTED)
            elif tag in (f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd"):
                self._bookmark(child, starts=tag.endswith("Start"))
            elif tag in (f"{WORD}commentRangeStart", f"{WORD}commentRangeEnd"):
                self._comment(child, starts=tag.endswith("Start"))
            elif tag == f"{WORD}r":
                self._run(child)
            else:
                self.go(child)

    def facts(self) -> Iterator[ReturnedFact]:
        """The controls in the order of the file, and the bookmarks that no control stands in any more."""
        taken: set[int] = set()
        found: list[tuple[int, ReturnedFact]] = []
        for control in self._controls:
            number = next((one for one in control.numbers if one not in taken), None)
            if number is None and not control.tags:
                continue
            taken |= {number} if number is not None else set()
            found.append((control.order, _fact(control, number, controlled=True)))
        for number, bookmark in self._bookmarks.items():
            if number not in taken:
                found.append((bookmark.order, _fact(bookmark, number, controlled=False)))
        yield from (fact for _, fact in sorted(found, key=lambda one: one[0]))

    def _paragraph(self, element: etree._Element) -> None:
        outer, self._line = self._line, []
        outer_facts, self._line_has_facts = self._line_has_facts, False
        properties = element.find(f"{WORD}pPr")
        named = properties.find(f"{WORD}pStyle") if properties is not None else None
        style = self.styles.of(named.get(f"{WORD}val") if named is not None else None)
        style = with_properties(style, properties, None)
        above = self._place
        if style.heading:
            self._place = (*above[: style.heading - 1], _joined(_text_below(element)))
        self.go(element)
        text, refused = _texts(self._line)
        if text or refused:
            self.paragraphs.append(
                ReturnedParagraph(
                    text, refused, self._place, style.heading, bool(style.list_level), self._line_has_facts
                )
            )
        elif style.heading:
            self._place = above
        self._note_changes()
        self._line, self._line_has_facts = outer, outer_facts

    def _note_changes(self) -> None:
        for change, stretches in groupby(self._line, key=lambda one: one.change):
            text = _joined("".join(one.text for one in stretches))
            if change and text:
                inserted, author, date = change
                self.changes.append(TrackedChange(inserted, text, author, date, self._place))

    def _content_control(self, element: etree._Element) -> None:
        properties = element.find(f"{WORD}sdtPr")
        tag = properties.find(f"{WORD}tag") if properties is not None else None
        shows_prompt = properties is not None and is_on(properties.find(f"{WORD}showingPlcHdr"))
        outermost = self._control is None
        if outermost:
            self._control = _Control(self._place, self._next(), numbers=list(self._open_bookmarks.values()))
            self._controls.append(self._control)
        control = self._control
        assert control is not None
        if tag is not None:
            control.tags += tag.get(f"{WORD}val", "").split()
        if not shows_prompt:
            for content in element.findall(f"{WORD}sdtContent"):
                self.go(content)
        if outermost:
            self._control = None

    def _changed(self, element: etree._Element, *, inserted: bool) -> None:
        outer = self._change
        self._change = (inserted, element.get(f"{WORD}author", ""), element.get(f"{WORD}date", ""))
        self.go(element)
        self._change = outer

    def _bookmark(self, element: etree._Element, *, starts: bool) -> None:
        identity = element.get(f"{WORD}id", "")
        found = _BOOKMARK.fullmatch(element.get(f"{WORD}name", ""))
        if not starts:
            self._open_bookmarks.pop(identity, None)
        elif found:
            number = int(found[1])
            self._open_bookmarks[identity] = number
            self._bookmarks.setdefault(number, _Control(self._place, self._next(), numbers=[number]))
            if self._control is not None:
                self._control.numbers.append(number)

    def _comment(self, element: etree._Element, *, starts: bool) -> None:
        identity = element.get(f"{WORD}id", "")
        if starts:
            self._open_comments.add(identity)
            self.anchors[identity] = (self._place, [])
        else:
            self._open_comments.discard(identity)

    def _run(self, element: etree._Element) -> None:
        properties = element.find(f"{WORD}rPr")
        if properties is not None and is_on(properties.find(f"{WORD}vanish")):
            return
        text = "".join(_character(child) for child in element)
        if text:
            self._take(_Stretch(text, self._change))
        for child in element:
            if child.tag not in _LETTERS | _SPACES:
                self.go(child)

    def _take(self, stretch: _Stretch) -> None:
        self._characters += len(stretch.text)
        self.limits.check_characters(self._characters, self.file)
        self._line.append(stretch)
        bookmarks = [self._bookmarks[number] for number in set(self._open_bookmarks.values())]
        for holder in filter(None, (self._control, *bookmarks)):
            holder.stretches.append(stretch)
            self._line_has_facts = True
        for identity in self._open_comments:
            self.anchors[identity][1].append(stretch.text)

    def _next(self) -> int:
        self._order += 1
        return self._order


def _fact(control: _Control, number: int | None, *, controlled: bool) -> ReturnedFact:
    text, refused = _texts(control.stretches)
    return ReturnedFact(number, tuple(control.tags), text, refused, control.place, controlled)


def _texts(stretches: list[_Stretch]) -> tuple[str, str]:
    """The words with every tracked change taken, and with every one refused."""
    taken = "".join(one.text for one in stretches if one.change is None or one.change[0])
    refused = "".join(one.text for one in stretches if one.change is None or not one.change[0])
    return _joined(taken), _joined(refused)


def _joined(text: str) -> str:
    return " ".join(clean(text).split())


def _text_below(element: etree._Element) -> str:
    letters = element.iter(f"{WORD}t")
    return "".join(one.text or "" for one in letters)


def _character(element: etree._Element) -> str:
    if element.tag in _LETTERS:
        return element.text or ""
    if element.tag in _SPACES:
        return " "
    return "-" if element.tag == f"{WORD}noBreakHyphen" else ""


def _comments(part: etree._Element | None, walk: _Walk) -> Iterator[Comment]:
    """The comments in the order of the words that they are about; those about no words last."""
    if part is None:
        return
    order = list(walk.anchors)
    comments = sorted(
        part.iter(f"{WORD}comment"),
        key=lambda one: (
            order.index(one.get(f"{WORD}id", "")) if one.get(f"{WORD}id") in order else len(order)
        ),
    )
    for comment in comments:
        place, words = walk.anchors.get(comment.get(f"{WORD}id", ""), ((), []))
        paragraphs = (_joined(_text_below(one)) for one in comment.iter(f"{WORD}p"))
        yield Comment(
            text=" ".join(filter(None, paragraphs)),
            anchor=_joined("".join(words)),
            author=comment.get(f"{WORD}author", ""),
            date=comment.get(f"{WORD}date", ""),
            place=place,
        )
