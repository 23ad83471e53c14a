"""How a field stands in a cell, and how a cell is read: the same words as in the forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from vandpunkt.domain.dates import parse_date
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.interventions.funding_text import parse_funding, print_funding
from vandpunkt.register.programmes.details import DocumentEntry, EvidenceEntry

_BETWEEN = " | "


@dataclass(frozen=True)
class Field:
    """A field of a row as a column: how its value is written in a cell and read from one."""

    name: str
    title: str
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str.strip
    width: int = 20
    choices: tuple[str, ...] = ()
    longest: int | None = None

    def value(self, text: str) -> Any:
        """What a cell says. Raises Problem, with what to write instead."""
        if self.longest and len(text.strip()) > self.longest:
            raise Problem(marked("Texten är längre än {limit} tecken. Korta den."), limit=self.longest)
        return self.read(text)


def lines(text: str) -> tuple[str, ...]:
    """Names, one a line."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def write_period(value: Period) -> str:
    """A period in words, "" where none is stated."""
    return "" if value == Period() else str(value)


def read_period(text: str) -> Period:
    """A period in words. Raises Problem."""
    return Period.parse(text) if text.strip() else Period()


def write_day(value: date | None) -> str:
    """A day as `2025-02-11`."""
    return value.isoformat() if value else ""


def read_day(text: str) -> date | None:
    """A day in words or figures. Raises Problem."""
    return parse_date(text) if text.strip() else None


def write_yes(value: bool | None) -> str:
    """`ja`, `nej` or nothing."""
    return "" if value is None else "ja" if value else "nej"


def read_yes(text: str) -> bool | None:
    """`ja`, `nej` or nothing. Raises Problem."""
    return chosen({"": None, "ja": True, "nej": False}, text)


def chosen(choices: dict[str, Any], text: str) -> Any:
    """What a word stands for. Raises Problem, with all the words."""
    wanted = text.strip().lower()
    for word, value in choices.items():
        if word.lower() == wanted:
            return value
    raise Problem(
        marked("«{text}» finns inte att välja. Skriv något av: {choices}."),
        text=text.strip(),
        choices=", ".join(filter(None, choices)),
    )


def write_number(value: int | None) -> str:
    """A whole number in figures."""
    return "" if value is None else str(value)


def read_number(text: str) -> int | None:
    """A whole number, with or without spaces between the thousands. Raises Problem."""
    digits = "".join(text.split()).replace("\u00a0", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise Problem(marked("«{text}» är inget helt tal. Skriv bara siffror."), text=text.strip())
    return int(digits)


def write_funding(value: Any) -> str:
    """Amounts, one a line."""
    return print_funding(value)


def read_funding(text: str) -> Any:
    """Amounts, one a line, by year. Raises Problem."""
    return tuple(sorted(parse_funding(line) for line in lines(text)))


def write_places(value: tuple[tuple[SchoolYear, int], ...]) -> str:
    """`2025/26: 12`, one a line."""
    return "\n".join(f"{year}: {places}" for year, places in value)


def read_places(text: str) -> tuple[tuple[SchoolYear, int], ...]:
    """`2025/26: 12`, one a line. Raises Problem."""
    found = []
    for line in lines(text):
        year, _, places = line.partition(":")
        number = read_number(places)
        if number is None:
            raise Problem(marked("«{line}» går inte att läsa. Skriv till exempel 2025/26: 12."), line=line)
        found.append((SchoolYear.parse(year), number))
    return tuple(sorted(found))


def write_evidence(value: tuple[EvidenceEntry, ...]) -> str:
    """What is known | source | address, one a line."""
    return "\n".join(_BETWEEN.join((one.text, one.source, one.address)) for one in value)


def read_evidence(text: str) -> tuple[EvidenceEntry, ...]:
    """What is known | source | address, one a line. Raises Problem."""
    found = []
    for line in lines(text):
        parts = [one.strip() for one in line.split("|")]
        if len(parts) not in (2, 3) or not all(parts[:2]):
            raise Problem(
                marked("«{line}» går inte att läsa. Skriv: vad man vet | källa | adress."), line=line
            )
        found.append(EvidenceEntry(*parts, *[""] * (3 - len(parts))))
    return tuple(found)


def write_documents(value: tuple[DocumentEntry, ...]) -> str:
    """The document | its words | address, one a line."""
    return "\n".join(_BETWEEN.join((one.title, one.quote, one.address)).rstrip(" |") for one in value)


def read_documents(text: str) -> tuple[DocumentEntry, ...]:
    """The document | its words | address, one a line; the last two may be left out. Raises Problem."""
    found = []
    for line in lines(text):
        parts = [one.strip() for one in line.split("|")]
        if len(parts) > 3 or not parts[0]:
            raise Problem(
                marked("«{line}» går inte att läsa. Skriv: dokument | så står det | adress."), line=line
            )
        found.append(DocumentEntry(*parts))
    return tuple(found)
