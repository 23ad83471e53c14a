"""The forms of the list of interventions, and of changes to several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear, Term, Year
from vandpunkt.follow_up.first_signs import without_signs
from vandpunkt.register.interventions.details import FIELD_NAMES
from vandpunkt.register.interventions.listing import Choice
from vandpunkt.register.interventions.statuses import ENDINGS, Status
from vandpunkt.web.interventions.intervention_forms import DetailsForm

OF_ONE_ROW = frozenset({"wording", "dialogue_notes"})
"""What is each row's own and is not written for several at once."""
SEVERAL = tuple(field for field in FIELD_NAMES if field not in OF_ONE_ROW)
_REACHABLE = tuple(one for one in Status if one not in ENDINGS)


class ListForm(forms.Form):
    """Which interventions the list shows."""

    school = forms.ChoiceField(label=_("Skola"), required=False)
    programme = forms.ChoiceField(label=_("Program"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    term = forms.CharField(label=_("Ges terminen"), required=False)
    signs = forms.ChoiceField(
        label=_("Tidiga tecken"),
        required=False,
        choices=(("", _("Alla")), ("missing", _("Saknar tidigt tecken"))),
    )

    def __init__(
        self, *args: Any, schools: Any, programmes: Any, term: Term, sees_signs: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now = term
        if not sees_signs:
            del self.fields["signs"]
        statuses = [(one, str(label).capitalize()) for one, label in Status.choices]
        for name, choices in (("school", schools), ("programme", programmes), ("status", statuses)):
            field: Any = self.fields[name]
            field.choices = [("", gettext("Alla")), *choices]

    def clean_term(self) -> Term | None:
        """The term as typed; None where nothing is."""
        text = self.cleaned_data["term"].strip()
        try:
            return Term.parse(text) if text else None
        except Problem as problem:
            raise forms.ValidationError(problem.sentence(gettext)) from problem

    def choice(self) -> Choice:
        """What was chosen; a field that cannot be understood chooses all."""
        chosen = {
            name: self.cleaned_data[name]
            for name in ("school", "programme", "status", "term")
            if self.cleaned_data.get(name)
        }
        return Choice(**chosen, condition=without_signs(self.now) if self.without_signs else None)

    @property
    def without_signs(self) -> bool:
        """Whether only support that lacks a first sign is asked for."""
        return self.cleaned_data.get("signs") == "missing"


class ChangeSeveralForm(DetailsForm):
    """The same fields of several rows; only those that are ticked are changed."""

    change = forms.MultipleChoiceField(
        label=_("Fält att ändra"),
        error_messages={"required": _("Kryssa för minst ett fält att ändra.")},
        choices=[(field, field) for field in SEVERAL],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, statuses=_REACHABLE, **kwargs)
        for field in OF_ONE_ROW:
            del self.fields[field]
        self.fields["status"].required = False

    def clean(self) -> dict[str, Any]:
        """What is written in a field that is not ticked is not looked at."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        ticked = given.get("change", [])
        for field in [one for one in self.errors if one in SEVERAL and one not in ticked]:
            del self.errors[field]
        return given

    def changes(self) -> dict[str, Any]:
        """The ticked fields and their values, as Details has them."""
        stated = {name: self.cleaned_data[name] for name in self.cleaned_data["change"]}
        if "decision_delegated" in stated:
            stated["decision_delegated"] = {"yes": True, "no": False}.get(stated["decision_delegated"])
        return stated

    def rows(self) -> list[tuple[Any, bool]]:
        """The fields to change, each with whether it is ticked."""
        ticked = self["change"].value() or []
        return [(self[name], name in ticked) for name in SEVERAL]


class CopyForm(forms.Form):
    """The calendar year or the school year to plan for."""

    year = forms.CharField(
        label=_("Kalenderår eller läsår"),
        help_text=_("Till exempel 2027, eller läsåret 2026/27."),
        widget=forms.TextInput(attrs={"list": "years"}),
    )

    def clean_year(self) -> Year | SchoolYear:
        """The year as typed."""
        try:
            period = Period.parse(self.cleaned_data["year"])
        except Problem:
            period = Period()
        if period.start == period.end and isinstance(period.start, Year | SchoolYear):
            return period.start
        raise forms.ValidationError(gettext("Skriv ett kalenderår eller ett läsår: 2027, läsåret 2026/27."))
