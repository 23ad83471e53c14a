"""Opening a case from a document that states what it is about."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction

from vandpunkt.cases.content import SenderContent
from vandpunkt.cases.models import Attachment, Case, OwnText, Signatory, Step
from vandpunkt.cases.path.layout import Consultation, PathPlan, lay_out_path
from vandpunkt.cases.path.states import State
from vandpunkt.cases.scope.rows import address_of, question_rows, school_rows, sender_rows, subject_of
from vandpunkt.domain.diarienummer import Diarienummer
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import DocumentFacts, Reading, Section, Window
from vandpunkt.register.schools import find_school
from vandpunkt.register.versions import create_kept

_ASKED = re.compile(r"[Ff]rågorna handlar om (?P<asked>[^.?]+)[.?]")


@transaction.atomic
def open_case(reading: Reading, *, by: str, now: datetime) -> str:
    """Open the case that a read statement answers, with its schools, questions, steps and own texts.

    Returns the case's slug. A case with the same diarienummer is left as it is. `by` is kept in the history.
    Raises Problem when the document lacks what a case needs, or names a school that the register lacks.
    """
    facts = reading.document
    dnr = _diarienummer(facts)
    existing = Case.objects.filter(dnr=str(dnr)).first()
    if existing:
        return existing.slug
    past, planned = _windows(facts)
    codes = [find_school(name).code for name in facts.schools]
    case = Case(
        dnr=str(dnr),
        slug=address_of(dnr),
        title=facts.title or str(dnr),
        subject=subject_of(Case.InquiryKind.WRITTEN_INQUIRY, facts.title) if facts.title else "",
        board=facts.board or "",
        administration=facts.administration or "",
        past_from=int(past.start[:4]),
        past_to=int(past.end[:4]),
        planned_from=int(planned.start[:4]),
        planned_to=int(planned.end[:4]),
        opened_at=now,
    )
    create_kept([case], by=by, now=now)
    create_kept(school_rows(case, codes), by=by, now=now)
    _keep_people(case, facts, by=by, now=now)
    create_kept(question_rows(case, asked(reading.sections)), by=by, now=now)
    lay_out_path(case, _path_plan(facts), by=by, now=now)
    create_kept(_own_texts(case, reading.sections), by=by, now=now)
    return case.slug


def _diarienummer(facts: DocumentFacts) -> Diarienummer:
    if not facts.dnr:
        raise Problem(marked("Dokumentet anger inget diarienummer. Utan det kan inget ärende läggas upp."))
    return Diarienummer.parse(facts.dnr)


def _windows(facts: DocumentFacts) -> tuple[Window, Window]:
    if not facts.past or not facts.planned:
        raise Problem(
            marked("Dokumentet {dnr} säger inte vilka år frågorna gäller. Lägg upp ärendet för hand."),
            dnr=facts.dnr,
        )
    return facts.past, facts.planned


def _keep_people(case: Case, facts: DocumentFacts, *, by: str, now: datetime) -> None:
    senders = [SenderContent(one.name, one.party or "", one.et_al) for one in facts.senders]
    create_kept(sender_rows(case, senders), by=by, now=now)
    Signatory.objects.bulk_create(
        Signatory(case=case, name=one.name, title=one.title, position=position)
        for position, one in enumerate(facts.signatories)
    )
    Attachment.objects.bulk_create(
        Attachment(case=case, title=title, position=position)
        for position, title in enumerate(facts.attachments)
    )


def asked(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The questions that the prose says the inquiry asks: «Frågorna handlar om A samt B.»"""
    for section in sections:
        for paragraph in section.paragraphs:
            found = _ASKED.search(paragraph)
            if found:
                return tuple(re.split(r" samt (?=vilke|hur|vad|om )", found["asked"].strip()))
    return ()


def _path_plan(facts: DocumentFacts) -> PathPlan:
    """What a finished statement says of its own path: it has been prepared, and who will be consulted."""
    kinds = Step.Kind
    return PathPlan(
        departments=facts.prepared_by,
        consultations=tuple(
            Consultation(
                kinds.UNION_CONSULTATION if "fackliga" in one.body.lower() else kinds.COUNCIL,
                one.body,
                date.fromisoformat(one.date) if one.date else None,
            )
            for one in facts.consultations
        ),
        state=State.IN_PREPARATION,
    )


_OWN_SECTIONS = (
    (OwnText.Section.SUMMARY, re.compile(r"sammanfattning", re.I)),
    (OwnText.Section.BACKGROUND, re.compile(r"bakgrund|^ärendet$", re.I)),
    (OwnText.Section.VIEWS, re.compile(r"synpunkter", re.I)),
    (OwnText.Section.CONSEQUENCES, re.compile(r"konsekvenser", re.I)),
)


def _own_texts(case: Case, sections: tuple[Section, ...]) -> list[OwnText]:
    texts = []
    for kind, heading in _OWN_SECTIONS:
        section = next((one for one in sections if heading.search(one.heading)), None)
        if section and section.paragraphs:
            texts.append(OwnText(case=case, section=kind, text="\n\n".join(section.paragraphs)))
    return texts
