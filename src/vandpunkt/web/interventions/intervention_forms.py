"""The forms that interventions are registered, changed and ended with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.dates import parse_date
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.first_signs import is_asked_for_signs
from vandpunkt.follow_up.signs import NewSign
from vandpunkt.register.interventions.details import FIELD_NAMES, FUNDING_KINDS, Details
from vandpunkt.register.interventions.row import Funding
from vandpunkt.register.interventions.statuses import Status, next_statuses
from vandpunkt.register.programmes.names import programme_slug
from vandpunkt.web.fields import DayField, LinesField, PeriodField, whole_number
from vandpunkt.web.row_fields import FormWithRows, Row, RowPart, RowsField

_NEW = (Status.OFFERED, Status.ACCEPTED, Status.DECIDED, Status.PLANNED, Status.RUNNING, Status.FINISHED)
_PERIOD_HELP = _("Skriv terminer, läsår eller år: vt 26–, ht 2024–vt 2026, 2025.")


_FUNDING_PARTS = (
    RowPart("year", _("Kalenderår")),
    RowPart(
        "kind",
        _("Pengar från"),
        choices=(("", _("Välj")), *((key, _(name)) for key, name in FUNDING_KINDS.items())),
    ),
    RowPart("amount", _("Kronor")),
)
_SIGN_PARTS = (
    RowPart("what", _("Vad som bör synas"), wide=True),
    RowPart("when", _("Senast"), suggestions="one-term"),
    RowPart("by_whom", _("Vem som tittar")),
)


def _read_funding(line: Row) -> Funding:
    year, amount = line["year"], "".join(line["amount"].split()).removesuffix("kr")
    if not 2000 <= whole_number(year) <= 2100:
        raise Problem(marked("Skriv vilket kalenderår pengarna är för, till exempel 2026."))
    if not (amount.isascii() and amount.isdigit() and len(amount) <= 10):
        raise Problem(marked("Skriv beloppet i hela kronor, med siffror."))
    if line["kind"] not in FUNDING_KINDS:
        raise Problem(marked("Välj var pengarna kommer från."))
    return Funding(int(year), line["kind"], int(amount))


def _write_funding(value: Funding) -> Row:
    return {"year": str(value.year), "kind": value.kind, "amount": swedish(value.amount, 0)}


def _read_sign(line: Row) -> NewSign:
    if not line["what"]:
        raise Problem(marked("Skriv vad som bör synas."))
    try:
        when: Any = Term.parse(line["when"])
    except Problem:
        when = parse_date(line["when"])
    if not line["by_whom"]:
        raise Problem(marked("Skriv vem som tittar."))
    return NewSign(line["what"][:300], when, line["by_whom"][:150])


class VersionedForm(FormWithRows):
    """A form that knows which version of the row it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DetailsForm(FormWithRows):
    """Everything that people state of an intervention."""

    period = PeriodField(
        label=_("Period"),
        help_text=_PERIOD_HELP,
        required=False,
        widget=forms.TextInput(attrs={"list": "terms"}),
    )
    status = forms.ChoiceField(label=_("Status"))
    status_date = DayField(
        label=_("Statusen gäller från"),
        required=False,
        help_text=_("Till exempel 11 februari 2026. Tomt betyder i dag."),
    )
    status_reason = forms.CharField(
        label=_("Skäl till statusen"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    offered_date = DayField(label=_("Erbjudet, dag"), required=False)
    offered_to = forms.CharField(
        label=_("Erbjudet till"), required=False, max_length=200, help_text=_("Roll, till exempel rektor.")
    )
    wording = forms.CharField(
        label=_("Ordalydelse i svaret"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Så står insatsen i svaret till nämnden."),
    )
    partners = LinesField(label=_("Samverkansparter"), required=False, help_text=_("En på varje rad."))
    responsible = forms.CharField(
        label=_("Ansvarig"), required=False, max_length=200, help_text=_("Roll eller enhet.")
    )
    dialogue_date = DayField(label=_("Samtal med rektor, dag"), required=False)
    dialogue_with = forms.CharField(
        label=_("Samtal med rektor, vilka"), required=False, max_length=200, help_text=_("Roller.")
    )
    dialogue_notes = forms.CharField(
        label=_("Samtal med rektor, anteckningar"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Arbetsmaterial. Skriv inget om enskilda elever."),
    )
    decision_date = DayField(label=_("Beslut, dag"), required=False)
    decision_by = forms.CharField(
        label=_("Beslut, vem"), required=False, max_length=200, help_text=_("Roll.")
    )
    decision_delegated = forms.ChoiceField(label=_("Beslut på delegation"), required=False)
    decision_ground = forms.CharField(label=_("Grund för delegationen"), required=False, max_length=300)
    funding = RowsField(
        _FUNDING_PARTS,
        read=_read_funding,
        write=_write_funding,
        label=_("Finansiering"),
        help_text=_("Ett belopp för varje kalenderår och källa."),
    )
    overlap = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statuses: tuple[str, ...] = _NEW, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Status.choices)
        choices: Any = self.fields["status"]
        choices.choices = [(one, str(labels[one]).capitalize()) for one in statuses]
        delegated: Any = self.fields["decision_delegated"]
        delegated.choices = [("", gettext("Inte angivet")), ("yes", gettext("Ja")), ("no", gettext("Nej"))]

    def groups(self) -> Iterator[tuple[Any, list[Any]]]:
        """The fields in their groups, each with what the group is called."""
        for title, names in _GROUPS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield title, fields

    @property
    def period_read(self) -> Period | None:
        """How the period that was typed has been read; None where none was, or it could not be."""
        period: Period = getattr(self, "cleaned_data", {}).get("period", Period())
        return period if self.is_bound and period != Period() else None

    def details(self) -> Details:
        """What is stated in a form without errors."""
        stated = {name: self.cleaned_data[name] for name in FIELD_NAMES}
        stated["funding"] = tuple(sorted(stated["funding"]))
        stated["decision_delegated"] = {"yes": True, "no": False}.get(stated["decision_delegated"])
        return Details(**stated)


class RegisterForm(DetailsForm):
    """A programme for one school or for many."""

    programme = forms.CharField(
        label=_("Program"),
        help_text=_("Namn eller förkortning ur katalogen."),
        widget=forms.TextInput(attrs={"list": "programmes"}),
    )
    schools = forms.MultipleChoiceField(
        label=_("Skolor"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en skola.")},
    )
    signs = RowsField(
        _SIGN_PARTS,
        read=_read_sign,
        write=asdict,
        label=_("Tecken före resultat"),
        help_text=_(
            "Ett till tre: något man kan se i vardagen långt före betygen. Inget om enskilda elever."
        ),
    )
    signs_later = forms.BooleanField(
        label=_("Ännu inte bestämt: påminn mig tills ett tecken finns"), required=False
    )

    def __init__(self, *args: Any, programmes: Any, schools: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term
        self.programmes = dict(programmes)
        self.initial["programme"] = self.programmes.get(self.initial.get("programme"), "")
        field: Any = self.fields["schools"]
        field.choices = schools
        self.fields["wording"].help_text = _("Lämna tomt, så bildas meningen av program, parter och period.")

    def clean_programme(self) -> str:
        """The address of the programme that was meant, by its name or any other."""
        typed = self.cleaned_data["programme"]
        for slug, name in self.programmes.items():
            if name == typed:
                return str(slug)
        try:
            return programme_slug(typed)
        except Problem as problem:
            told = _("Katalogen har inget program «{programme}». Välj ett i listan.")
            raise forms.ValidationError(told.format(programme=typed)) from problem

    def clean(self) -> dict[str, Any]:
        """Support that is given or to come is asked for its first sign, or for the answer that it comes."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        told = given.get("signs") or given.get("signs_later") or "signs" in self.errors
        status, period = given.get("status"), given.get("period")
        if not told and status and period is not None and is_asked_for_signs(status, period, self.term):
            self.add_error(
                "signs",
                gettext(
                    "Skriv det första tecknet: vad som ska synas, när och vem som tittar. "
                    "Vet ni inte än? Kryssa för «Ännu inte bestämt»."
                ),
            )
        return given


_GROUPS = (
    (_("Vad"), ("programme", "schools", "wording")),
    (_("När"), ("period",)),
    (_("Hur långt det har kommit"), ("status", "status_date", "status_reason", "offered_date", "offered_to")),
    (_("Vilka"), ("partners", "responsible")),
    (_("Pengar"), ("funding",)),
    (_("Samtal med rektor före beslutet"), ("dialogue_date", "dialogue_with", "dialogue_notes")),
    (_("Beslut"), ("decision_date", "decision_by", "decision_delegated", "decision_ground")),
    (_("Vad som bör synas först"), ("signs", "signs_later")),
)


class ChangeForm(VersionedForm, DetailsForm):
    """One row changed, from the version that was seen."""


def initial_of(details: Details) -> dict[str, Any]:
    """What a form begins with."""
    words = {True: "yes", False: "no", None: ""}
    stated = {name: getattr(details, name) for name in FIELD_NAMES}
    return stated | {"decision_delegated": words[details.decision_delegated]}


def statuses_for(status: str) -> tuple[str, ...]:
    """What the status can be changed to in the form."""
    return next_statuses(status)


class CloseForm(VersionedForm):
    """Why and from when support was declined or broken off."""

    day = DayField(label=_("Från och med dagen"))
    reason = forms.CharField(label=_("Varför"), widget=forms.Textarea(attrs={"rows": 3}))


class EndForm(VersionedForm):
    """The last term, and what comes after."""

    last = PeriodField(label=_("Sista termin, läsår eller år"), help_text=_("Till exempel vt 2026."))
    reason = forms.CharField(label=_("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    follow_on_period = PeriodField(
        label=_("Fortsättning, period"),
        required=False,
        help_text=_("Fyll i bara om stödet går vidare i annan form inom samma program."),
    )
    follow_on_wording = forms.CharField(
        label=_("Fortsättning, ordalydelse"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    follow_on_partners = LinesField(
        label=_("Fortsättning, samverkansparter"), required=False, help_text=_("En på varje rad.")
    )
