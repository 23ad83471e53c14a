"""The form that a part of the quality cycle is written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.quality import MET, NOT_MET, NOT_TOLD, Goal, Part
from vandpunkt.register.indicators import INDICATORS
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.web.row_fields import FormWithRows, Row, RowPart, RowsField

_LEVEL = re.compile(r"\d+(?:[,.]\d+)?")
_NONE = ("", gettext_lazy("Inget mått"))
_GOAL_PARTS = (
    RowPart("text", gettext_lazy("Mål i ord"), long=True),
    RowPart(
        "indicator",
        gettext_lazy("Mått"),
        choices=(_NONE, *((slug, gettext_lazy(entry.name)) for slug, entry in INDICATORS.items())),
    ),
    RowPart("level", gettext_lazy("Nivå att nå")),
    RowPart(
        "outcome",
        gettext_lazy("Utfall"),
        choices=(
            ("", gettext_lazy("Inte avgjort")),
            (MET, gettext_lazy("Nått")),
            (NOT_MET, gettext_lazy("Inte nått")),
        ),
    ),
)


def _read_goal(line: Row) -> Goal:
    if not line["text"]:
        raise Problem(marked("Skriv målet i ord."))
    level = line["level"].removesuffix("%").strip()
    if level and not _LEVEL.fullmatch(level):
        raise Problem(marked("Nivån «{level}» är inget tal."), level=line["level"])
    if bool(level) != bool(line["indicator"]):
        raise Problem(marked("Ange både mått och nivå, eller inget av dem."))
    if line["outcome"] not in (MET, NOT_MET, NOT_TOLD):
        raise Problem(marked("Välj om målet är nått."))
    return Goal(
        " ".join(line["text"].split()),
        line["indicator"],
        float(level.replace(",", ".")) if level else None,
        line["outcome"],
    )


def _write_goal(goal: Goal) -> Row:
    entry = INDICATORS.get(goal.indicator)
    level = "" if goal.level is None else swedish(goal.level, entry.decimals if entry else 1)
    return {"text": goal.text, "indicator": goal.indicator, "level": level, "outcome": goal.outcome}


class PartForm(FormWithRows):
    """Text, and for its own part goals or interventions of the register."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("En blank rad skiljer stycken. Skriv inget om enskilda elever."),
    )
    goals = RowsField(
        _GOAL_PARTS,
        read=_read_goal,
        write=_write_goal,
        label=gettext_lazy("Mål"),
        help_text=gettext_lazy("Ett mål på varje rad. Mått, nivå och utfall får utelämnas."),
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
