"""Who is meant by the name of a partner; one that the register lacks is added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.reading.characters import folded
from vandpunkt.register.models import Partner
from vandpunkt.register.versions import create_kept

_LONGEST, _QUOTED = 200, 40


def partners_named(names: Iterable[str], *, by: str, now: datetime) -> dict[str, Partner]:
    """The partners that some names mean, by name; those that the catalogue lacks are added.

    Raises FieldProblem for a new name that is longer than a name can be.
    """
    rows = list(Partner.objects.order_by("-name"))
    known = {folded(name): row for row in rows for name in row.aliases}
    known |= {folded(row.name): row for row in rows}
    named = dict.fromkeys(names)
    lacking: dict[str, str] = {}
    for name in named:
        if folded(name) not in known:
            if len(name) > _LONGEST:
                raise FieldProblem(
                    "partners",
                    marked("«{name} …» är för långt för en samverkanspart: högst {limit} tecken."),
                    name=name[:_QUOTED],
                    limit=_LONGEST,
                )
            lacking.setdefault(folded(name), name)
    new = [Partner(name=name) for name in lacking.values()]
    known |= {folded(row.name): row for row in create_kept(new, by=by, now=now)}
    return {name: known[folded(name)] for name in named}
