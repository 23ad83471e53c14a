"""Interventions and the catalogue of programmes on a past day."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vandpunkt.follow_up.past import past_signs
from vandpunkt.register.interventions.details import FIELD_NAMES, details_of, in_words
from vandpunkt.register.interventions.listing import Choice, InterventionLine, past_interventions
from vandpunkt.register.past import past_intervention, past_programme, past_programmes
from vandpunkt.register.programmes import details
from vandpunkt.register.schools import school
from vandpunkt.web.access import may_see_notes
from vandpunkt.web.list_pages import asked_page
from vandpunkt.web.past.values import Cell, PastPage, Table, columns, stated

WORKING_MATERIAL = frozenset({"dialogue_notes"})
"""What of an intervention is for those who have the school."""
CHOSEN = ("school", "programme", "status", "term")
"""What the list of interventions is chosen by on any day; signs are asked for today alone."""


def past_interventions_page(request: HttpRequest, moment: datetime, choice: Choice) -> PastPage:
    """The interventions that the address chooses, a page at a time."""
    found = past_interventions(choice, moment, page=asked_page(request))
    table = Table(
        key="support",
        title=_("Insatser i registret"),
        columns=columns(_("Ordalydelse i svaret"), _("Skola"), _("Program"), _("Period"), _("Status")),
        rows=tuple(map(_row, found.lines)),
        otherwise=_("Ingen insats passade det du har valt den dagen."),
    )
    return PastPage(_("Insatser"), tables=(table,), found=found)


def _row(line: InterventionLine) -> tuple[Cell, ...]:
    return (
        Cell(line.row.wording, reverse("intervention", args=[line.row.id])),
        Cell(line.school.name, reverse("school", args=[line.school.code])),
        Cell(line.row.abbreviation or line.row.programme or "–"),
        Cell(str(line.row.period)),
        Cell(in_words("status", line.row.status)),
    )


def past_intervention_page(request: HttpRequest, moment: datetime, row_id: int) -> PastPage:
    """What was stated of an intervention; notes and signs are for those who have the school."""
    row = past_intervention(row_id, moment)
    told, inside = details_of(row), may_see_notes(request, row.school_unit_code)
    facts = stated(
        (_(name), in_words(field, getattr(told, field), _))
        for field, name in FIELD_NAMES.items()
        if inside or field not in WORKING_MATERIAL
    )
    lead = school(row.school_unit_code, as_of=moment).name
    tables = (_signs(row_id, moment),) if inside else ()
    return PastPage(row.programme or row.wording, lead=lead, facts=facts, tables=tables)


def _signs(row_id: int, moment: datetime) -> Table:
    return Table(
        key="signs",
        title=_("Tecken före resultat"),
        columns=columns(_("Vad som bör synas"), _("Senast"), _("Vem som tittar")),
        rows=tuple(
            (Cell(what, reverse("sign", args=[key])), Cell(when), Cell(by_whom or "–"))
            for key, what, when, by_whom in past_signs(row_id, moment)
        ),
        otherwise=_("Inget tecken var bestämt den dagen."),
    )


def past_catalogue_page(request: HttpRequest, moment: datetime) -> PastPage:
    """The programmes that the catalogue had."""
    table = Table(
        key="programmes",
        title=_("Program i katalogen"),
        columns=columns(_("Program"), _("Förkortning")),
        rows=tuple(
            (Cell(name, reverse("programme", args=[slug])), Cell(abbreviation or "–"))
            for slug, name, abbreviation in past_programmes(moment)
        ),
        otherwise=_("Katalogen hade inga program den dagen."),
    )
    return PastPage(_("Program"), tables=(table,))


def past_programme_page(request: HttpRequest, moment: datetime, slug: str) -> PastPage:
    """What the catalogue said of a programme."""
    row = past_programme(slug, moment)
    facts = stated(
        (_(name), details.in_words(field, getattr(row, field)))
        for field, name in details.FIELD_NAMES.items()
        if field != "name"
    )
    return PastPage(row.name, facts=facts)
