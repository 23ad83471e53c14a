"""The packed parts of a DOCX file, unpacked within bounds and parsed without following anything."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib

from lxml import etree

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.limits import Limits

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_ENCRYPTED_FLAG = 0x1
_UNSOUND = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, KeyError,
)  # fmt: skip


class WordPackage:
    """The parts of one DOCX file by what they are. Raises Problem for an unsound Word document."""

    def __init__(self, data: bytes, limits: Limits, file: str) -> None:
        self._file = file
        self._left = limits.unpacked_bytes
        self._limit = limits.unpacked_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _UNSOUND as error:
            raise self._damaged() from error
        self._names = set(self._archive.namelist())
        self._document_name = self._main_document()

    def document(self) -> etree._Element:
        """The main document."""
        root = self._parsed(self._document_name)
        if root.tag != f"{WORD}document":
            raise self._no_document()
        return root

    def styles(self) -> etree._Element | None:
        """The styles, or None where the file has none."""
        return self._optional("styles")

    def comments(self) -> etree._Element | None:
        """The comments, or None where the file has none."""
        return self._optional("comments")

    def keywords(self) -> str:
        """The keywords that the file says of itself, "" where it says none."""
        for name, kind in self._relationships("_rels/.rels", ""):
            if kind == "core-properties" and name in self._names:
                return self._parsed(name).findtext(_KEYWORDS) or ""
        return ""

    def margins(self) -> list[etree._Element]:
        """The headers and footers, headers first."""
        related = self._related()
        return [
            self._parsed(name)
            for kind in ("header", "footer")
            for name, known_as in related
            if known_as == kind and name in self._names
        ]

    def _optional(self, kind: str) -> etree._Element | None:
        name = next((name for name, known_as in self._related() if known_as == kind), None)
        return self._parsed(name) if name in self._names and name is not None else None

    def _main_document(self) -> str:
        for name, kind in self._relationships("_rels/.rels", ""):
            if kind == "officeDocument" and name in self._names:
                return name
        raise self._no_document()

    def _related(self) -> list[tuple[str, str]]:
        folder, base = posixpath.split(self._document_name)
        return self._relationships(posixpath.join(folder, "_rels", f"{base}.rels"), folder)

    def _relationships(self, name: str, folder: str) -> list[tuple[str, str]]:
        if name not in self._names:
            return []
        found = []
        for relationship in self._parsed(name).iter(_RELATIONSHIP):
            target = relationship.get("Target", "")
            absolute = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append((posixpath.normpath(absolute), relationship.get("Type", "").rsplit("/", 1)[-1]))
        return found

    def _parsed(self, name: str) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False, huge_tree=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            root = etree.fromstring(self._unpacked(name).replace(_STRICT, WORD[1:-1].encode()), parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged()
        return root

    def _unpacked(self, name: str) -> bytes:
        try:
            if self._archive.getinfo(name).flag_bits & _ENCRYPTED_FLAG:
                raise self._damaged()
            with self._archive.open(name) as part:
                data = part.read(self._left + 1)
        except _UNSOUND as error:
            raise self._damaged() from error
        self._left -= len(data)
        if self._left < 0:
            raise Problem(
                marked("{file} packas upp till mer än {limit} MB och läses inte."),
                file=self._file,
                limit=self._limit // 1_000_000,
            )
        return data

    def _no_document(self) -> Problem:
        return Problem(
            marked(
                "{file} är ett packat arkiv men inget Word-dokument. Spara dokumentet som DOCX eller PDF."
            ),
            file=self._file,
        )

    def _damaged(self) -> Problem:
        return Problem(
            marked(
                "{file} är skadad och går inte att läsa som Word-dokument. Öppna den i Word och spara om den."
            ),
            file=self._file,
        )
