"""Charts as pictures for Word: drawn by Typst, all in one go, with the text that stands in for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from struct import unpack_from

from lxml import etree

from vandpunkt.documents.charts import to_svg
from vandpunkt.documents.glyphs import lettered
from vandpunkt.documents.tree import Figure
from vandpunkt.documents.typesetting import typeset_pictures
from vandpunkt.documents.word_elements import Element, word

_WIDTH = 540
_DOTS_PER_INCH = 220
_EMU_PER_TWENTIETH = 635

_INLINE = """<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/><wp:cNvGraphicFramePr
><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic
><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
><pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip/><a:stretch
><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm
><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic
></wp:inline>"""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def drawn(figures: Sequence[Figure]) -> list[bytes]:
    """Each figure's chart as a PNG, 220 dots per inch at the width of the text."""
    if not figures:
        return []
    pictures = [lettered(to_svg(figure.chart, width=_WIDTH)) for figure in figures]
    return typeset_pictures("pictures.typ", pictures, dots_per_inch=_DOTS_PER_INCH)


def picture_run(png: bytes, relationship: str, number: int, alternative_text: str, width: int) -> Element:
    """A run with the picture, `width` twentieths of a point wide, and the text for who cannot see it."""
    across, down = unpack_from(">II", png, 16)
    size = {"cx": width * _EMU_PER_TWENTIETH, "cy": width * _EMU_PER_TWENTIETH * down // across}
    naming: dict[str, str | int] = {"id": number, "name": f"Diagram {number}", "descr": alternative_text}
    inline = etree.fromstring(_INLINE)
    for element in inline.iter():
        match etree.QName(element).localname:
            case "extent" | "ext":
                _describe(element, size)
            case "docPr" | "cNvPr":
                _describe(element, naming)
            case "blip":
                element.set(_RELATIONSHIP, relationship)
    return word("r", word("drawing", inline))


def _describe(element: Element, attributes: Mapping[str, str | int]) -> None:
    for name, value in attributes.items():
        element.set(name, str(value))
