"""The Word template: the shipped one, or the organiser's own with the same styles by name."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lxml.etree import LxmlError

from vandpunkt.domain.problems import Problem, marked

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# Word keeps the English names in the file; the Swedish ones are what Word shows.
NEEDED_STYLES = {
    "Title": "Rubrik",
    "Subtitle": "Underrubrik",
    "heading 1": "Rubrik 1",
    "heading 2": "Rubrik 2",
    "heading 3": "Rubrik 3",
    "Body Text": "Brödtext",
    "List Bullet": "Punktlista",
    "caption": "Beskrivning",
    "Table Grid": "Tabellrutnät",
}
SMALL_TEXT = "footnote text"

_FILES = {"plain": "statement.docx", "stockholm": "statement-stockholm.docx"}
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_LARGEST = 50_000_000

# What zipfile, lxml and python-docx raise for a package that is damaged, locked or something else.
_NO_WORD_FILE = (
    zipfile.BadZipFile,
    zlib.error,
    LxmlError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    EOFError,
    RuntimeError,
)


SHIPPED = ("plain", "stockholm")
"""Names of the templates that ship: a plain one, and one set as the City of Stockholm's, without logo."""


def shipped_template(name: str) -> Path:
    """The file of a shipped template by its name. Raises KeyError for a name that is not in SHIPPED."""
    return Path(str(files("vandpunkt.documents") / "templates" / _FILES[name]))


def open_template(template: Path | None = None) -> WordDocument:
    """The template as a Word document to fill; None is the shipped one.

    Raises Problem where the file cannot be read, is no Word document, or lacks a style.
    """
    document = opened_template(template)
    missing = _missing(document)
    if missing:
        raise Problem(
            marked(
                "Mallen {file} saknar formatmallarna {styles}. Öppna den i Word, använd var och en av dem "
                "på en rad, spara och försök igen. Inget har skrivits."
            ),
            file=template or "statement.docx",
            styles=", ".join(missing),
        )
    return document


def missing_styles(template: Path) -> list[str]:
    """The needed styles that the template lacks, as Word's file names them with Word's Swedish name after.

    Raises Problem where the file cannot be read or is no Word document.
    """
    return _missing(opened_template(template))


def styles_by_name(document: WordDocument) -> dict[str, str]:
    """The ids of the document's styles by their names in small letters."""
    return {
        style.name_val.lower(): style.styleId
        for style in document.styles.element.style_lst
        if style.name_val and style.styleId
    }


def _missing(document: WordDocument) -> list[str]:
    present = styles_by_name(document)
    return [f"{name} ({swedish})" for name, swedish in NEEDED_STYLES.items() if name.lower() not in present]


def opened_template(template: Path | None) -> WordDocument:
    """The template, whatever it lacks; None is the shipped one. Raises Problem where it is no Word file."""
    import docx

    try:
        content = template.read_bytes() if template else _shipped()
        if len(content) > _LARGEST:
            raise ValueError("too large")
        document = docx.Document(io.BytesIO(_as_document(content)))
        _read_late_parts(document)
    except OSError as error:
        raise Problem(
            marked("Mallen {file} går inte att läsa: {error}. Inget har skrivits."),
            file=template,
            error=error.strerror or error,
        ) from error
    except _NO_WORD_FILE as error:
        raise Problem(
            marked("Mallen {file} är inget Word-dokument (.docx eller .dotx). Inget har skrivits."),
            file=template,
        ) from error
    return document


def _read_late_parts(document: WordDocument) -> None:
    """Ask for what python-docx reads only when it is asked for, so that damage shows at once."""
    styles_by_name(document)
    len(document.sections)
    str(document.core_properties.title)


@cache
def _shipped() -> bytes:
    return (files("vandpunkt.documents") / "templates" / "statement.docx").read_bytes()


def _as_document(content: bytes) -> bytes:
    """A Word template (.dotx) differs from a document only in what it calls its main part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(_CONTENT_TYPES)
        if _TEMPLATE not in types:
            return content
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as changed:
            for entry in package.infolist():
                part = (
                    types.replace(_TEMPLATE, _MAIN)
                    if entry.filename == _CONTENT_TYPES
                    else package.read(entry)
                )
                changed.writestr(entry, part)
    return target.getvalue()
