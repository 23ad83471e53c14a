"""A case on a past day."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vandpunkt.cases.past import past_case
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.web.access import decided_only
from vandpunkt.web.past.values import Cell, Passage, PastPage, Table, columns


def past_case_page(request: HttpRequest, moment: datetime, slug: str) -> PastPage:
    """What a case was about and how far it had come. Who sees decided cases alone sees none before that."""
    found = past_case(slug, moment)
    if not found.decided and decided_only(request, "case"):
        raise Problem(marked("Ärendet var inte beslutat den dagen. Det var arbetsmaterial och visas inte."))
    asked = Passage("questions", _("Frågorna"), text="", items=found.questions)
    facts = (*found.facts, *_listed(found.senders, found.programmes))
    schools = Table(
        key="schools",
        title=_("Skolor"),
        columns=columns(_("Skola"), _("Skolenhetskod")),
        rows=tuple((Cell(name, reverse("school", args=[code])), Cell(code)) for code, name in found.schools),
        otherwise=_("Ärendet hade inga skolor den dagen."),
    )
    steps = Table(
        key="steps",
        title=_("Ärendets gång"),
        columns=columns(_("Steg"), _("Planerat"), _("Gjort"), _("Utfall")),
        rows=tuple(
            (Cell(one.name), Cell(one.planned or "–"), Cell(one.done or "–"), Cell(one.outcome or "–"))
            for one in found.steps
        ),
        otherwise=_("Inga steg var införda den dagen."),
    )
    return PastPage(found.title, facts=facts, passages=(asked,), tables=(schools, steps))


def _listed(senders: tuple[str, ...], programmes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    told = ((_("Avsändare"), senders), (_("Program"), programmes))
    return tuple((name, ", ".join(values)) for name, values in told if values)
