"""A scope as rows of its case: the address, the subject, and a row for each question, sender and school."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from vandpunkt.cases.content import SenderContent, SignatoryContent
from vandpunkt.cases.models import Case, CaseProgramme, CaseSchool, Question, Sender, Signatory
from vandpunkt.cases.wording import inside_sentence
from vandpunkt.domain.diarienummer import Diarienummer
from vandpunkt.register.models import Programme


def address_of(number: Diarienummer) -> str:
    """The case's address: the number's own, with å, ä and ö as the letters that addresses have."""
    plain = unicodedata.normalize("NFD", number.slug)
    return "".join(character for character in plain if not unicodedata.combining(character))


def subject_of(kind: str, title: str) -> str:
    """`Skrivelse om att vända skolresultat`."""
    return f"{kind.capitalize()} om {inside_sentence(title)}"[:300]


def question_rows(case: Case, questions: Iterable[str]) -> list[Question]:
    """The questions as rows, in order."""
    return [Question(case=case, text=text, position=at) for at, text in enumerate(questions)]


def sender_rows(case: Case, senders: Iterable[SenderContent]) -> list[Sender]:
    """The senders as rows, in order."""
    return [
        Sender(case=case, name=one.name, party=one.party, et_al=one.et_al, position=at)
        for at, one in enumerate(senders)
    ]


def signatory_rows(case: Case, signatories: Iterable[SignatoryContent]) -> list[Signatory]:
    """Who signs as rows, in order."""
    return [
        Signatory(case=case, name=one.name, title=one.title, position=at)
        for at, one in enumerate(signatories)
    ]


def school_rows(case: Case, codes: Iterable[str]) -> list[CaseSchool]:
    """The schools as rows, in order."""
    return [CaseSchool(case=case, school_unit_id=code, position=at) for at, code in enumerate(codes)]


def programme_rows(case: Case, slugs: Iterable[str]) -> list[CaseProgramme]:
    """The programmes as rows, in order; slugs that the catalogue lacks are left out."""
    wanted = list(dict.fromkeys(slugs))
    known = dict(Programme.objects.filter(slug__in=wanted).values_list("slug", "pk"))
    return [
        CaseProgramme(case=case, programme_id=known[slug], position=at)
        for at, slug in enumerate(wanted)
        if slug in known
    ]
