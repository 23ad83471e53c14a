"""The scope that a letter proposes, for a person to look through."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from vandpunkt.cases.content import SenderContent
from vandpunkt.cases.models import Case
from vandpunkt.cases.scope.values import CaseScope, ScopeSchool, Years
from vandpunkt.reading.inquiry_facts import InquiryReading, StatedYears
from vandpunkt.register.models import Programme
from vandpunkt.register.school_matches import match_schools

_SURE_ENOUGH = 0.6


def proposed_scope(reading: InquiryReading) -> CaseScope:
    """The scope that a letter proposes. Schools that the register knows for certain have their code.

    Schools that the letter only mentions beside those it is about are left out. At most five queries.
    """
    about = [school for school in reading.schools if school.confidence >= _SURE_ENOUGH] or reading.schools
    matches = match_schools((school.name, school.place) for school in about)
    stamped = reading.received or reading.date
    return CaseScope(
        dnr=reading.dnr.value if reading.dnr else "",
        kind=reading.kind.value,
        title=reading.title.value if reading.title else "",
        received=date.fromisoformat(stamped.value) if stamped else None,
        senders=tuple(SenderContent(one.name, one.party or "", one.et_al) for one in reading.senders),
        questions=tuple(question.value for question in reading.questions),
        schools=tuple(ScopeSchool(match.written, match.code, match) for match in matches),
        past=_years(reading.past),
        planned=_years(reading.planned),
        programmes=_slugs([programme.value for programme in reading.programmes]),
        **usual_bodies(board=reading.board.value if reading.board else ""),
    )


def usual_bodies(*, board: str = "") -> dict[str, Any]:
    """The board and the administration, by field: as stated, as in the newest case, or as in the settings."""
    newest = Case.objects.order_by("-opened_at", "-pk").first()
    return {
        "board": board or (newest.board if newest else str(settings.ORGANISER.get("board", ""))),
        "administration": newest.administration
        if newest
        else str(settings.ORGANISER.get("administration", "")),
    }


def _years(stated: StatedYears | None) -> Years | None:
    return (stated.first, stated.last) if stated else None


def _slugs(names: list[str]) -> tuple[str, ...]:
    known = dict(Programme.objects.filter(name__in=names).values_list("name", "slug")) if names else {}
    return tuple(known[name] for name in names if name in known)
