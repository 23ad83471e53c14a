"""Which programme a name means: its own, its abbreviation or another; one that is lacking is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.reading.characters import folded
from vandpunkt.reading.facts import InterventionFact
from vandpunkt.register.models import Programme
from vandpunkt.register.programmes.descriptions import create_described

_LONGEST, _QUOTED = 200, 40


def programmes_by_every_name() -> dict[str, Programme]:
    """The programme that each name means, by the name as it is compared. One query.

    Where two programmes have a name in common it is the one's own name, else its abbreviation, else another.
    """
    rows = list(Programme.objects.order_by("-name"))
    others = {folded(name): row for row in rows for name in row.aliases}
    abbreviations = {folded(row.abbreviation): row for row in rows if row.abbreviation}
    return others | abbreviations | {folded(row.name): row for row in rows}


def named_programme(called: str) -> Programme:
    """The programme that is called so, or has the address, whatever the case of the letters.

    Raises Problem, with the programmes that schools have had, where there is none.
    """
    known = programmes_by_every_name()
    wanted = folded(called)
    found = known.get(wanted) or next((row for row in known.values() if row.slug == wanted), None)
    if found is None:
        had = Programme.objects.filter(interventions__accepted_at__isnull=False).distinct().order_by("name")
        raise Problem(
            marked("Registret har inget program {programme}. Program som skolor har haft: {known}."),
            programme=called,
            known=", ".join(str(one) for one in had) or "–",
        )
    return found


def programme_slug(called: str) -> str:
    """The address of the programme that is called so. Raises Problem where there is none."""
    return named_programme(called).slug


def programmes_by_name(facts: Sequence[InterventionFact], *, by: str, now: datetime) -> dict[str, Programme]:
    """The programmes that the items name, by that name; those that the catalogue lacks become proposed.

    Raises FieldProblem for a new name that is longer than a name can be.
    """
    known = programmes_by_every_name()
    abbreviations = {
        fact.programme: fact.abbreviation for fact in facts if fact.programme and fact.abbreviation
    }
    named = dict.fromkeys(fact.programme for fact in facts if fact.programme)
    lacking: dict[str, str] = {}
    for name in named:
        if folded(name) not in known:
            if len(name) > _LONGEST:
                raise FieldProblem(
                    "programme",
                    marked("«{name} …» är för långt för ett program: högst {limit} tecken."),
                    name=name[:_QUOTED],
                    limit=_LONGEST,
                )
            lacking.setdefault(folded(name), name)
    new = [
        Programme(name=name, abbreviation=abbreviations.get(name) or "", proposed=True)
        for name in lacking.values()
    ]
    known |= {folded(row.name): row for row in create_described(new, by=by, now=now)}
    return {name: known[folded(name)] for name in named}
