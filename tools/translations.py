"""The catalogues of translations. Swedish sentences are the message ids; English must be complete.

python tools/translations.py update     bring the catalogue in line with the code
python tools/translations.py check      fail, and list what is wrong, unless it is complete
python tools/translations.py compile    write the .mo files that the product reads
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "vandpunkt"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "marked": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Texts: TypeAlias = str | list[str] | tuple[str, ...] | None
PLACEHOLDER = re.compile(r"\{\w*[^{}\s]*\}|%\(\w+\)[sdif]|%[sdif]\b")
HEADER = (
    "# English translations of Vändpunkt, kept by tools/translations.py. Message ids are Swedish sentences."
)
UNSTEADY = re.compile(
    r'^"(?:Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By)'
    r':.*"\n',
    re.M,
)


def texts_to_translate(source: Path) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Every message under the folder: the file it stands in, its id (or both of a plural) and its context."""
    for path in sorted([*source.rglob("*.py"), *source.rglob("*.html"), *source.rglob("*.txt")]):
        if "migrations" in path.parts or (path.suffix != ".py" and "templates" not in path.parts):
            continue
        text = path.read_text(encoding="utf-8")
        python = text if path.suffix == ".py" else templatize(text, origin=str(path))
        for _, message, _, context in extract("python", io.BytesIO(python.encode()), KEYWORDS):
            yield path.relative_to(source).as_posix(), message, context


def extracted(source: Path) -> Catalog:
    """A catalogue of everything the code marks, with no translations."""
    catalogue = Catalog(locale="en", project="Vändpunkt", header_comment=HEADER, fuzzy=False)
    for file, text, context in texts_to_translate(source):
        catalogue.add(text, locations=[(file, 0)], context=context)
    for message in catalogue:
        message.locations = sorted(set(message.locations))
        message.flags.discard("python-format")
        message.flags.discard("python-brace-format")
    return catalogue


def stored(source: Path) -> Catalog:
    """The catalogue as it is kept; empty where there is none yet."""
    path = source / CATALOGUE
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def update(source: Path) -> Catalog:
    """Write the catalogue anew from the code, keeping every translation that is still called for."""
    fresh, kept = extracted(source), stored(source)
    for message in fresh:
        old = kept.get(message.id, message.context) if message.id else None
        if old is not None and len(_strings(old.string)) == len(_strings(message.string)):
            message.string, message.flags = old.string, old.flags & {"fuzzy"}
    path = source / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=110, sort_output=True, include_lineno=False)
    path.write_text(UNSTEADY.sub("", buffer.getvalue().decode()), encoding="utf-8")
    return fresh


def complaints(source: Path) -> list[str]:
    """What keeps the catalogue from being complete and true, one line each."""
    fresh, kept = extracted(source), stored(source)
    found = [f"obsolete: {_shown(message)}" for message in kept.obsolete.values()]
    for message in kept:
        if message.id and fresh.get(message.id, message.context) is None:
            found.append(f"no longer in the code: {_shown(message)}")
    for message in fresh:
        if message.id:
            found += _complaints_about(message, kept.get(message.id, message.context))
    return sorted(found)


def _complaints_about(message: Message, translation: Message | None) -> Iterator[str]:
    if translation is None or not all(_strings(translation.string)):
        yield f"not translated ({message.locations[0][0]}): {_shown(message)}"
    elif translation.fuzzy:
        yield f"fuzzy: {_shown(message)}"
    elif not _placeholders_agree(message, translation):
        yield f"placeholders differ: {_shown(message)} / {_shown_strings(translation)}"


def _placeholders_agree(message: Message, translation: Message) -> bool:
    return _placeholders(message.id) == _placeholders(translation.string)


def _placeholders(texts: Texts) -> set[str]:
    return {placeholder for text in _strings(texts) for placeholder in PLACEHOLDER.findall(text)}


def compile_catalogues(source: Path) -> list[Path]:
    """Write the .mo file beside every .po file."""
    written = []
    for path in sorted(source.glob("locale/*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        buffer = io.BytesIO()
        write_mo(buffer, catalogue)
        path.with_suffix(".mo").write_bytes(buffer.getvalue())
        written.append(path.with_suffix(".mo"))
    return written


def _strings(texts: Texts) -> tuple[str, ...]:
    return (texts or "",) if texts is None or isinstance(texts, str) else tuple(texts)


def _shown(message: Message) -> str:
    return " | ".join(_strings(message.id)).replace("\n", "\\n")


def _shown_strings(message: Message) -> str:
    return " | ".join(_strings(message.string)).replace("\n", "\\n")


def main(command: str) -> int:
    """Run one of update, check and compile; the exit status."""
    if command == "update":
        catalogue = update(SOURCE)
        missing = sum(not all(_strings(message.string)) for message in catalogue if message.id)
        print(f"{len(catalogue)} messages, {missing} without translation")
    elif command == "check":
        found = complaints(SOURCE)
        print("\n".join(found) if found else f"{len(stored(SOURCE))} messages, all translated")
        return 1 if found else 0
    elif command == "compile":
        print("\n".join(str(path.relative_to(SOURCE)) for path in compile_catalogues(SOURCE)))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
