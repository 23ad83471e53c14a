"""How much of a stranger's file is read before the reading stops."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.domain.problems import Problem, marked


@dataclass(frozen=True)
class Limits:
    """Bounds on one file. Sizes in bytes, `lines` and `characters` of all pages together, time in seconds.

    `unpacked_bytes` bounds what a packed file (DOCX) may swell to; `memory_bytes` the address space of the
    process that opens PDF, Word and HTML files.
    """

    file_bytes: int = 25_000_000
    unpacked_bytes: int = 60_000_000
    memory_bytes: int = 1_500_000_000
    pages: int = 200
    lines: int = 30_000
    characters: int = 600_000
    seconds: int = 15

    def check_pages(self, number: int, file: str) -> None:
        """Raises Problem where a file has more pages than this."""
        if number > self.pages:
            raise Problem(
                marked("Filen {file} har fler än {limit} sidor och läses inte. Dela upp den."),
                file=file,
                limit=self.pages,
            )

    def check_lines(self, number: int, file: str) -> None:
        """Raises Problem where a file has more lines than this."""
        if number > self.lines:
            raise Problem(
                marked("{file} har fler än {limit} rader och läses inte. Dela upp den."),
                file=file,
                limit=self.lines,
            )

    def check_characters(self, number: int, file: str) -> None:
        """Raises Problem where a file has a longer text than this."""
        if number > self.characters:
            raise Problem(
                marked("Texten i {file} är längre än {limit} tecken och läses inte. Dela upp den."),
                file=file,
                limit=self.characters,
            )
