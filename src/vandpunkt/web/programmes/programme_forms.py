"""The form that a programme of the catalogue is added and changed with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.programmes.details import (
    FIELD_NAMES,
    DocumentEntry,
    EvidenceEntry,
    ProgrammeDetails,
)
from vandpunkt.web.fields import LinesField, PeriodField
from vandpunkt.web.row_fields import FormWithRows, Row, RowPart, RowsField

_ADDRESS = RowPart("address", _("Webbadress"), wide=True)
_YEARS: dict[str, Any] = {"min_value": 0, "max_value": 20, "required": False}


def _read_places(line: Row) -> tuple[SchoolYear, int]:
    digits = "".join(line["places"].split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
        raise Problem(marked("Skriv hur många skolor som får plats, med siffror."))
    return SchoolYear.parse(line["year"]), int(digits)


def _write_places(value: tuple[SchoolYear, int]) -> Row:
    return {"year": str(value[0]), "places": str(value[1])}


def _text(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProgrammeForm(FormWithRows):
    """Everything that people state of a programme."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(max_length=200)
    abbreviation = forms.CharField(max_length=30, required=False, help_text=_("Till exempel KSBS."))
    aliases = LinesField(required=False, help_text=_("Namn som dokument använder, ett på varje rad."))
    purpose = forms.CharField(required=False, widget=_text(3), help_text=_("Vad programmet är till för."))
    target = forms.CharField(required=False, widget=_text(), help_text=_("Vad eller vilka det ska påverka."))
    effect_from_years = forms.IntegerField(**_YEARS, help_text=_("Räknat från starten."))
    effect_to_years = forms.IntegerField(**_YEARS)
    run_by = forms.CharField(required=False, max_length=200, help_text=_("Enhet eller organisation."))
    partners = LinesField(required=False, help_text=_("En på varje rad."))
    contact = forms.CharField(
        required=False, max_length=200, help_text=_("Roll eller enhet, ingen privatperson.")
    )
    period = PeriodField(
        required=False,
        help_text=_("När skolor kan få programmet: ht 2024–, läsåret 2025/26."),
        widget=forms.TextInput(attrs={"list": "terms"}),
    )
    conditions = forms.CharField(required=False, widget=_text(), help_text=_("Vad skolan åtar sig."))
    places = RowsField(
        (RowPart("year", _("Läsår"), suggestions="school-years"), RowPart("places", _("Platser"))),
        read=_read_places,
        write=_write_places,
        help_text=_("Hur många skolor som får plats. Töm en rad för att ta bort den."),
    )
    cost_per_year = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)
    cost = forms.CharField(required=False, max_length=300, help_text=_("Vem som betalar, vad som ingår."))
    evidence = RowsField(
        (
            RowPart("text", _("Vad som är känt"), long=True),
            RowPart("source", _("Källa"), wide=True),
            _ADDRESS,
        ),
        read=lambda line: EvidenceEntry(**line),
        write=asdict,
        help_text=_("Vad forskning och uppföljning säger, i den ordning det ska stå. Alltid med källa."),
    )
    documents = RowsField(
        (RowPart("title", _("Dokument"), wide=True), RowPart("quote", _("Så står det"), long=True), _ADDRESS),
        read=lambda line: DocumentEntry(**line),
        write=asdict,
        help_text=_("Där uppgifterna kommer från, eller där det går att läsa mer."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, name in FIELD_NAMES.items():
            self.fields[field].label = _(name)

    def groups(self) -> Iterator[tuple[Any, list[Any]]]:
        """The fields in their groups, each with what the group is called."""
        for title, names in _GROUPS:
            yield title, [self[name] for name in names]

    def details(self) -> ProgrammeDetails:
        """What is stated in a form without errors."""
        return ProgrammeDetails(**{name: self.cleaned_data[name] for name in FIELD_NAMES})


_GROUPS = (
    (_("Vad det är"), ("name", "abbreviation", "aliases", "purpose", "target")),
    (_("När det kan märkas"), ("effect_from_years", "effect_to_years", "evidence")),
    (_("Vilka som ger det"), ("run_by", "partners", "contact")),
    (_("När, för hur många och på vilka villkor"), ("period", "conditions", "places")),
    (_("Vad det kostar"), ("cost_per_year", "cost")),
    (_("Var det står"), ("documents",)),
)


def initial_of(details: ProgrammeDetails) -> dict[str, Any]:
    """What a form begins with."""
    return {name: getattr(details, name) for name in FIELD_NAMES}
