"""Builds the Word templates that the product ships from the XML parts in `word_template/`.

Run it after changing a part: `python tools/build_word_template.py`. Same parts, same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from lxml import etree

SOURCE = Path(__file__).parent / "word_template"
TEMPLATE = Path(__file__).parents[1] / "src/vandpunkt/documents/templates/statement.docx"

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_relationships.xml",
    "docProps/core.xml": "core_properties.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_relationships.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/header1.xml": "header.xml",
}


def fonts(name: str) -> str:
    """The attributes that set a font for every script."""
    return " ".join(f'w:{script}="{name}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))


# The City of Stockholm sets statements in Times, twelve points, with headings and small text in Arial.
_SANS = f"<w:rPr><w:rFonts {fonts('Arial')}/>"
STOCKHOLM = {
    "styles.xml": (
        (fonts("Arial"), fonts("Times New Roman")),
        ('<w:sz w:val="21"/><w:szCs w:val="21"/>', '<w:sz w:val="24"/><w:szCs w:val="24"/>'),
        ('="4763"', '="3969"'),
        ("<w:rPr><w:b/><w:bCs/>", f"{_SANS}<w:b/><w:bCs/>"),
        ('<w:rPr><w:sz w:val="18"/>', f'{_SANS}<w:sz w:val="18"/>'),
    ),
    "document.xml": (('w:right="1814"', 'w:right="2381"'), ('w:left="1814"', 'w:left="2381"')),
}


def build_all() -> None:
    """Write both templates that ship."""
    build()
    build(TEMPLATE.with_name("statement-stockholm.docx"), STOCKHOLM)


def build(
    target: Path = TEMPLATE, changes: Mapping[str, Sequence[tuple[str, str]]] = MappingProxyType({})
) -> None:
    """Write a template; the indentation of the parts is left out, as Word would take it for text.

    `changes` are replacements in the parts by name: each must be found.
    """
    parser = etree.XMLParser(remove_blank_text=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in PARTS.items():
            text = (SOURCE / part).read_text(encoding="utf-8")
            for old, new in changes.get(part, ()):
                assert old in text, (part, old)
                text = text.replace(old, new)
            tree = etree.fromstring(text.encode(), parser)
            content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)


if __name__ == "__main__":
    build_all()
