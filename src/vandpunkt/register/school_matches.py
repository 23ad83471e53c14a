"""Which school a written name means: settled only where nobody could take it for another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Value

from vandpunkt.reading.characters import folded
from vandpunkt.reading.schools import without_tail
from vandpunkt.register.models import SchoolUnit

_SCHOOL = re.compile(r"s?\s*(?:grund)?skolan?\b.*$")
_MOST_CANDIDATES = 6
_NAMES_KEPT = 10_000
_NEAR = 0.8
_MOST_COMPARED = 40
"""So many unknown names of one letter are compared with every name; a hostile letter may have hundreds."""


class Why(StrEnum):
    """Why a name is settled or has to be asked about."""

    SETTLED = "settled"
    SHARED = "shared"
    NOT_OURS = "not_ours"
    CLOSED = "closed"
    RENAMED = "renamed"
    LIKE = "like"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SchoolCandidate:
    """A school unit that a name may mean.

    `last_seen` is the school year of the last publication that describes it where a newer one leaves it out,
    "" where it is there; `former_name` is the name it had, where that is how it was found.
    """

    code: str
    name: str
    municipality: str
    own: bool
    last_seen: str = ""
    former_name: str = ""


@dataclass(frozen=True)
class SchoolMatch:
    """What the register makes of a written name; `code` is "" unless it is settled. Ours come first."""

    written: str
    place: str
    why: Why
    candidates: tuple[SchoolCandidate, ...]

    @property
    def code(self) -> str:
        """The school's code where the name is settled."""
        return self.candidates[0].code if self.why is Why.SETTLED else ""


def match_schools(named: Iterable[tuple[str, str]]) -> tuple[SchoolMatch, ...]:
    """Match written names, each with the place that stands after it or "". One query.

    A name is settled where one school alone has it, it is ours, and Skolverket still describes it. A name
    that several share is asked about even where one of them is ours.
    """
    wanted = list(named)
    if not wanted:
        return ()
    names = _Names()
    return tuple(names.match(written, place) for written, place in wanted)


def school_candidates(codes: Sequence[str]) -> dict[str, SchoolCandidate]:
    """The schools with these codes as candidates, by code; codes that the register lacks are left out."""
    rows = SchoolUnit.objects.filter(code__in=codes)
    return {row.code: SchoolCandidate(row.code, row.name, row.municipality, row.own) for row in rows}


class _Unit(NamedTuple):
    """A school unit by a name that it has `now`, or has had; then the rest is left out."""

    code: str
    name: str
    now: bool
    municipality: str
    own: bool
    described_by: str
    described_for: str


def _names_now_and_before() -> list[_Unit]:
    """Every name that a school has or has had. One query."""
    nothing = {"place": Value(""), "ours": Value(False), "by": Value(""), "until": Value("")}
    told = {"place": "municipality", "ours": "own", "by": "described_by", "until": "described_for"}
    columns = ("code", "name", "now", "place", "ours", "by", "until")
    now = SchoolUnit.objects.order_by().annotate(
        now=Value(True), **{key: F(one) for key, one in told.items()}
    )
    same = SchoolUnit.objects.filter(code=OuterRef("code"), name=OuterRef("name"))
    before = SchoolUnit.history.filter(~Exists(same)).order_by().annotate(now=Value(False), **nothing)
    rows = now.values_list(*columns).union(before.values_list(*columns).distinct(), all=True)
    return [_Unit(*row) for row in rows]


class _Names:
    """The names of the register, now and before."""

    def __init__(self) -> None:
        names = _names_now_and_before()
        self._units = {unit.code: unit for unit in names if unit.now}
        self._left = _MOST_COMPARED
        self._newest: dict[str, str] = {}
        self._now: dict[str, list[str]] = defaultdict(list)
        self._short: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        for unit in self._units.values():
            kind = unit.described_by
            self._newest[kind] = max(self._newest.get(kind, ""), unit.described_for)
            name, short, stem = _forms(unit.name)
            self._now[name].append(unit.code)
            self._short[short].append(unit.code)
            self._stems[stem].append(unit.code)
        self._before: dict[str, dict[str, str]] = defaultdict(dict)
        for code, name, *_ in sorted(one for one in names if not one.now):
            if code in self._units and folded(name) != folded(self._units[code].name):
                self._before[folded(name)][code] = name

    def match(self, written: str, place: str) -> SchoolMatch:
        """What one name may mean."""
        wanted = folded(written)
        exact = self._at(place, self._candidates(self._now.get(wanted, ())))
        if exact:
            return SchoolMatch(written, place, _why(exact), exact)
        former = self._before.get(wanted)
        if former:
            renamed = self._at(place, self._candidates(former, former))
            return SchoolMatch(written, place, Why.RENAMED, renamed)
        like = self._at(place, self._candidates(self._like(wanted)))
        return SchoolMatch(written, place, Why.LIKE if like else Why.UNKNOWN, like)

    def _like(self, wanted: str) -> list[str]:
        """Schools of the same stem, or whose name is near or begins with it, the likeliest first."""
        found = list(self._short.get(folded(without_tail(wanted)), ()))
        found += self._stems.get(_stem(wanted), ()) if _stem(wanted) else ()
        if len(wanted) >= 4:
            found += [code for name, codes in self._now.items() if name.startswith(wanted) for code in codes]
        if self._left:
            self._left -= 1
            near = get_close_matches(wanted, self._short, n=_MOST_CANDIDATES, cutoff=_NEAR)
            found += [code for name in near for code in self._short[name]]
        return list(dict.fromkeys(found))[: 3 * _MOST_CANDIDATES]

    def _candidates(
        self, codes: Iterable[str], former: dict[str, str] | None = None
    ) -> tuple[SchoolCandidate, ...]:
        found = [self._candidate(self._units[code], (former or {}).get(code, "")) for code in codes]
        return tuple(sorted(found, key=lambda one: not one.own)[:_MOST_CANDIDATES])

    def _candidate(self, unit: _Unit, former: str) -> SchoolCandidate:
        gone = unit.described_for < self._newest[unit.described_by]
        last_seen = unit.described_for if gone else ""
        return SchoolCandidate(unit.code, unit.name, unit.municipality, unit.own, last_seen, former)

    def _at(self, place: str, candidates: tuple[SchoolCandidate, ...]) -> tuple[SchoolCandidate, ...]:
        """Those in the municipality that the letter names; all where it names none of theirs."""
        words = folded(place).split()
        there = tuple(one for one in candidates if words and _is_place(words, folded(one.municipality)))
        return there or candidates


@lru_cache(maxsize=_NAMES_KEPT)
def _forms(name: str) -> tuple[str, str, str]:
    """A school's name for comparison: whole, without what stands after it, and its stem."""
    return folded(name), folded(without_tail(name)), _stem(name)


def _stem(name: str) -> str:
    """A name but for the word for school: `hjulsta` of Hjulstaskolan and Hjulsta grundskola."""
    return _SCHOOL.sub("", folded(name))


def _is_place(words: list[str], municipality: str) -> bool:
    place = " ".join(words)
    return bool(municipality) and place in (municipality, f"{municipality}s", f"{municipality} kommun")


def _why(candidates: tuple[SchoolCandidate, ...]) -> Why:
    if len(candidates) > 1:
        return Why.SHARED
    if not candidates[0].own:
        return Why.NOT_OURS
    return Why.CLOSED if candidates[0].last_seen else Why.SETTLED
