"""Who led schools and areas, as the register said on a past day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.http import HttpRequest
from django.template.defaultfilters import date as written
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.roles import Role
from vandpunkt.register.past import past_school
from vandpunkt.register.people.areas import past_area
from vandpunkt.register.people.assignments import Holder, past_holders
from vandpunkt.web.past.values import Cell, PastPage, Table, columns

_LISTED = (Role.HEAD_TEACHER, Role.COORDINATOR, Role.AREA_HEAD)


def past_people_page(request: HttpRequest, moment: datetime, code: str) -> PastPage:
    """Who the register said lead, had led or would lead a school, role by role."""
    school, held = past_school(code, moment), past_holders(code, moment)
    tables = tuple(
        _holders(role.value, _(role.title), [one for one in held if one.role is role], localdate(moment))
        for role in _LISTED
    )
    lead = f"{school.name}, {school.area}" if school.area else school.name
    return PastPage(_("Ansvariga"), lead=lead, tables=tables)


def past_area_page(request: HttpRequest, moment: datetime, area_id: int) -> PastPage:
    """The schools of an area, and who led it."""
    found = past_area(area_id, moment)
    schools = Table(
        key="schools",
        title=_("Skolor"),
        columns=columns(_("Skola"), _("Skolenhetskod")),
        rows=tuple((Cell(name, reverse("school", args=[code])), Cell(code)) for code, name in found.schools),
        otherwise=_("Området hade inga skolor den dagen."),
    )
    heads = _holders("heads", _(Role.AREA_HEAD.title), found.heads, localdate(moment))
    return PastPage(found.name, tables=(schools, heads))


def _holders(key: str, title: str, held: Sequence[Holder], day: date) -> Table:
    return Table(
        key=key,
        title=title,
        columns=columns(_("Namn"), _("Från och med"), _("Till och med")),
        rows=tuple(
            (
                Cell(f"{one.name} ({_('den dagen')})" if one.on(day) else one.name),
                Cell(written(one.start, "j F Y")),
                Cell(written(one.end, "j F Y") if one.end else _("tills vidare")),
            )
            for one in reversed(held)
        ),
        otherwise=_("Ingen angiven."),
    )
