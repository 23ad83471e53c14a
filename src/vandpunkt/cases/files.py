"""Writing an answer's files: all of them or none."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from vandpunkt.documents.rendering import render_all
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked


def file_stem(document: Document) -> str:
    """The name that an answer's files share: the diarienummer as it can stand in a file name."""
    return re.sub(r"[^0-9A-Za-zÅÄÖåäö]+", "-", document.letterhead.dnr).strip("-") or "svar"


def write_files(document: Document, folder: Path, *, template: Path | None = None) -> list[Path]:
    """Render the document as DOCX, PDF, HTML and text into `folder`; returns the paths.

    The files are rendered first and moved into place last, so that a failure leaves what was there before.
    Raises Problem where the folder cannot be written or the template lacks styles.
    """
    rendered = render_all(document, template=template)
    stem = file_stem(document)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".skrivs-") as draft:
            for ending, content in rendered.items():
                (Path(draft) / f"{stem}.{ending}").write_bytes(content)
            return [
                (Path(draft) / f"{stem}.{ending}").replace(folder / f"{stem}.{ending}") for ending in rendered
            ]
    except OSError as error:
        raise Problem(
            marked("Filerna kan inte skrivas i {folder}: {error}. Inget har skrivits. Välj en annan mapp."),
            folder=folder,
            error=error.strerror or error,
        ) from error
