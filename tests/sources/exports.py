"""Writes report 139 as Skolverket exports it, with any of the quirks that exports have had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HEADER = (
    "Skola",
    "Skol-enhetskod",
    "Skolkommun",
    "Kommun-kod",
    "Typ av huvudman",
    "Huvudman",
    "Huvudman orgnr",
    "Antal elever",
    "Andel (%) elever som uppfyllt betygskriterierna i alla ämnen",
    "Andel (%) elever behöriga till yrkesprog.",
    "Genomsnittligt meritvärde (17 ämnen)",
)
OLDER_HEADER = (
    *HEADER[:8],
    "Andel (%) elever som uppnått kunskapskraven i alla ämnen",
    "Andel (%) behörig yrkesprog.",
    "Genomsnittligt meritvärde (17)",
)
HEADER_WITH_BREAKS = (
    "Skola",
    "Skol-\nenhetskod",
    "Skol-\nkommun",
    "Kommun-\nkod",
    *HEADER[4:8],
    "Andel (%) elever som uppfyllt\nbetygskriterierna i alla ämnen",
    "Andel (%) elever behöriga\ntill yrkesprog.",
    "Genomsnittligt\nmeritvärde (17 ämnen)",
)
TITLE = "Grundskola - Slutbetyg årskurs 9, samtliga elever"
PREAMBLE = ("Statistik från Skolverket, https://www.skolverket.se", "", TITLE, "Valt läsår: 2024/25", "")
FOOTNOTES = (
    "",
    "Rapportbeskrivning och definitioner etc.",
    "Observera att uppgifter från och med läsåret 2023/24 dubbelprickas om de baseras på färre än 10 elever.",
    "Antal elever;Antal elever som har avslutat årskurs 9;;;;;;;;;",
    ";Elever som saknar godkänt betyg i alla ämnen; slutbetyg saknas; ingår.",
)
RINKEBY = (
    "Rinkebyskolan",
    "37416253",
    "Stockholm",
    "0180",
    "Kommunal",
    "Stockholms kommun",
    "2120000142",
    "51",
    "43,1",
    "74,5",
    "202,7",
)
ALMA = (
    "Almaskolan, Åsa ”norra”",
    "87654321",
    "Kungsbacka",
    "1384",
    "Enskild",
    "Alma AB",
    "5566501796",
    "24",
    "87,5",
    "~100",
    "255,0",
)


@dataclass(frozen=True)
class Export:
    """How an export is written; `text` gives the file's text."""

    rows: Sequence[Sequence[str]] = (RINKEBY, ALMA)
    header: Sequence[str] = HEADER
    preamble: Sequence[str] = PREAMBLE
    footnotes: Sequence[str] = FOOTNOTES
    trailing_separator: bool = False
    quoted: bool = False
    newline: str = "\r\n"

    @property
    def text(self) -> str:
        """The whole file."""
        lines = [*(f"{line};;;;;;;;;;" if line else ";" * 10 for line in self.preamble)]
        lines.append(self._line(self.header, quoted=self.quoted or any("\n" in cell for cell in self.header)))
        lines += [self._line(row, quoted=self.quoted) for row in self.rows]
        return self.newline.join([*lines, *self.footnotes, ""])

    def _line(self, cells: Sequence[str], *, quoted: bool) -> str:
        written = [f'"{cell.replace(chr(34), chr(34) * 2)}"' if quoted else cell for cell in cells]
        return ";".join(written) + (";" if self.trailing_separator else "")

    def save(self, folder: Path, *, name: str = "rapport.csv", encoding: str = "utf-8-sig") -> Path:
        """Write it to a folder."""
        path = folder / name
        path.write_bytes(self.text.encode(encoding))
        return path


def with_cell(row: Sequence[str], column: int, text: str) -> tuple[str, ...]:
    """The row with one cell changed."""
    return (*row[:column], text, *row[column + 1 :])
