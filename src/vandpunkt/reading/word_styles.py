"""What the styles of a Word document make of its paragraphs: headings, lists, bold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from vandpunkt.reading.word_package import WORD

_HEADING_NAME = re.compile(r"(?:heading|rubrik)\s*(\d)", re.I)
_TITLE_NAME = re.compile(r"(?:title|titel|dokumenttitel|huvudrubrik)", re.I)
_LIST_NAME = re.compile(r"(?:list (?:bullet|number)|punktlista|numrerad lista).*", re.I)
_DEEPEST = 20
_NO = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class ParagraphStyle:
    """What a style says: heading level (0 for none, 1 for the title too), list level (0 for none), bold."""

    heading: int = 0
    list_level: int = 0
    bold: bool = False


class Styles:
    """The paragraph styles of a document, by id, what they inherit included."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = root.iter(f"{WORD}style") if root is not None else ()
        self._elements = {element.get(f"{WORD}styleId", ""): element for element in elements}
        self._known: dict[str, ParagraphStyle] = {}

    def of(self, style_id: str | None) -> ParagraphStyle:
        """The style with this id; one without effect where the id is unknown."""
        if not style_id:
            return ParagraphStyle()
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id, 0)
        return self._known[style_id]

    def _read(self, style_id: str, depth: int) -> ParagraphStyle:
        element = self._elements.get(style_id)
        if element is None or depth > _DEEPEST:
            return ParagraphStyle()
        based_on = element.find(f"{WORD}basedOn")
        base = (
            self._read(based_on.get(f"{WORD}val", ""), depth + 1)
            if based_on is not None
            else ParagraphStyle()
        )
        return with_properties(_named(base, element), element.find(f"{WORD}pPr"), element.find(f"{WORD}rPr"))


def _named(base: ParagraphStyle, element: etree._Element) -> ParagraphStyle:
    name_element = element.find(f"{WORD}name")
    name = name_element.get(f"{WORD}val", "") if name_element is not None else ""
    heading = _HEADING_NAME.fullmatch(name)
    if heading:
        return replace(base, heading=int(heading[1]))
    if _TITLE_NAME.fullmatch(name):
        return replace(base, heading=1)
    if _LIST_NAME.fullmatch(name):
        return replace(base, list_level=max(base.list_level, 1))
    return base


def with_properties(
    style: ParagraphStyle, paragraph: etree._Element | None, run: etree._Element | None
) -> ParagraphStyle:
    """The style with what paragraph and run properties change in it."""
    if paragraph is not None:
        style = _with_outline(_with_list(style, paragraph), paragraph)
    bold = run.find(f"{WORD}b") if run is not None else None
    return replace(style, bold=is_on(bold)) if bold is not None else style


def _with_outline(style: ParagraphStyle, properties: etree._Element) -> ParagraphStyle:
    outline = properties.find(f"{WORD}outlineLvl")
    level = outline.get(f"{WORD}val", "9") if outline is not None else "9"
    return replace(style, heading=int(level) + 1) if level.isdigit() and int(level) < 9 else style


def _with_list(style: ParagraphStyle, properties: etree._Element) -> ParagraphStyle:
    numbering = properties.find(f"{WORD}numPr")
    if numbering is None:
        return style
    identity, level = numbering.find(f"{WORD}numId"), numbering.find(f"{WORD}ilvl")
    if identity is not None and identity.get(f"{WORD}val") == "0":
        return replace(style, list_level=0)
    depth = level.get(f"{WORD}val", "0") if level is not None else "0"
    return replace(style, list_level=int(depth) + 1 if depth.isdigit() else 1)


def is_on(element: etree._Element | None) -> bool:
    """Whether a property such as w:b is set: its bare presence means yes."""
    return element is not None and element.get(f"{WORD}val", "1").lower() not in _NO
