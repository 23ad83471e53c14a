"""The form that a part of the quality cycle is written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vandpunkt.domain.numbers import swedish
from vandpunkt.follow_up.quality import MET, NOT_MET, Goal, Part
from vandpunkt.register.indicators import INDICATORS
from vandpunkt.register.intervention_row import InterventionRow
from vandpunkt.web.fields import LinesField

_OUTCOMES = {"nått": MET, "inte nått": NOT_MET}
_LEVEL = re.compile(r"\d+(?:[,.]\d+)?")


class GoalsField(LinesField):
    """Goals, one a line: the goal in words | the indicator's name | the level | nått or inte nått."""

    def to_python(self, value: Any) -> Any:
        """The goals as values."""
        return tuple(map(_goal, super().to_python(value)))

    def prepare_value(self, value: Any) -> Any:
        """The goals as lines, and what was typed as it was typed."""
        return "\n".join(map(_line, value)) if isinstance(value, tuple) else value


def _goal(line: str) -> Goal:
    text, indicator, level, outcome = [*(one.strip() for one in line.split("|", 3)), "", "", ""][:4]
    names = {entry.name.casefold(): slug for slug, entry in INDICATORS.items()}
    if indicator and indicator.casefold() not in names:
        raise ValidationError(
            _("Måttet «{indicator}» finns inte. Välj bland: {names}.").format(
                indicator=indicator, names=", ".join(entry.name for entry in INDICATORS.values())
            )
        )
    if level and not _LEVEL.fullmatch(level):
        raise ValidationError(_("Nivån «{level}» är inget tal.").format(level=level))
    if outcome and outcome.casefold() not in _OUTCOMES:
        raise ValidationError(_("Skriv «nått» eller «inte nått» sist på raden."))
    return Goal(
        text,
        names[indicator.casefold()] if indicator else "",
        float(level.replace(",", ".")) if level else None,
        _OUTCOMES[outcome.casefold()] if outcome else "",
    )


def _line(goal: Goal) -> str:
    outcome = {MET: "nått", NOT_MET: "inte nått"}.get(goal.outcome, "")
    entry = INDICATORS.get(goal.indicator)
    level = "" if goal.level is None or entry is None else swedish(goal.level, entry.decimals)
    return " | ".join((goal.text, entry.name if entry else "", level, outcome)).rstrip(" |")


class PartForm(forms.Form):
    """Text, and for its own part goals or interventions of the register."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("En blank rad skiljer stycken. Skriv inget om enskilda elever."),
    )
    goals = GoalsField(
        label=gettext_lazy("Mål"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Ett på varje rad: Alla läser | Behöriga till yrkesprogram | 85 | inte nått. "
            "Mått, nivå och utfall får utelämnas."
        ),
    )
    interventions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Insatser ur registret"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, kind: str, rows: Sequence[InterventionRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind != "goals":
            del self.fields["goals"]
        if kind != "support":
            del self.fields["interventions"]
        else:
            chosen: Any = self.fields["interventions"]
            chosen.choices = [(row.id, row.wording) for row in rows]

    def part(self) -> Part:
        """What is written in a form without errors."""
        given = self.cleaned_data
        return Part(
            self.kind,
            text=given["text"].replace("\r\n", "\n"),
            goals=given.get("goals", ()),
            interventions=tuple(given.get("interventions", ())),
        )


def initial_of(part: Part) -> dict[str, Any]:
    """What the form starts from."""
    return {"text": part.text, "goals": part.goals, "interventions": list(part.interventions)}
