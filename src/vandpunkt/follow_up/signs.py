"""Signs before results: what should be seen of an intervention, and what people have seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.models import Observation, Sign
from vandpunkt.register.interventions.asking import intervention
from vandpunkt.register.models import Intervention
from vandpunkt.register.rows_with import rows_with
from vandpunkt.register.versions import create_kept

MOST_SIGNS = 3
SEEN = tuple((one.value, one.label) for one in Observation.Seen)


@dataclass(frozen=True)
class NewSign:
    """What should be seen, at the latest when, and who looks for it."""

    what: str
    when: date | Term
    by_whom: str = ""


@dataclass(frozen=True)
class ObservationRow:
    """What somebody saw on a day, in a word."""

    day: date
    seen: str
    seen_label: str
    note: str
    by: str


@dataclass(frozen=True)
class SignRow:
    """A sign with what has been seen of it, newest first. `due` is the last day to look."""

    id: int
    intervention_id: int
    intervention: str
    school_code: str
    school_name: str
    what: str
    due: date
    term: str
    by_whom: str
    made_up: bool
    observations: tuple[ObservationRow, ...]

    @property
    def when(self) -> str:
        """The term it was given as, else the day in ISO form."""
        return str(Term.from_code(self.term)) if self.term else self.due.isoformat()

    def is_due(self, today: date, ahead: int = 30) -> bool:
        """Whether it has not been looked for, and its last day is past or at most `ahead` days away."""
        return not self.observations and (self.due - today).days <= ahead


@transaction.atomic
def register_sign(
    intervention_id: int,
    *,
    what: str,
    when: date | Term,
    by_whom: str,
    made_up: bool = False,
    by: str,
    now: datetime,
) -> int:
    """Add a sign to an intervention; returns its id. Raises FieldProblem for a fourth, and for no text."""
    intervention(intervention_id)
    Intervention.objects.select_for_update().get(pk=intervention_id)
    if Sign.objects.filter(intervention=intervention_id).count() >= MOST_SIGNS:
        raise FieldProblem(
            "what",
            marked("Insatsen har redan {most} tecken, och fler ska ingen behöva följa."),
            most=MOST_SIGNS,
        )
    row = _new_sign(intervention_id, NewSign(what, when, by_whom))
    row.made_up = made_up
    return int(create_kept([row], by=by, now=now)[0].pk)


def register_first_signs(
    intervention_ids: Iterable[int], signs: Sequence[NewSign], *, by: str, now: datetime
) -> None:
    """Add the same signs to each of some interventions that have none yet.

    Raises FieldProblem for more signs than anybody should have to follow, and for no text.
    """
    if len(signs) > MOST_SIGNS:
        raise FieldProblem(
            "signs", marked("Högst {most} tecken: fler ska ingen behöva följa."), most=MOST_SIGNS
        )
    rows = [_new_sign(intervention_id, one) for intervention_id in intervention_ids for one in signs]
    create_kept(rows, by=by, now=now)


def _new_sign(intervention_id: int, new: NewSign) -> Sign:
    if not new.what.strip():
        raise FieldProblem("what", marked("Skriv vad som bör synas."))
    due, term = (new.when.last_day, new.when.code) if isinstance(new.when, Term) else (new.when, "")
    return Sign(
        intervention_id=intervention_id,
        what=new.what.strip(),
        due=due,
        term=term,
        by_whom=new.by_whom.strip(),
    )


@transaction.atomic
def record_observation(sign_id: int, *, day: date, seen: str, note: str = "", by: str, now: datetime) -> None:
    """Keep what somebody saw of a sign. Raises FieldProblem for a day to come."""
    if not Sign.objects.filter(pk=sign_id).exists():
        raise _unknown(sign_id)
    if day > localdate(now):
        raise FieldProblem("day", marked("Dagen har inte varit än. Skriv dagen du tittade."))
    if seen not in Observation.Seen.values:
        raise FieldProblem("seen", marked("Välj vad som syntes."))
    create_kept([Observation(sign_id=sign_id, day=day, seen=seen, note=note.strip(), by=by)], by=by, now=now)


def sign(sign_id: int) -> SignRow:
    """One sign. Raises Problem for an id that the register lacks."""
    found = sign_rows(Sign.objects.filter(pk=sign_id))
    if not found:
        raise _unknown(sign_id)
    return found[0]


def signs_of_intervention(intervention_id: int) -> tuple[SignRow, ...]:
    """The signs of an intervention, the first due first. One query."""
    return sign_rows(Sign.objects.filter(intervention=intervention_id))


def signs_of_school(school_code: str) -> tuple[SignRow, ...]:
    """The signs of all support at a school, the first due first. One query."""
    return sign_rows(Sign.objects.filter(intervention__school_unit=school_code))


def unobserved_signs(codes: Iterable[str] | None, until: date) -> tuple[SignRow, ...]:
    """Signs at some schools (None is every) that nobody has looked for and that are due by a day."""
    rows = Sign.objects.filter(due__lte=until).exclude(intervention__status__in=("declined", "stopped"))
    rows = rows.filter(~Exists(Observation.objects.filter(sign=OuterRef("pk"))))
    return sign_rows(rows if codes is None else rows.filter(intervention__school_unit__in=list(codes)))


def observation_row(row: Any) -> ObservationRow:
    """An observation, or a version of one, as a value."""
    return ObservationRow(row.day, row.seen, str(row.get_seen_display()), row.note, row.by)


def _unknown(sign_id: int) -> Problem:
    return Problem(marked("Registret har inget tecken {id}."), id=sign_id)


def sign_rows(rows: QuerySet[Sign]) -> tuple[SignRow, ...]:
    """Signs as values. One query."""
    found = rows_with(
        rows.select_related("intervention__programme", "intervention__school_unit").order_by("due", "pk"),
        observations=Observation.objects.order_by("-day", "-pk"),
    )
    return tuple(
        SignRow(
            id=row.pk,
            intervention_id=row.intervention_id,
            intervention=str(row.intervention.programme or row.intervention.wording),
            school_code=row.intervention.school_unit_id,
            school_name=row.intervention.school_unit.name,
            what=row.what,
            due=row.due,
            term=row.term,
            by_whom=row.by_whom,
            made_up=row.made_up,
            observations=tuple(map(observation_row, row.observations.all())),
        )
        for row in found
    )
