"""The forms that interventions are registered, changed and ended with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.register.intervention_details import FIELD_NAMES, Details
from vandpunkt.register.statuses import Status, next_statuses
from vandpunkt.web.fields import DayField, FundingField, LinesField, PeriodField

_NEW = (Status.OFFERED, Status.ACCEPTED, Status.DECIDED, Status.PLANNED, Status.RUNNING, Status.FINISHED)
_PERIOD_HELP = _("Skriv terminer, läsår eller år: vt 26–, ht 2024–vt 2026, 2025.")


class VersionedForm(forms.Form):
    """A form that knows which version of the row it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DetailsForm(forms.Form):
    """Everything that people state of an intervention."""

    status = forms.ChoiceField(label=_("Status"))
    period = PeriodField(label=_("Period"), help_text=_PERIOD_HELP, required=False)
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
    funding = FundingField(
        label=_("Finansiering"),
        required=False,
        help_text=_("Ett belopp på varje rad: 2026: 120 000 kronor, egen budget (eller statsbidrag)."),
    )
    overlap = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statuses: tuple[str, ...] = _NEW, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Status.choices)
        choices: Any = self.fields["status"]
        choices.choices = [(one, str(labels[one]).capitalize()) for one in statuses]
        delegated: Any = self.fields["decision_delegated"]
        delegated.choices = [("", gettext("Inte angivet")), ("yes", gettext("Ja")), ("no", gettext("Nej"))]

    def details(self) -> Details:
        """What is stated in a form without errors."""
        stated = {name: self.cleaned_data[name] for name in FIELD_NAMES}
        stated["decision_delegated"] = {"yes": True, "no": False}.get(stated["decision_delegated"])
        return Details(**stated)


class RegisterForm(DetailsForm):
    """A programme for one school or for many."""

    programme = forms.ChoiceField(label=_("Program"))
    schools = forms.MultipleChoiceField(
        label=_("Skolor"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en skola.")},
    )
    field_order = ("programme", "schools")

    def __init__(self, *args: Any, programmes: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("programme", programmes), ("schools", schools)):
            field: Any = self.fields[name]
            field.choices = choices
        self.fields["wording"].help_text = _("Lämna tomt, så bildas meningen av program, parter och period.")


class ChangeForm(DetailsForm, VersionedForm):
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
