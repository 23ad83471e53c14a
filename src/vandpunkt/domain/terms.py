"""Years, terms and school years: the units in which Swedish schools tell time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Literal, TypeAlias, overload

from vandpunkt.domain.problems import Problem, marked

FIRST_YEAR, LAST_YEAR = 1900, 2099
DASHES = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SEASONS = {
    "vt": r"v\.?\s?t|vårterminen|vårtermin|våren",
    "ht": r"h\.?\s?t|höstterminen|hösttermin|hösten",
}

_KEPT = 1000
"""So many written school years are kept in memory as read."""

Season: TypeAlias = Literal["vt", "ht"]
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_TERM = re.compile(
    rf"(?:(?P<vt>{SEASONS['vt']})|{SEASONS['ht']})\.?\s*(?:år\s+)?[{DASHES}]?\s*[’']?(?P<year>{_YEAR})", re.I
)
_SCHOOL_YEAR = re.compile(
    rf"(?:(?:läs|skol)år(?:et|en)?\s+|lå\s+)?(?P<year>{_YEAR})\s*[/{DASHES}]\s*(?P<next>{_YEAR})", re.I
)
_CODE = re.compile(r"(?P<year>\d{4})(?:(?P<season>vt|ht)|/(?P<next>\d\d))?")


def full_year(digits: str) -> int:
    """The year that two or four digits mean; two digits below 70 belong to the 2000s."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def later_year(first: int, digits: str) -> int:
    """The year that two or four digits mean after another year: 24 after 2023, 00 after 1999."""
    if len(digits) == 4:
        return int(digits)
    return first + (int(digits) - first) % 100


def _check_year(year: int, last: int = LAST_YEAR) -> None:
    if not FIRST_YEAR <= year <= last:
        raise Problem(
            marked("Året {year} ligger utanför {first}–{last}."), year=year, first=FIRST_YEAR, last=last
        )


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year: its spring term and its autumn term."""

    year: int

    def __post_init__(self) -> None:
        _check_year(self.year)

    def __str__(self) -> str:
        return str(self.year)

    @property
    def code(self) -> str:
        """`2022`."""
        return str(self.year)

    @property
    def first_term(self) -> Term:
        """The spring term."""
        return Term(self.year, "vt")

    @property
    def last_term(self) -> Term:
        """The autumn term."""
        return Term(self.year, "ht")


@total_ordering
@dataclass(frozen=True)
class Term:
    """A school term: `vt` is January to June, `ht` is July to December."""

    year: int
    season: Season

    def __post_init__(self) -> None:
        _check_year(self.year)
        if self.season not in SEASONS:
            raise Problem(marked("«{season}» är ingen termin. Skriv vt eller ht."), season=self.season)

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read `vt 2024`, `HT22`, `vt-24`, `höstterminen 2022`. Raises Problem for anything else."""
        match = _TERM.fullmatch(text.strip())
        if match is None:
            raise Problem(marked("«{text}» är ingen termin. Skriv till exempel vt 2024."), text=text)
        return cls(full_year(match["year"]), "vt" if match["vt"] else "ht")

    @classmethod
    def from_code(cls, code: str) -> Term:
        """The term with the code `2024vt`. Raises Problem for anything else."""
        point = point_from_code(code)
        if not isinstance(point, Term):
            raise Problem(marked("«{code}» är ingen terminskod. Skriv till exempel 2024vt."), code=code)
        return point

    @classmethod
    def on(cls, day: date) -> Term:
        """The term that the day belongs to; the summer holiday is divided at the end of June."""
        return cls(day.year, "vt" if day.month <= 6 else "ht")

    @property
    def code(self) -> str:
        """`2024vt`."""
        return f"{self.year}{self.season}"

    @property
    def first_term(self) -> Term:
        """The term itself."""
        return self

    @property
    def last_term(self) -> Term:
        """The term itself."""
        return self

    @property
    def first_day(self) -> date:
        """1 January or 1 July."""
        return date(self.year, 1 if self.season == "vt" else 7, 1)

    @property
    def last_day(self) -> date:
        """30 June or 31 December."""
        return date(self.year, 6, 30) if self.season == "vt" else date(self.year, 12, 31)

    @property
    def school_year(self) -> SchoolYear:
        """The school year that the term belongs to."""
        return SchoolYear(self.year - (self.season == "vt"))

    @property
    def _ordinal(self) -> int:
        return 2 * self.year + (self.season == "ht")

    def __str__(self) -> str:
        return f"{self.season} {self.year}"

    def __lt__(self, other: Term) -> bool:
        return self._ordinal < other._ordinal

    def __add__(self, terms: int) -> Term:
        year, autumn = divmod(self._ordinal + terms, 2)
        return Term(year, "ht" if autumn else "vt")

    @overload
    def __sub__(self, other: Term) -> int: ...

    @overload
    def __sub__(self, other: int) -> Term: ...

    def __sub__(self, other: Term | int) -> Term | int:
        if isinstance(other, Term):
            return self._ordinal - other._ordinal
        return self + -other


@dataclass(frozen=True, order=True)
class SchoolYear:
    """A school year by the year it begins: SchoolYear(2024) is 2024/25, with results in spring 2025."""

    year: int

    def __post_init__(self) -> None:
        _check_year(self.year, LAST_YEAR - 1)

    @classmethod
    @lru_cache(maxsize=_KEPT)
    def parse(cls, text: str) -> SchoolYear:
        """Read `2024/25`, `2024/2025`, `läsåret 2023/2024`, `2024-25`. Raises Problem for anything else."""
        match = _SCHOOL_YEAR.fullmatch(text.strip())
        year = full_year(match["year"]) if match else 0
        if match is None or later_year(year, match["next"]) != year + 1:
            raise Problem(marked("«{text}» är inget läsår. Skriv till exempel 2024/25."), text=text)
        return cls(year)

    @property
    def code(self) -> str:
        """`2024/25`."""
        return str(self)

    @property
    def long(self) -> str:
        """`läsåret 2024/25`."""
        return f"läsåret {self}"

    @property
    def results_year(self) -> int:
        """The calendar year in which the school year's final grades are set."""
        return self.year + 1

    @property
    def terms(self) -> tuple[Term, Term]:
        """Autumn, then spring."""
        return Term(self.year, "ht"), Term(self.year + 1, "vt")

    @property
    def first_term(self) -> Term:
        """The autumn term."""
        return self.terms[0]

    @property
    def last_term(self) -> Term:
        """The spring term."""
        return self.terms[1]

    def __str__(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    def __add__(self, years: int) -> SchoolYear:
        return SchoolYear(self.year + years)

    @overload
    def __sub__(self, other: SchoolYear) -> int: ...

    @overload
    def __sub__(self, other: int) -> SchoolYear: ...

    def __sub__(self, other: SchoolYear | int) -> SchoolYear | int:
        if isinstance(other, SchoolYear):
            return self.year - other.year
        return self + -other


Point: TypeAlias = Year | SchoolYear | Term


def point_from_code(code: str) -> Point:
    """The year `2022`, school year `2023/24` or term `2022ht` with this code. Raises Problem for others."""
    match = _CODE.fullmatch(code)
    if match is None:
        raise Problem(
            marked("«{code}» är ingen tidskod. Skriv till exempel 2022, 2022ht eller 2023/24."), code=code
        )
    if match["next"]:
        return SchoolYear.parse(code)
    year = int(match["year"])
    if match["season"]:
        return Term(year, "vt" if match["season"] == "vt" else "ht")
    return Year(year)
