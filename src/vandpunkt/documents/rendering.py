"""One document, all its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.tree import Document


def render_all(
    document: Document,
    template: Path | None = None,
    on_progress: Callable[[str], None] = lambda ending: None,
) -> dict[str, bytes]:
    """The document as files, by file ending: docx, pdf, html and txt. Same document, same bytes.

    `template` is a Word file in place of the shipped one. `on_progress` is told each ending when its file
    is ready. Raises Problem for a template that cannot be used; then there are no files at all.
    """
    from vandpunkt.documents import docx, html, pdf, text

    document = prepared(document)
    renderers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx.render(document, template),
        "pdf": lambda: pdf.render(document),
        "html": lambda: html.render(document).encode(),
        "txt": lambda: text.render(document).encode(),
    }
    files: dict[str, bytes] = {}
    for ending, render in renderers.items():
        files[ending] = render()
        on_progress(ending)
    return files
