"""Where schools stood, and one school, on a past day."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.template.defaultfilters import date as written
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.past import past_school
from vandpunkt.register.schools import own_schools
from vandpunkt.register.standing import latest_fit
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.past.values import Cell, PastPage, Table, columns, stated
from vandpunkt.web.schools.standing_lines import StandingLine, lines_of, past_glances
from vandpunkt.web.schools.year_charts import years_until
from vandpunkt.web.swedish_order import swedish_order
from vandpunkt.web.templatetags.vandpunkt import whole_percent


def past_standing_page(request: HttpRequest, moment: datetime) -> PastPage:
    """Every school of ours, with the figures, the support and the computation of that day."""
    every = sorted(own_schools(as_of=moment), key=lambda one: (swedish_order(one.name), one.code))
    found = page_of(every, asked_page(request))
    fit = latest_fit(as_of=moment)
    glances = past_glances(found.items, Term.on(localdate(moment)), moment)
    told = _("Läget är beräknat {fitted}. Gränsen är {line}.")
    table = Table(
        key="schools",
        title=_("Skola för skola"),
        columns=columns(
            _("Skola"),
            _("Område"),
            _("Behöver stöd"),
            numbers=(_("Senast publicerat, procent"), _("Pågående insatser")),
        ),
        rows=tuple(map(_standing_row, lines_of(glances, years_until(None), fit, as_of=moment))),
        otherwise=_("Registret hade inga egna skolor med årskurs 9 den dagen."),
        source=told.format(fitted=written(fit.fitted_at, "j F Y"), line=whole_percent(fit.threshold))
        if fit
        else "",
    )
    return PastPage(_("Läget"), tables=(table,), found=found)


def _standing_row(line: StandingLine) -> tuple[Cell, ...]:
    latest = f"{line.latest.text} ({line.latest_year})" if line.latest else "–"
    return (
        Cell(line.school.name, reverse("school", args=[line.school.code])),
        Cell(line.school.area or "–"),
        Cell(line.need_word or "–"),
        Cell(latest),
        Cell(str(line.support)),
    )


def past_school_page(request: HttpRequest, moment: datetime, code: str) -> PastPage:
    """What the register said of a school and of its support."""
    found = past_school(code, moment)
    facts = (
        (_("Skolenhetskod"), found.code),
        (_("Område"), found.area),
        (_("Kommun"), found.municipality),
        (_("Huvudman"), found.operator),
    )
    table = Table(
        key="support",
        title=_("Insatser"),
        columns=columns(_("Insats"), _("Program"), _("Period")),
        rows=tuple(
            (
                Cell(row.wording, reverse("intervention", args=[row.id])),
                Cell(row.programme or "–"),
                Cell(str(row.period)),
            )
            for row in interventions([code], as_of=moment)
        ),
        otherwise=_("Registret hade inga insatser vid skolan den dagen."),
    )
    return PastPage(found.name, facts=stated(facts), tables=(table,))
