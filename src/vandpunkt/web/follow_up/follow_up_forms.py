"""The forms of the follow-up: a dialogue with its states and actions, an action, a sign, an observation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import OWNER_ROLES, NewAction
from vandpunkt.follow_up.dialogues import FIELD_NAMES, STATES, FollowUpDetails
from vandpunkt.follow_up.signs import SEEN
from vandpunkt.register.interventions.asking import InterventionRow
from vandpunkt.web.fields import DayField

_ROWS = {"rows": 4}


def owner_choices(me: Any) -> list[tuple[str, str]]:
    """Those an action can fall on: the roles about a school, and the person who writes."""
    roles = [(role.value, gettext(role.title)) for role in OWNER_ROLES]
    return [("", "–"), *roles, (me.get_username(), me.get_full_name() or me.get_username())]


class FollowUpForm(forms.Form):
    """A dialogue; `action_rows` are how many actions there is room for."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = DayField(label=_("Dag"), help_text=_("Till exempel 11 februari 2026."))
    participants = forms.CharField(
        label=_("Deltagare"), max_length=500, help_text=_("Roller, eller namn i offentlig roll.")
    )
    seen = forms.CharField(label=_("Vad vi såg"), widget=forms.Textarea(attrs=_ROWS))
    notes = forms.CharField(
        label=_("Anteckningar"),
        widget=forms.Textarea(attrs=_ROWS),
        required=False,
        help_text=_("Arbetsmaterial. Skriv inget om enskilda elever."),
    )
    next_meeting = DayField(label=_("Nästa möte"), required=False)

    def __init__(
        self,
        *args: Any,
        running: Sequence[InterventionRow],
        owners: Sequence[tuple[str, str]] = (),
        action_rows: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.running, self.action_rows = running, action_rows
        for row in running:
            self.fields[f"state-{row.id}"] = forms.ChoiceField(
                label=row.programme or row.wording,
                choices=[
                    *((value, str(label).capitalize()) for value, label in STATES),
                    ("", gettext("Togs inte upp")),
                ],
                initial="",
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"note-{row.id}"] = forms.CharField(
                label=gettext("Kommentar"), required=False, max_length=500
            )
        for number in range(1, action_rows + 1):
            self.fields[f"action-{number}-text"] = forms.CharField(
                label=gettext("Vad som ska göras"), required=False, max_length=300
            )
            self.fields[f"action-{number}-owner"] = forms.ChoiceField(
                label=gettext("Ansvarig"), choices=owners, required=False
            )
            self.fields[f"action-{number}-due"] = DayField(label=gettext("Senast"), required=False)

    def plain_fields(self) -> list[Any]:
        """The fields of the dialogue itself but the next meeting, which comes last."""
        return [self[name] for name in FIELD_NAMES if name != "next_meeting"]

    def state_fields(self) -> list[tuple[InterventionRow, Any, Any]]:
        """Each running intervention with its radio buttons and its comment."""
        return [(row, self[f"state-{row.id}"], self[f"note-{row.id}"]) for row in self.running]

    def action_fields(self) -> Iterator[tuple[int, list[Any]]]:
        """Each room for an action: its number and fields."""
        for number in range(1, self.action_rows + 1):
            yield number, [self[f"action-{number}-{part}"] for part in ("text", "owner", "due")]

    def clean(self) -> dict[str, Any]:
        """An action is written whole or not at all, and what is commented was spoken of."""
        given: dict[str, Any] = super().clean() or {}
        for row in self.running:
            if given.get(f"note-{row.id}") and not given.get(f"state-{row.id}"):
                self.add_error(f"note-{row.id}", gettext("Välj hur insatsen går, eller ta bort kommentaren."))
        for number in range(1, self.action_rows + 1):
            names = {part: f"action-{number}-{part}" for part in ("text", "owner", "due")}
            values = {part: given.get(name) for part, name in names.items()}
            for part, value in values.items():
                if any(values.values()) and not value and names[part] not in self.errors:
                    self.add_error(names[part], gettext("Fyll i hela åtgärden: vad, vem och när."))
        return given

    def details(self) -> FollowUpDetails:
        """What is written of the dialogue in a form without errors."""
        return FollowUpDetails(**{name: self.cleaned_data[name] for name in FIELD_NAMES})

    def states(self) -> dict[int, tuple[str, str]]:
        """The state of each intervention; "" for one that was not spoken of."""
        given = self.cleaned_data
        return {row.id: (given[f"state-{row.id}"], given[f"note-{row.id}"]) for row in self.running}

    def actions(self) -> list[NewAction]:
        """The actions that were agreed."""
        given = self.cleaned_data
        return [
            NewAction(*(given[f"action-{number}-{part}"] for part in ("text", "owner", "due")))
            for number in range(1, self.action_rows + 1)
            if given[f"action-{number}-text"]
        ]


class ActionForm(forms.Form):
    """What happened with an action, or when it shall be done instead."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.CharField(
        label=_("Vad det blev, eller varför inte"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=500,
    )
    due = DayField(label=_("Ny dag"), required=False)


class SignForm(forms.Form):
    """Something that should be seen."""

    what = forms.CharField(
        label=_("Vad som bör synas"),
        max_length=300,
        help_text=_("Något man kan se i vardagen, långt före betygen. Inget om enskilda elever."),
    )
    when = forms.CharField(label=_("Senast"), help_text=_("En termin eller en dag: vt 2026, 1 mars 2026."))
    by_whom = forms.CharField(label=_("Vem som tittar"), max_length=150, help_text=_("Roll."))

    def clean_when(self) -> Any:
        """A term, else a day."""
        text = self.cleaned_data["when"]
        try:
            return Term.parse(text)
        except Problem:
            return DayField().clean(text)


class ObservationForm(forms.Form):
    """What somebody saw of a sign."""

    day = DayField(label=_("Dag"))
    seen = forms.ChoiceField(
        label=_("Vad som syntes"),
        choices=lambda: [(value, str(label).capitalize()) for value, label in SEEN],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Kommentar"), required=False, max_length=500)
