"""The form of a case's scope: filled in from a letter, by hand, or from the case as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vandpunkt.cases.scope.open_questions import OpenQuestions
from vandpunkt.cases.scope.typed import (
    programme_names,
    told_candidate,
    typed_programmes,
    typed_schools,
    typed_senders,
    typed_signatories,
)
from vandpunkt.cases.scope.values import KINDS, CaseScope, ScopeSchool
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.school_matches import SchoolCandidate, SchoolMatch, Why
from vandpunkt.web.fields import DayField, LinesField
from vandpunkt.web.saving import tell

LEAVE_OUT = "leave-out"
KIND_NAMES = {
    "skrivelse": marked("Skrivelse"),
    "interpellation": marked("Interpellation"),
    "ledamotsinitiativ": marked("Ledamotsinitiativ"),
    "fråga": marked("Fråga från allmänheten"),
}
_WHY = {
    Why.SHARED: marked("Flera skolor heter så. Vilken menas?"),
    Why.NOT_OURS: marked("Skolan med det namnet är inte vår. Är det den som menas?"),
    Why.CLOSED: marked("Skolan finns inte i Skolverkets senaste uppgifter. Är det den som menas?"),
    Why.RENAMED: marked("Ingen skola heter så nu, men en har hetat så. Är det den som menas?"),
    Why.LIKE: marked("Ingen skola heter precis så. Är det någon av dem här?"),
    Why.UNKNOWN: marked(
        "Registret har ingen skola som heter så. Skriv den under «Fler skolor», eller ta inte med den."
    ),
}


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1990, max_value=2100)


class ScopeForm(forms.Form):
    """What a case is about. Schools of the letter stand as choices, others are typed."""

    dnr = forms.CharField(
        label=gettext_lazy("Diarienummer"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Registraturen ger numret när skrivelsen registreras i diariet. Till exempel UTBF 2024/6786."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag av fråga"))
    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        required=False,
        max_length=280,
        help_text=gettext_lazy("Vad det gäller."),
    )
    received = DayField(label=gettext_lazy("Inkom den"), required=False)
    senders = LinesField(
        label=gettext_lazy("Avsändare"),
        required=False,
        help_text=gettext_lazy("En på varje rad: Namn m.fl. (M). En privatperson behöver inte namnges."),
    )
    questions = LinesField(
        label=gettext_lazy("Frågor"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("En på varje rad, med skrivelsens egna ord."),
    )
    schools = LinesField(
        label=gettext_lazy("Fler skolor"),
        required=False,
        help_text=gettext_lazy("En på varje rad: namn, namn och kommun, eller skolenhetskod."),
    )
    past_from = _year(gettext_lazy("Tidigare stöd från och med år"))
    past_to = _year(gettext_lazy("Tidigare stöd till och med år"))
    planned_from = _year(gettext_lazy("Planerat stöd från och med år"))
    planned_to = _year(gettext_lazy("Planerat stöd till och med år"))
    programmes = LinesField(
        label=gettext_lazy("Program som nämns"),
        required=False,
        help_text=gettext_lazy("Ett på varje rad, med namn eller förkortning."),
    )
    board = forms.CharField(label=gettext_lazy("Nämnd"), required=False, max_length=200)
    administration = forms.CharField(label=gettext_lazy("Förvaltning"), required=False, max_length=200)
    signatories = LinesField(
        label=gettext_lazy("Undertecknare"),
        required=False,
        help_text=gettext_lazy("De som ska underteckna svaret, en på varje rad: Namn, titel."),
    )

    def __init__(self, data: Any = None, *, scope: CaseScope) -> None:
        super().__init__(data, initial=initial_of(scope))
        self.proposal = scope
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind, _(KIND_NAMES[kind])) for kind in KINDS]
        settled = [school for school in scope.schools if school.code]
        self.fields["keep"] = forms.MultipleChoiceField(
            label=_("Skolor"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(school.code, _settled(school)) for school in settled],
            initial=[school.code for school in settled],
        )
        for number, school in enumerate(scope.schools):
            if school.match and not school.code:
                self.fields[f"school-{number}"] = forms.ChoiceField(
                    label=_("«{name}» i skrivelsen").format(name=written(school)),
                    required=False,
                    widget=forms.RadioSelect,
                    choices=[*_choices(school.match), (LEAVE_OUT, _("Ta inte med"))],
                    help_text=_(_WHY[school.match.why]),
                )

    @property
    def asked_schools(self) -> list[Any]:
        """The questions about schools, as fields."""
        return [self[name] for name in self.fields if name.startswith("school-")]

    def scope(self) -> CaseScope:
        """The scope of a form that is filled in right. Raises FieldProblem for what is typed wrong."""
        given = self.cleaned_data
        return CaseScope(
            dnr=given.get("dnr", "").strip() or self.proposal.dnr,
            kind=given["kind"],
            title=given["title"],
            received=given.get("received"),
            senders=typed_senders(given["senders"]),
            questions=given["questions"],
            schools=(*self._chosen(), *typed_schools(given["schools"])),
            past=_years(given["past_from"], given["past_to"]),
            planned=_years(given["planned_from"], given["planned_to"]),
            programmes=typed_programmes(given["programmes"]),
            board=given["board"],
            administration=given["administration"],
            signatories=typed_signatories(given["signatories"]),
        )

    def _chosen(self) -> list[ScopeSchool]:
        chosen = []
        for number, school in enumerate(self.proposal.schools):
            if school.code:
                if school.code in self.cleaned_data["keep"]:
                    chosen.append(school)
                continue
            answer = self.cleaned_data.get(f"school-{number}", "")
            if answer != LEAVE_OUT:
                chosen.append(replace(school, code=answer))
        return chosen

    def tell(self, problem: Problem) -> None:
        """Put a problem beside its field, or above the form."""
        for one in problem.problems if isinstance(problem, OpenQuestions) else (problem,):
            tell(self, one)


class ChangeScopeForm(ScopeForm):
    """The scope of an open case, from the version that was seen; its number and day stand."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, scope: CaseScope, version: int) -> None:
        super().__init__(data, scope=scope)
        self.initial["version"] = version
        del self.fields["dnr"], self.fields["received"]


def initial_of(scope: CaseScope) -> dict[str, Any]:
    """What the form begins with."""
    past, planned = scope.past or (None, None), scope.planned or (None, None)
    return {
        "dnr": scope.dnr,
        "kind": scope.kind,
        "title": scope.title,
        "received": scope.received,
        "senders": tuple(sender.printed for sender in scope.senders),
        "questions": scope.questions,
        "past_from": past[0],
        "past_to": past[1],
        "planned_from": planned[0],
        "planned_to": planned[1],
        "programmes": programme_names(scope.programmes),
        "board": scope.board,
        "administration": scope.administration,
        "signatories": tuple(f"{one.name}, {one.title}" for one in scope.signatories),
    }


def written(school: ScopeSchool) -> str:
    """The school as the letter writes it, with its place where it states one."""
    place = school.match.place if school.match else ""
    return f"{school.written} i {place}" if place else school.written


def _settled(school: ScopeSchool) -> str:
    if school.match:
        return told_candidate(school.match.candidates[0])
    return f"{school.written} ({school.code})"


def _choices(match: SchoolMatch) -> Sequence[tuple[str, str]]:
    return [(one.code, _told(one)) for one in match.candidates]


def _told(candidate: SchoolCandidate) -> str:
    told = told_candidate(candidate)
    if candidate.own:
        told = _("{school}, vår skola").format(school=told)
    if candidate.former_name:
        told = _("{school}, hette {name}").format(school=told, name=candidate.former_name)
    if candidate.last_seen:
        told = _("{school}, finns i Skolverkets uppgifter till och med {year}").format(
            school=told, year=candidate.last_seen
        )
    return told


def _years(first: int | None, last: int | None) -> tuple[int, int] | None:
    if first is None and last is None:
        return None
    return (first or last or 0, last or first or 0)
