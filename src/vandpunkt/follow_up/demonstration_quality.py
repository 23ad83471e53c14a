"""A school's quality work made up for the demo: every part says that it is made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.follow_up.models import QualityCycle
from vandpunkt.follow_up.quality import NOT_MET, Goal, Part, cycle
from vandpunkt.follow_up.quality_changes import fill_part, sign_cycle, sign_part
from vandpunkt.follow_up.quality_proposals import proposed_part
from vandpunkt.register.versions import create_kept

MADE_UP = "Påhittat för demon: "
WRITER, SIGNER = f"{Role.HEAD_TEACHER.title} Demo", f"{Role.AREA_HEAD.title} Demo"


@transaction.atomic
def make_up_quality(code: str, *, now: datetime) -> None:
    """The school's last school year, written and signed, unless anybody has begun it."""
    year = Term.on(localdate(now)).school_year - 1
    if QualityCycle.objects.filter(school_unit=code, school_year=year.code).exists():
        return
    row = QualityCycle(school_unit_id=code, school_year=year.code, made_up=True)
    create_kept([row], by=WRITER, now=now)
    for part in _parts(code, year):
        fill_part(code, year, part, made_from=0, by=WRITER, now=now)
        version = cycle(code, year).part(part.kind).version
        sign_part(code, year, part.kind, made_from=version, by=SIGNER, now=now)
    sign_cycle(code, year, by=SIGNER, now=now)


def _parts(code: str, year: SchoolYear) -> Iterator[Part]:
    situation = proposed_part(code, year, "situation").text
    yield Part("situation", text=f"{situation}\n\n{MADE_UP}flera lärare är nya på skolan.")
    goal = Goal(f"{MADE_UP}fler elever når målen i alla ämnen", "all_subjects", 85.0, NOT_MET)
    yield Part("goals", text=f"{MADE_UP}målet gäller hela årskurs 9.", goals=(goal,))
    chosen = proposed_part(code, year, "support").interventions
    yield Part("support", text=f"{MADE_UP}stödet har gått som planerat.", interventions=chosen)
    yield Part("follow_up", text=f"{MADE_UP}samtal har hållits en gång i månaden.")
    yield Part("analysis", text=f"{MADE_UP}stödet nådde inte alla arbetslag.")
    yield Part("conclusions", text=f"{MADE_UP}nästa år planerar arbetslagen tillsammans.")
