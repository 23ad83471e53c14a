"""The few elements of WordprocessingML that a statement is written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lxml import etree

from vandpunkt.documents.stated import BOOKMARK
from vandpunkt.documents.tree import Citation, Run

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Word cuts or refuses what is longer in the tag and the title of a content control.
LONGEST_TAG = 64

Element = etree._Element


def word(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """`<w:name w:attribute="…">` with its children; None among them is passed over."""
    element = etree.Element(
        f"{{{WORD}}}{name}", {f"{{{WORD}}}{key}": str(v) for key, v in attributes.items()}
    )
    element.extend(child for child in children if child is not None)
    return element


def text_run(text: str) -> Element:
    """A run of text with its spaces kept."""
    letters = word("t")
    letters.text = text
    letters.set(_XML_SPACE, "preserve")
    return word("r", letters)


def paragraph(
    style: str,
    *content: Element,
    keep_next: bool = False,
    space_before: int | None = None,
    aligned: str = "",
) -> Element:
    """A paragraph in a style by its id; `space_before` in twentieths of a point."""
    properties = word(
        "pPr",
        word("pStyle", val=style) if style else None,
        word("keepNext") if keep_next else None,
        word("spacing", before=space_before) if space_before is not None else None,
        word("jc", val=aligned) if aligned else None,
    )
    return word("p", properties, *content)


class ContentControls:
    """Writes cited runs as content controls, each with a number of its own within the document.

    Each stands in a bookmark that names the fact by its place in the order: some programs save a control
    without its tag, but all keep bookmarks.
    """

    def __init__(self, citations: dict[str, Citation]) -> None:
        self._citations = citations
        self._numbers = count(1_000_001)
        self._facts = count(1)

    def runs(self, runs: Iterable[Run]) -> Iterator[Element]:
        """The runs of a paragraph, those with citations each inside its control."""
        for run in runs:
            if run.text:
                yield from self.cited(text_run(run.text), run.citations, kind="text")

    def cited(self, content: Element, citations: Sequence[str], *, kind: str) -> Iterator[Element]:
        """The content inside a control whose tag holds the citation ids, and whose title says the source.

        Ids that do not fit into one tag are held by controls inside each other, outermost first; the
        innermost alone is of the kind `text` or `picture`, since those may hold no control. Content without
        citations stands bare.
        """
        if not citations:
            yield content
            return
        for tag in reversed(tags(citations)):
            content, kind = self._control(content, tag, kind), ""
        number = next(self._facts)
        yield word("bookmarkStart", id=number, name=BOOKMARK.format(number=number))
        yield content
        yield word("bookmarkEnd", id=number)

    def _control(self, content: Element, tag: str, kind: str) -> Element:
        citation = self._citations.get(tag.split(" ", 1)[0])
        properties = word(
            "sdtPr",
            word("alias", val=_cut(citation.label)) if citation else None,
            word("tag", val=tag),
            word("id", val=next(self._numbers)),
            word(kind) if kind else None,
        )
        return word("sdt", properties, word("sdtContent", content))


def tags(citations: Sequence[str]) -> list[str]:
    """The ids, space between, in as few tags as they fit into."""
    packed: list[str] = []
    for identity in citations:
        if packed and len(packed[-1]) + 1 + len(identity) <= LONGEST_TAG:
            packed[-1] += f" {identity}"
        else:
            packed.append(identity)
    return packed


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_TAG else label[: LONGEST_TAG - 1].rstrip() + "…"
