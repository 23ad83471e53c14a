"""The document as a Word file, written into a template, every cited run a content control."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.tree import Document, Letterhead
from vandpunkt.documents.word_body import write_body
from vandpunkt.documents.word_elements import WORD, Element, text_run
from vandpunkt.documents.word_template import open_template

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_NAMES = {"w": WORD}
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def render(document: Document, template: Path | None = None) -> bytes:
    """The whole Word file. Same document and template, same bytes.

    The template's text is replaced; its styles, page and headers stay. Content controls in its headers
    and footers with the tags administration, kind, dnr and subject are filled from the letterhead.
    Raises Problem for a template that cannot be read, is no Word document or lacks a style.
    """
    document = prepared(document)
    target = open_template(template)
    write_body(document, target)
    _fill_letterhead(target, document.letterhead)
    _describe(document, target)
    return _saved(target)


_LABELS_OF_NUMBER = ("", "dnr", "diarienummer", "diarienr")


def _describe(document: Document, target: WordDocument) -> None:
    properties = target.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = document.letterhead.subject[:_LONGEST_PROPERTY]
    properties.author = document.letterhead.administration[:_LONGEST_PROPERTY]
    properties.identifier = document.identity[:_LONGEST_PROPERTY]
    properties.keywords = document.identity[:_LONGEST_PROPERTY]
    properties.language = "sv-SE" if document.language == "sv" else document.language


def _fill_letterhead(target: WordDocument, letterhead: Letterhead) -> None:
    texts = {
        "administration": letterhead.administration,
        "kind": letterhead.kind,
        "dnr": letterhead.dnr,
        "subject": letterhead.subject,
    }
    for part in headers_and_footers(target):
        for control in list(part.iter(f"{{{WORD}}}sdt")):
            tag = control.find("w:sdtPr/w:tag", _NAMES)
            name = tag.get(f"{{{WORD}}}val", "") if tag is not None else ""
            if name in texts:
                _fill(control, texts[name])
            if name == "dnr" and not letterhead.dnr:
                _leave_out_line(control)


def _leave_out_line(control: Element) -> None:
    """Take away the line of a document without a number, where it holds nothing but the number's label."""
    line = next(control.iterancestors(f"{{{WORD}}}p"), None)
    if line is None or line.find(".//w:fldSimple", _NAMES) is not None:
        return
    said = "".join(text.text or "" for text in line.iter(f"{{{WORD}}}t")).strip(" :").casefold()
    parent = line.getparent()
    if said in _LABELS_OF_NUMBER and parent is not None and len(parent.findall("w:p", _NAMES)) > 1:
        parent.remove(line)


def headers_and_footers(target: WordDocument) -> Iterator[Element]:
    """The root of each header and footer of the document."""
    from docx.parts.story import StoryPart

    for relationship in target.part.rels.values():
        if relationship.reltype.endswith(("/header", "/footer")):
            part = relationship.target_part
            if isinstance(part, StoryPart):
                yield part.element


def _fill(control: Element, text: str) -> None:
    """Put the text in the control's first run, which keeps its looks, and empty the others."""
    properties = control.find("w:sdtPr", _NAMES)
    placeholder = control.find("w:sdtPr/w:showingPlcHdr", _NAMES)
    if properties is not None and placeholder is not None:
        properties.remove(placeholder)
    for run in control.findall("w:sdtContent//w:r", _NAMES):
        for content in list(run):
            if content.tag != f"{{{WORD}}}rPr":
                run.remove(content)
        run.extend(text_run(text))
        text = ""


def _saved(target: WordDocument) -> bytes:
    """The package with every part dated 1980, so that the bytes do not depend on the day."""
    written = io.BytesIO()
    target.save(written)
    dated = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_BEGINNING)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            result.writestr(entry, source.read(name))
    return dated.getvalue()
