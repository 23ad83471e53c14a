"""The forms of a case's path: a move, a step, a new step, a department's text, a meeting of the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.cases.path.given import Given
from vandpunkt.cases.path.meetings import MeetingDetails, MeetingRow
from vandpunkt.cases.path.moves import Move, is_forward
from vandpunkt.cases.path.planning import StepPlan
from vandpunkt.cases.path.queries import PathPage
from vandpunkt.web.fields import DayField

Choices = Sequence[tuple[str, str]]
_NOBODY = ("", "–")


def meeting_choices(meetings: Sequence[MeetingRow], chosen: MeetingRow | None) -> list[tuple[str, str]]:
    """The meetings to choose between, by day, the chosen one among them; none that is cancelled."""
    listed = {one.id: one for one in (*filter(None, [chosen]), *meetings)}
    told = [
        (str(one.id), f"{date_format(one.day, 'j F Y')}, {one.board}")
        for one in listed.values()
        if not one.details.cancelled
    ]
    return [_NOBODY, *told]


class MoveForm(forms.Form):
    """What one move asks for. Fields that the move has no use for are not there."""

    day = DayField(label=_("Dag"))
    step = forms.TypedChoiceField(label=_("Vilket steg"), coerce=int, empty_value=None)
    person = forms.ChoiceField(label=_("Handläggare"), required=False)
    meeting = forms.TypedChoiceField(label=_("Sammanträde"), coerce=int, empty_value=None)
    note = forms.CharField(label=_("Anteckning"), max_length=300)

    def __init__(
        self,
        data: Any,
        *,
        name: str,
        move: Move,
        case: PathPage,
        people: Choices,
        meetings: Choices,
        today: date,
    ) -> None:
        waiting = case.waiting(move.step)
        initial = {
            "day": today,
            "step": waiting[0].id if waiting else None,
        }
        super().__init__(data, initial=initial, auto_id=f"{name}-%s")
        self.name, self.move = name, move
        self.forward = is_forward(move, case.state)
        wanted: dict[str, bool] = {
            "day": move.has_day,
            "step": len(waiting) > 1,
            "person": name in ("assign", "reassign"),
            "meeting": move.needs_meeting and (name == "call_again" or case.meeting is None),
            "note": bool(move.note),
        }
        for field in [one for one, is_wanted in wanted.items() if not is_wanted]:
            del self.fields[field]
        chosen: dict[str, Choices] = {
            "step": [(str(one.id), one.body or one.name) for one in waiting],
            "person": people,
            "meeting": meetings,
        }
        for field, choices in chosen.items():
            if field in self.fields:
                choice: Any = self.fields[field]
                choice.choices = choices
        if move.note:
            self.fields["note"].label = gettext(move.note)
            self.fields["note"].required = move.needs_note

    def given(self) -> Given:
        """What the person stated."""
        return Given(**self.cleaned_data)


class StepForm(forms.Form):
    """A step's days, who is responsible and what it led to."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    planned = DayField(label=_("Planerat"), required=False, help_text=_("Till exempel 11 februari 2026."))
    done = DayField(label=_("Gjort"), required=False)
    responsible = forms.ChoiceField(label=_("Ansvarig"), required=False)
    responsible_name = forms.CharField(
        label=_("Ansvarig utan konto"),
        max_length=200,
        required=False,
        help_text=_("En roll, eller ett namn i offentlig roll."),
    )
    outcome = forms.CharField(label=_("Utfall"), max_length=300, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["responsible"]
        choice.choices = people

    def plan(self) -> StepPlan:
        """What the person stated."""
        return StepPlan(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class NewStepForm(forms.Form):
    """A department, union or council that the case is to pass."""

    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=[
            ("preparation", _("beredning")),
            ("union_consultation", _("facklig samverkan")),
            ("council", _("råd")),
        ],
    )
    body = forms.CharField(label=_("Vem"), max_length=200)
    planned = DayField(label=_("Planerat"), required=False)


class AskForm(forms.Form):
    """A text that a department is asked for."""

    department = forms.CharField(label=_("Avdelning"), max_length=200)
    asked_for = forms.CharField(
        label=_("Vad texten ska ta upp"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    due = DayField(label=_("Senast"))
    responsible = forms.ChoiceField(
        label=_("Skrivs av"),
        required=False,
        help_text=_("Den som har ett konto här kan skriva texten själv."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["responsible"]
        choice.choices = people


class TextForm(forms.Form):
    """A department's text, pasted or in a file."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Texten"),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        help_text=_("Stycken skiljs åt av en tom rad. Skriv inget om enskilda elever."),
    )
    file = forms.FileField(label=_("Eller en fil"), required=False, help_text=_("Word, PDF eller ren text."))
    received_from = forms.CharField(label=_("Lämnad av"), max_length=200, required=False)


class MeetingForm(forms.Form):
    """A meeting of the board."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    board = forms.CharField(label=_("Nämnd"), max_length=200)
    day = DayField(label=_("Sammanträdesdag"), help_text=_("Till exempel 11 februari 2026."))
    documents_sent = DayField(
        label=_("Utskick"), required=False, help_text=_("Tomt: räknas fram enligt reglerna.")
    )
    signed_by = DayField(
        label=_("Undertecknat senast"), required=False, help_text=_("Tomt: räknas fram enligt reglerna.")
    )
    cancelled = forms.BooleanField(label=_("Inställt"), required=False)
    note = forms.CharField(label=_("Anteckning"), max_length=300, required=False)

    def details(self) -> MeetingDetails:
        """What the person stated."""
        return MeetingDetails(
            **{name: value for name, value in self.cleaned_data.items() if name != "version"}
        )


class CalendarForm(forms.Form):
    """A year's meetings, pasted."""

    rows = forms.CharField(
        label=_("Klistra in kalendern"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        help_text=_(
            "En rad för varje sammanträde: nämnd; dag; utskick; undertecknat senast. De två sista får saknas."
        ),
    )
    file = forms.FileField(label=_("Eller en fil"), required=False, help_text=_("CSV eller Excel."))
