"""Diarienummer: the number under which an authority registers a case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vandpunkt.domain.problems import Problem, marked

_SERIES = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9}"
_NUMBER = re.compile(
    rf"(?<![\w/])(?:(?P<series>{_SERIES})[\s/-]+)?(?P<year>(?:19|20)\d\d)\s?[/:-]\s?(?P<number>\d{{1,7}})(?![\w/])"
)
_LABEL = re.compile(r"(?:d(?:iarie)?nr|diarienummer|ärendenummer)\.?\s*:?\s*", re.I)


@dataclass(frozen=True)
class Diarienummer:
    """`UTBF 2024/6786`: series (may be empty), year and number; the number keeps its leading zeros."""

    series: str
    year: int
    number: str

    @classmethod
    def parse(cls, text: str) -> Diarienummer:
        """Read `UTBF 2024/6786`, also with `Dnr` before it. Raises Problem for anything else."""
        stripped = _LABEL.sub("", text.strip(), count=1)
        match = _NUMBER.fullmatch(stripped)
        if match is None:
            raise Problem(
                marked("«{text}» är inget diarienummer. Skriv till exempel UTBF 2024/6786."), text=text
            )
        return _from_match(match)

    @classmethod
    def from_slug(cls, slug: str) -> Diarienummer:
        """The number whose slug this is. Raises Problem for anything else."""
        return cls.parse(slug)

    @property
    def slug(self) -> str:
        """`UTBF-2024-6786`, for addresses and file names."""
        return "-".join(part for part in (self.series, str(self.year), self.number) if part)

    def __str__(self) -> str:
        return f"{self.series} {self.year}/{self.number}".strip()


def find_diarienummer(text: str) -> Diarienummer | None:
    """The first diarienummer that the text labels as such (`Dnr …`), else None."""
    for label in _LABEL.finditer(text):
        match = _NUMBER.match(text, label.end())
        if match:
            return _from_match(match)
    return None


def _from_match(match: re.Match[str]) -> Diarienummer:
    return Diarienummer(match["series"] or "", int(match["year"]), match["number"])
