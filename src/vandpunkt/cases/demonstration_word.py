"""The demo's afternoon in Word, made up: the answer edited and handed in, and the answer signed."""

from __future__ import annotations

import copy
import io
import zipfile
from datetime import datetime

from lxml import etree

from vandpunkt.cases.files import chosen_template
from vandpunkt.cases.queries import case_page, newest_document
from vandpunkt.cases.returned_files import keep_returned, returned_files
from vandpunkt.cases.signing import sign, signing_state
from vandpunkt.documents import docx
from vandpunkt.documents.word_elements import WORD, paragraph, text_run, word

FILE_NAME = "Svar med ändringar (påhittade för demon).docx"
_BODY = "word/document.xml"
_REWORDED, _LISTED = 2, 4
_REMARK = "Påhittad mening för demon: förvaltningen återkommer med en muntlig redovisning."
_NEW_ITEM = "Läsutvecklare på deltid från och med ht 2025 (påhittat för demon)."


def show_word_and_signing(slug: str, *, by: str, now: datetime) -> None:
    """Hand in an edited Word file of the answer, and sign the answer. A second time changes nothing."""
    document = newest_document(slug)
    if document is None:
        return
    if not returned_files(slug):
        content = _edited(docx.render(document, chosen_template()), by=by, now=now)
        keep_returned(slug, content, name=FILE_NAME, by=by, now=now)
    state = signing_state(slug, newest=case_page(slug).statement_number)
    if not state.signed and state.to_sign is not None:
        sign(slug, statement_number=state.to_sign, by=by, now=now)


def _edited(content: bytes, *, by: str, now: datetime) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            target.writestr(entry, _with_changes(part, by=by, now=now) if entry.filename == _BODY else part)
    return result.getvalue()


def _with_changes(part: bytes, *, by: str, now: datetime) -> bytes:
    """One fact reworded, one line of support added, and one sentence put in as a tracked change."""
    root = etree.fromstring(part)
    lines = [one for one in root.iter(f"{{{WORD}}}p") if one.find(f"{{{WORD}}}sdt") is not None]
    text = next(lines[_REWORDED].iter(f"{{{WORD}}}t"))
    text.text = f"{(text.text or '').rstrip('. ')} (ändrat i Word för demon)."
    style = lines[_LISTED].find(f"{{{WORD}}}pPr")
    added = paragraph("", text_run(_NEW_ITEM))
    if style is not None:
        added.replace(added[0], copy.deepcopy(style))
    lines[_LISTED].addnext(added)
    summary = next(one for one in root.iter(f"{{{WORD}}}p") if "Sammanfattning" in _words(one))
    following = summary.getnext()
    if following is not None:
        put_in = word("ins", text_run(f" {_REMARK}"), id=9001, author=by, date=f"{now:%Y-%m-%dT%H:%M:%S}Z")
        following.append(put_in)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{{{WORD}}}t"))
