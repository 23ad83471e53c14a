"""Writing the quality cycle: part by part, signed part by part and whole, carried over to the next year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.models import QualityCycle, QualityPart
from vandpunkt.follow_up.quality import EMPTY, MET, NOT_TOLD, PARTS, Goal, Part, cycle
from vandpunkt.follow_up.quality_report import goal_in_words
from vandpunkt.register.indicators import INDICATORS
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.meanwhile import changed_meanwhile, differences
from vandpunkt.register.models import Intervention, SchoolUnit
from vandpunkt.register.undoing import undo_latest
from vandpunkt.register.versions import change_kept, create_kept

NOTHING = "–"
_WRITTEN = {"text": marked("Text"), "goals": marked("Mål"), "interventions": marked("Insatser")}


@transaction.atomic
def fill_part(
    school_code: str, school_year: SchoolYear, part: Part, *, made_from: int, by: str, now: datetime
) -> bool:
    """Let a part say this; returns whether anything differs. A signed part is unsigned by a change.

    Raises FieldProblem for a goal with an unknown indicator or an impossible level, and for an intervention
    that is not the school's; ChangedMeanwhile where somebody else has saved the part since the form was made;
    Problem where the whole is signed.
    """
    _check(school_code, part)
    kept = _cycle(school_code, school_year, by=by, now=now)
    _refuse_signed(kept)
    row = QualityPart.objects.filter(cycle=kept, kind=part.kind).first()
    if row is None:
        if made_from:
            raise Problem(marked("Delen finns inte kvar. Öppna sidan igen."))
        create_kept([QualityPart(cycle=kept, kind=part.kind, **_values(part))], by=by, now=now)
        return True
    if all(getattr(row, name) == value for name, value in _values(part).items()):
        return False
    _check_version(row, part, made_from)
    _save(row, _values(part) | {"signed_by": "", "signed_at": None}, by=by, now=now)
    return True


@transaction.atomic
def sign_part(
    school_code: str, school_year: SchoolYear, kind: str, *, made_from: int, by: str, now: datetime
) -> None:
    """Sign a part in the version that one has read. Raises Problem for an empty part or another version."""
    kept = _cycle(school_code, school_year, by=by, now=now)
    _refuse_signed(kept)
    read = cycle(school_code, school_year).part(kind)
    if read.state == EMPTY:
        raise Problem(marked("Delen {part} är tom. Fyll i den först."), part=read.name.lower())
    row = QualityPart.objects.get(cycle=kept, kind=kind)
    _check_version(row, read, made_from)
    _save(row, {"signed_by": by, "signed_at": now}, by=by, now=now)


@transaction.atomic
def sign_cycle(school_code: str, school_year: SchoolYear, *, by: str, now: datetime) -> None:
    """Sign the whole; from then on it is not changed. Raises Problem while a part is not signed."""
    kept = _cycle(school_code, school_year, by=by, now=now)
    _refuse_signed(kept)
    left = cycle(school_code, school_year).left
    if left:
        raise Problem(
            marked("Alla delar ska vara signerade först. Kvar: {parts}."),
            parts=", ".join(part.name.lower() for part in left),
        )
    _save(kept, {"signed_by": by, "signed_at": now}, by=by, now=now)


def part_key(school_code: str, school_year: SchoolYear, kind: str) -> int:
    """The key of a part, for undoing; 0 where nobody has written it. Raises Problem for no such part."""
    if kind not in PARTS:
        raise Problem(marked("Kvalitetsarbetet har ingen del {kind}."), kind=kind)
    rows = QualityPart.objects.filter(cycle__school_unit=school_code, cycle__school_year=school_year.code)
    return rows.filter(kind=kind).values_list("pk", flat=True).first() or 0


@transaction.atomic
def undo_part(
    school_code: str,
    school_year: SchoolYear,
    kind: str,
    *,
    version: int,
    by: str,
    now: datetime,
    account: int | None = None,
) -> None:
    """Undo one's own latest change of a part, or signing of it.

    Raises Problem as `undo_latest` does, and where the whole is signed.
    """
    rows = QualityCycle.objects.select_for_update()
    for kept in rows.filter(school_unit=school_code, school_year=school_year.code):
        _refuse_signed(kept)
    key = part_key(school_code, school_year, kind)
    undo_latest("follow_up.qualitypart", key, version=version, by=by, now=now, account=account)


@transaction.atomic
def carry_over(school_code: str, school_year: SchoolYear, *, by: str, now: datetime) -> tuple[str, ...]:
    """Bring the year before into a year: conclusions to the situation, unmet goals to the goals.

    What somebody has written is left alone; returns the parts that were filled.
    """
    before, after = cycle(school_code, school_year - 1), cycle(school_code, school_year)
    unmet = tuple(
        replace(goal, outcome=NOT_TOLD) for goal in before.part("goals").goals if goal.outcome != MET
    )
    brought = [Part("situation", text=before.part("conclusions").text), Part("goals", goals=unmet)]
    filled = []
    for part in brought:
        if part.state != EMPTY and after.part(part.kind).state == EMPTY:
            made_from = after.part(part.kind).version
            fill_part(school_code, school_year, part, made_from=made_from, by=by, now=now)
            filled.append(part.kind)
    return tuple(filled)


def _check(school_code: str, part: Part) -> None:
    if part.kind not in PARTS:
        raise Problem(marked("Kvalitetsarbetet har ingen del {kind}."), kind=part.kind)
    check_goals(part.goals)
    ours = {row.id for row in interventions([school_code])} if part.interventions else set()
    if set(part.interventions) - ours:
        raise FieldProblem("interventions", marked("Välj bland skolans egna insatser i registret."))


def check_goals(goals: Iterable[Goal]) -> None:
    """Raises FieldProblem for a goal without words, an unknown indicator, or an impossible level."""
    for number, goal in enumerate(goals, start=1):
        entry = INDICATORS.get(goal.indicator)
        if not goal.text.strip():
            raise FieldProblem("goals", marked("Mål {number}: skriv målet i ord."), number=number)
        if goal.indicator and entry is None:
            raise FieldProblem(
                "goals",
                marked("Mål {number}: måttet {name} finns inte."),
                number=number,
                name=goal.indicator,
            )
        if (goal.level is None) != (entry is None):
            raise FieldProblem(
                "goals", marked("Mål {number}: ange både mått och nivå, eller inget av dem."), number=number
            )
        most = 100 if entry and entry.is_share else 340 if entry and entry.unit == "points" else 100_000
        if goal.level is not None and not 0 <= goal.level <= most:
            raise FieldProblem(
                "goals",
                marked("Mål {number}: nivån ska ligga mellan 0 och {most}."),
                number=number,
                most=most,
            )


def _values(part: Part) -> dict[str, Any]:
    return {
        "text": part.text.strip(),
        "goals": [asdict(goal) for goal in part.goals],
        "interventions": list(part.interventions),
    }


def _cycle(school_code: str, school_year: SchoolYear, *, by: str, now: datetime) -> QualityCycle:
    """The row of the cycle, locked; made where it is not there yet."""
    rows = QualityCycle.objects.select_for_update()
    kept = rows.filter(school_unit=school_code, school_year=school_year.code).first()
    if kept is None:
        if not SchoolUnit.objects.filter(code=school_code, own=True).exists():
            raise Problem(marked("Registret har ingen egen skola {code}."), code=school_code)
        new = QualityCycle(school_unit_id=school_code, school_year=school_year.code)
        (kept,) = create_kept([new], by=by, now=now)
    return kept


def _refuse_signed(kept: QualityCycle) -> None:
    if kept.signed_at:
        raise Problem(
            marked("Kvalitetsarbetet {year} är signerat av {by} och ändras inte längre."),
            year=kept.school_year,
            by=kept.signed_by,
        )


def _check_version(row: Any, wanted: Part, made_from: int) -> None:
    newest = row.history.select_related("history_user").latest("history_id")
    if newest.history_id == made_from:
        return
    base = row.history.filter(history_id=made_from).first() or QualityPart()
    mine = SimpleNamespace(**_values(wanted))
    raise changed_meanwhile(newest, differences(_WRITTEN, _in_words, base, row, mine))


def _in_words(field: str, value: Any) -> str:
    if field == "goals":
        return "\n".join(goal_in_words(Goal(**one)) for one in value) or NOTHING
    if field == "interventions":
        rows = Intervention.objects.filter(pk__in=value)
        return "\n".join(rows.values_list("wording", flat=True)) or NOTHING
    return value or NOTHING


def _save(row: Any, values: dict[str, Any], *, by: str, now: datetime) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    change_kept([row], list(values), by=by, now=now)
