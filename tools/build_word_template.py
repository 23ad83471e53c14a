"""Builds the Word template that the product ships from the XML parts in `word_template/`.

Run it after changing a part: `python tools/build_word_template.py`. Same parts, same bytes.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

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


def build(target: Path = TEMPLATE) -> None:
    """Write the template; the indentation of the parts is left out, as Word would take it for text."""
    parser = etree.XMLParser(remove_blank_text=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in PARTS.items():
            tree = etree.parse(SOURCE / part, parser)
            content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)


if __name__ == "__main__":
    build()
