"""Files that have been rendered lately: the same document in the same template is not set a second time."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from vandpunkt.cases.files import chosen_template
from vandpunkt.documents.characters import cleaned
from vandpunkt.documents.serialise import to_json
from vandpunkt.documents.tree import Document

MOST_BYTES = 32_000_000
"""What is kept in the memory of one process; the oldest goes first."""

_LOCK = Lock()
_KEPT: OrderedDict[tuple[str, str], bytes] = OrderedDict()


def rendered(document: Document, ending: str) -> bytes:
    """The document as one of its files: docx, pdf, html or txt. Same document, same bytes.

    Raises Problem for a Word template that cannot be used.
    """
    template = chosen_template() if ending == "docx" else None
    key = (ending, _digest(document, template))
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    content = _render(cleaned(document), ending, template)
    with _LOCK:
        _KEPT[key] = content
        while sum(map(len, _KEPT.values())) > MOST_BYTES:
            _KEPT.popitem(last=False)
    return content


def _digest(document: Document, template: Path | None) -> str:
    tree = json.dumps(to_json(document), sort_keys=True, ensure_ascii=False)
    bytes_of_template = template.read_bytes() if template and template.is_file() else b""
    return hashlib.sha256(tree.encode(errors="surrogatepass") + bytes_of_template).hexdigest()


def _render(document: Document, ending: str, template: Path | None) -> bytes:
    from vandpunkt.documents import docx, html, pdf, text

    if ending == "docx":
        return docx.render(document, template)
    if ending == "pdf":
        return pdf.render(document)
    return html.render(document).encode() if ending == "html" else text.render(document).encode()
