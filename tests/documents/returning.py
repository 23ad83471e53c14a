"""Word files as an officer sends them back: edited by hand in their XML, or saved by another program."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from vandpunkt.documents.stated import StatedFact, stated_facts
from vandpunkt.documents.tree import Document
from vandpunkt.reading.comparison import GivenFact

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
BODY = "word/document.xml"


def given(document: Document) -> tuple[GivenFact, ...]:
    """The document's facts as the comparison is told them."""

    def one(fact: StatedFact) -> GivenFact:
        return GivenFact(fact.number, fact.citations, fact.text, fact.place, fact.picture)

    return tuple(map(one, stated_facts(document)))


def edited(content: bytes, edit: Callable[[etree._Element], None], **parts: bytes) -> bytes:
    """The file after `edit` has had its way with the body; `parts` are added by their names in `word/`."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == BODY:
                root = etree.fromstring(part)
                edit(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            if name == "word/_rels/document.xml.rels" and "comments" in parts:
                kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
                link = b'<Relationship Id="rComments" Type="' + kind + b'" Target="comments.xml"/>'
                part = part.replace(b"</Relationships>", link + b"</Relationships>")
            target.writestr(name, part)
        for name, part in parts.items():
            target.writestr(f"word/{name}.xml", part)
    return result.getvalue()


def controls(root: etree._Element) -> list[etree._Element]:
    """The outermost content controls of the body."""
    return [one for one in root.iter(f"{W}sdt") if not any(up.tag == f"{W}sdt" for up in one.iterancestors())]


def reword(control: etree._Element, text: str) -> None:
    """Put another text in a control."""
    first, *others = control.iter(f"{W}t")
    first.text = text
    for other in others:
        other.text = ""


def unwrap(control: etree._Element) -> None:
    """Take the control away and let its content stand."""
    parent = control.getparent()
    assert parent is not None
    content = control.find(f"{W}sdtContent")
    assert content is not None
    for child in list(content):
        control.addprevious(child)
    parent.remove(control)


def without_bookmarks(root: etree._Element) -> None:
    """Take every bookmark away."""
    for name in ("bookmarkStart", "bookmarkEnd"):
        for one in list(root.iter(f"{W}{name}")):
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)


def paragraph_of(element: etree._Element) -> etree._Element:
    """The paragraph that an element stands in."""
    return next(one for one in element.iterancestors() if one.tag == f"{W}p")


def saved_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """The file opened by LibreOffice and saved as DOCX anew."""
    (folder / "ut").mkdir(exist_ok=True)
    (folder / "svar.docx").write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", "docx",
         "--outdir", str(folder / "ut"), str(folder / "svar.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "ut" / "svar.docx").read_bytes()


def property_order(properties: etree._Element) -> list[str]:
    """The names of a control's properties in the order they stand."""
    return [re.sub(r"{.*}", "", str(one.tag)) for one in properties]
