"""The scope of a case as a value: what is asked, by whom, about which schools and years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vandpunkt.cases.content import SenderContent, SignatoryContent
from vandpunkt.cases.models import Case
from vandpunkt.register.school_matches import SchoolMatch

KINDS = tuple(Case.InquiryKind.values)

Years = tuple[int, int]


@dataclass(frozen=True)
class ScopeSchool:
    """A school of the case: as the letter writes it, and its code; "" while that is an open question.

    `match` is what the register makes of the written name, None for a school that a person has added.
    """

    written: str
    code: str
    match: SchoolMatch | None = None


@dataclass(frozen=True)
class CaseScope:
    """What a case is about. `past` and `planned` are calendar years, both ends included; None while open.

    `programmes` are addresses (slugs). `received` is the day that the letter came, None where nobody knows.
    """

    dnr: str = ""
    kind: str = Case.InquiryKind.WRITTEN_INQUIRY.value
    title: str = ""
    received: date | None = None
    senders: tuple[SenderContent, ...] = ()
    questions: tuple[str, ...] = ()
    schools: tuple[ScopeSchool, ...] = ()
    past: Years | None = None
    planned: Years | None = None
    programmes: tuple[str, ...] = ()
    board: str = ""
    administration: str = ""
    signatories: tuple[SignatoryContent, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the schools that are settled, each once."""
        return tuple(dict.fromkeys(school.code for school in self.schools if school.code))
