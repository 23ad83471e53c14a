"""What an organiser's own Word template lacks, and what in it is worth a look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vandpunkt.documents.docx import headers_and_footers
from vandpunkt.documents.word_elements import WORD
from vandpunkt.documents.word_template import SMALL_TEXT, missing_styles, opened_template, styles_by_name
from vandpunkt.domain.problems import marked

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LETTERHEAD_FIELDS = {
    "administration": marked("förvaltningens namn"),
    "kind": marked("dokumenttypen"),
    "dnr": marked("diarienumret"),
    "subject": marked("vad ärendet handlar om"),
}
_PAGE_FIELDS = {"PAGE": marked("sidans nummer"), "NUMPAGES": marked("antalet sidor")}
_EVERYWHERE = {
    "Arial", "Calibri", "Cambria", "Georgia", "Tahoma", "Times New Roman", "Verdana", "Courier New",
}  # fmt: skip
_NAMES = {"w": WORD}


@dataclass(frozen=True)
class Remark:
    """One thing about the template. `needed` is whether no statement can be written without it.

    `text` is a Swedish sentence with `{what}` in it.
    """

    text: str
    what: str
    needed: bool


def check_template(template: Path) -> tuple[Remark, ...]:
    """Everything that is missing or worth a look, what is needed first.

    Raises Problem where the file cannot be read or is no Word document.
    """
    document = opened_template(template)
    styles = (
        Remark(
            marked("Formatmallen {what} saknas. Använd den på en rad i Word, spara och radera raden."),
            style,
            needed=True,
        )
        for style in missing_styles(template)
    )
    return (*styles, *_worth_a_look(document))


def _worth_a_look(document: WordDocument) -> Iterator[Remark]:
    parts = list(headers_and_footers(document))
    tags = {tag.get(f"{{{WORD}}}val") for part in parts for tag in part.iter(f"{{{WORD}}}tag")}
    for tag, meaning in LETTERHEAD_FIELDS.items():
        if tag not in tags:
            yield Remark(
                marked("Sidhuvudet har ingen innehållskontroll med taggen {what}."),
                f"{tag} ({meaning})",
                False,
            )
    instructions = " ".join(
        [one.text or "" for part in parts for one in part.iter(f"{{{WORD}}}instrText")]
        + [one.get(f"{{{WORD}}}instr", "") for part in parts for one in part.iter(f"{{{WORD}}}fldSimple")]
    ).split()
    for field, meaning in _PAGE_FIELDS.items():
        if field not in instructions:
            yield Remark(marked("Sidhuvud och sidfot saknar fältet {what}."), f"{field} ({meaning})", False)
    if SMALL_TEXT not in styles_by_name(document):
        yield Remark(
            marked("Formatmallen {what} saknas. Källorna sätts i Brödtext i stället."), SMALL_TEXT, False
        )
    yield from _language(document)
    yield from _fonts(document)


def _language(document: WordDocument) -> Iterator[Remark]:
    found = document.styles.element.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", _NAMES)
    language = found.get(f"{{{WORD}}}val", "") if found is not None else ""
    if not language.startswith("sv"):
        yield Remark(
            marked("Mallens språk är {what}. Välj svenska, annars läses svaret upp som ett annat språk."),
            language or "inte angivet",
            False,
        )


def _fonts(document: WordDocument) -> Iterator[Remark]:
    names = {fonts.get(f"{{{WORD}}}ascii", "") for fonts in document.styles.element.iter(f"{{{WORD}}}rFonts")}
    for name in sorted(filter(None, names - _EVERYWHERE)):
        yield Remark(
            marked("Typsnittet {what} finns inte på alla datorer. Bädda in det eller välj ett annat."),
            name,
            False,
        )
