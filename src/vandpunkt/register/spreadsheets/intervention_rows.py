"""Interventions as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import override

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.register.interventions.asking import intervention_version
from vandpunkt.register.interventions.changing import change_intervention, register_interventions
from vandpunkt.register.interventions.details import FIELD_NAMES, Details, details_of
from vandpunkt.register.interventions.listing import (
    Choice,
    InterventionLine,
    chosen_ids,
    intervention_lines,
)
from vandpunkt.register.models import Intervention, Programme
from vandpunkt.register.spreadsheets import cells
from vandpunkt.register.spreadsheets.cells import Field
from vandpunkt.register.spreadsheets.new_rows import SCHOOL, SCHOOL_CODE, numbered_rows, school_of_new_row
from vandpunkt.register.spreadsheets.stated import Stated

PROGRAMME = "Program"
ABOUT = (SCHOOL_CODE, SCHOOL, PROGRAMME)


def fields() -> tuple[Field, ...]:
    """The columns that people write in."""
    words = _status_words()
    how: dict[str, dict[str, Any]] = {
        "status": {
            "write": {code: word for word, code in words.items()}.__getitem__,
            "read": lambda text: cells.chosen(words, text),
            "choices": tuple(words),
        },
        "period": {"write": cells.write_period, "read": cells.read_period},
        "wording": {"width": 60},
        "partners": {"write": "\n".join, "read": cells.lines, "width": 30},
        "status_date": {"write": cells.write_day, "read": cells.read_day, "width": 13},
        "offered_date": {"write": cells.write_day, "read": cells.read_day, "width": 13},
        "dialogue_date": {"write": cells.write_day, "read": cells.read_day, "width": 13},
        "dialogue_notes": {"width": 40},
        "decision_date": {"write": cells.write_day, "read": cells.read_day, "width": 13},
        "decision_delegated": {
            "write": cells.write_yes,
            "read": cells.read_yes,
            "choices": ("ja", "nej"),
            "width": 12,
        },
        "funding": {"write": cells.write_funding, "read": cells.read_funding, "width": 40},
    }
    return tuple(
        Field(name, title, longest=_longest(name), **how.get(name, {})) for name, title in FIELD_NAMES.items()
    )


def _status_words() -> dict[str, str]:
    with override("sv"):
        return {str(one.label): one.value for one in Intervention.Status}


def _longest(name: str) -> int | None:
    plain = {"wording", "status_reason", "offered_to", "responsible"}
    plain |= {"dialogue_with", "dialogue_notes", "decision_by", "decision_ground"}
    return getattr(Intervention._meta.get_field(name), "max_length", None) if name in plain else None


def about_choices() -> dict[str, tuple[str, ...]]:
    """The programmes that a new row can be of."""
    return {PROGRAMME: tuple(Programme.objects.order_by("name").values_list("name", flat=True))}


def found(keys: Iterable[str], codes: Collection[str] | None) -> dict[str, Stated]:
    """The accepted rows with these ids, by id as text."""
    return {str(line.row.id): stated(line, codes) for line in intervention_lines(numbered_rows(keys))}


def stated(line: InterventionLine, codes: Collection[str] | None = None) -> Stated:
    """One row as a spreadsheet knows it."""
    programme = line.row.programme or ""
    return Stated(
        key=str(line.row.id),
        version=line.row.version,
        details=details_of(line.row),
        about=(line.school.code, line.school.name, programme),
        name=f"{line.school.name}: {line.row.abbreviation or programme or line.row.wording[:40]}",
        own=codes is None or line.school.code in codes,
    )


def listed(codes: Collection[str] | None, choice: Choice | None) -> list[Stated]:
    """The accepted rows that are asked for, by school."""
    return [stated(line) for line in intervention_lines(chosen_ids(choice or Choice(), codes=codes))]


def version(key: str, number: int) -> Details | None:
    """What a row stated in a version; None where it never was in that one."""
    row = intervention_version(int(key), number)
    return details_of(row) if row else None


def change(key: str, *, details: Details, made_from: int, by: str, now: datetime) -> None:
    """Change a row as its form does."""
    change_intervention(int(key), details=details, made_from=made_from, by=by, now=now)


def add(
    about: dict[str, str], *, details: Details, codes: Collection[str] | None, by: str, now: datetime
) -> str:
    """Register a row as the form does; returns what it is about. Raises FieldProblem for a foreign school."""
    school = school_of_new_row(about, codes)
    slugs = _slugs()
    programme = about.get(PROGRAMME, "").strip()
    if programme.lower() not in slugs:
        raise FieldProblem(
            PROGRAMME,
            marked("Registret har inget program «{programme}». Välj ett i listan."),
            programme=programme,
        )
    register_interventions(
        programme=slugs[programme.lower()], school_codes=[school.code], details=details, by=by, now=now
    )
    return f"{school.name}: {programme}"


def _slugs() -> dict[str, str]:
    """The addresses of programmes by name and by abbreviation, in small letters."""
    rows = list(Programme.objects.values_list("name", "abbreviation", "slug"))
    short = {abbreviation.lower(): slug for _, abbreviation, slug in rows if abbreviation}
    return short | {name.lower(): slug for name, _, slug in rows}


def empty() -> Details:
    """A row of which nothing is stated."""
    return Details()
