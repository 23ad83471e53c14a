"""Writing an answer's files: all of them or none."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from django.conf import settings

from vandpunkt.cases.kinds.kind import Kind
from vandpunkt.cases.provenance import provenance
from vandpunkt.cases.sources_of_facts import sourced_facts
from vandpunkt.documents.rendering import render_all
from vandpunkt.documents.tree import Document
from vandpunkt.documents.word_template import SHIPPED, shipped_template
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.installation import find_installation
from vandpunkt.register.database_errors import disk_problem


def file_stem(document: Document) -> str:
    """The name that a document's files share: its diarienummer or title, as can stand in a file name."""
    return _in_file_name(document.letterhead.dnr or document.title) or "svar"


def kind_stem(kind: Kind, document: Document) -> str:
    """The name that the files of a kind share: `skolrapport-Hagsätraskolan`."""
    return f"{kind.file_name}-{_in_file_name(document.letterhead.dnr or document.title)}".strip("-")


def _in_file_name(name: str) -> str:
    return re.sub(r"[^0-9A-Za-zÅÄÖåäö]+", "-", name).strip("-")


def chosen_template(given: Path | None = None) -> Path | None:
    """The Word template to write with: the one given, else the installation's, else None, the shipped one.

    A shipped template is named by `plain` or `stockholm`; a file of the installation may be named from its
    folder (`[documents] template` in vandpunkt.toml).
    """
    if given is None:
        stated = str(settings.DOCUMENTS.get("template", ""))
        if not stated:
            return None
        given = Path(stated) if stated in SHIPPED else find_installation().home / stated
    return shipped_template(str(given)) if str(given) in SHIPPED else given


def write_files(
    document: Document, folder: Path, *, template: Path | None = None, stem: str = ""
) -> list[Path]:
    """Render the document as DOCX, PDF, HTML and text, its provenance beside; returns the paths.

    `stem` is the files' name in place of the document's own.

    The files are rendered first and moved into place last, so that a failure leaves what was there before.
    Raises Problem where the folder cannot be written or the template lacks styles.
    """
    rendered = render_all(document, template=chosen_template(template))
    rendered["jsonld"] = provenance(document, sourced_facts(document)).encode()
    stem = stem or file_stem(document)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".skrivs-") as draft:
            for ending, content in rendered.items():
                (Path(draft) / f"{stem}.{ending}").write_bytes(content)
            return [
                (Path(draft) / f"{stem}.{ending}").replace(folder / f"{stem}.{ending}") for ending in rendered
            ]
    except OSError as error:
        raise disk_problem(error, folder) or Problem(
            marked("Filerna kan inte skrivas i {folder}. Inget har skrivits. Välj en annan mapp."),
            folder=folder,
        ) from error
