"""Saving a form that somebody else may have been before with, and telling what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.timezone import now
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.register.interventions.overlaps import Overlapping
from vandpunkt.register.meanwhile import ChangedMeanwhile, SavedFirst

Stated = Callable[[], Mapping[str, Any]]
"""What the row states now, field by field, as the form begins with it."""


def who(request: HttpRequest) -> dict[str, Any]:
    """Who does it and when, for the history."""
    user: Any = request.user
    return {"by": user.get_full_name() or user.get_username(), "now": now()}


def tell(form: Any, problem: Problem, *, otherwise: str | None = None) -> None:
    """Put a problem beside its field where the form has it, else beside `otherwise`, else on top.

    Where somebody else has saved first, what the row states now is shown, and saving again replaces it.
    """
    if isinstance(problem, SavedFirst):
        form.stated_now = _stated_now(form)
        form.data = form.data.copy()
        form.data["version"] = problem.version
    field = problem.field if isinstance(problem, FieldProblem) else otherwise
    form.add_error(field if field in form.fields else None, problem.sentence(_))


def _stated_now(form: Any) -> list[tuple[str, str]]:
    """What the row states now, as the form began with it, by the label of each field sent otherwise."""
    return [
        (field.label, _in_words(field.field, field.initial) or "–")
        for field in form.visible_fields()
        if _as_text(field.field, field.initial) != _as_text(field.field, field.data)
    ]


def _as_text(field: Any, value: Any) -> str:
    prepared = field.prepare_value(value)
    return "" if prepared is None else str(prepared).strip()


def _in_words(field: Any, value: Any) -> str:
    text = _as_text(field, value)
    return str(dict(getattr(field, "choices", ())).get(text, text))


def tried(form: Any, save: Callable[[], HttpResponse]) -> HttpResponse | None:
    """Where saving leads; None where something stands in the way, which the form then tells of."""
    try:
        return save()
    except Problem as problem:
        tell(form, problem)
    return None


def saved(
    form: Any,
    context: dict[str, Any],
    save: Callable[[], HttpResponse],
    *,
    theirs: Stated | None = None,
    otherwise: str | None = None,
) -> HttpResponse | None:
    """As `tried`, where somebody else may have saved first: the page then shows what they changed.

    `otherwise` is the field that a problem stands beside when it names none.
    """
    try:
        return save()
    except ChangedMeanwhile as meanwhile:
        context["meanwhile"] = meanwhile
        form.data = form.data.copy()
        form.data["version"] = meanwhile.version
        if theirs is not None:
            _take_theirs(form, meanwhile, theirs())
        form.add_error(None, meanwhile.sentence(_))
    except Overlapping as overlapping:
        context["overlaps"] = overlapping.overlaps
        form.add_error(None, overlapping.sentence(_))
    except Problem as problem:
        tell(form, problem, otherwise=otherwise)
    return None


def _take_theirs(form: Any, meanwhile: ChangedMeanwhile, theirs: Mapping[str, Any]) -> None:
    """What only the other has changed is taken over; what both changed stays as it was typed."""
    for one in meanwhile.differences:
        if one.field in form.fields and not one.clash:
            form.data[one.field] = form.fields[one.field].prepare_value(theirs[one.field])


def chosen(data: QueryDict, fields: Mapping[str, Any], theirs: Stated, names: Iterable[str]) -> QueryDict:
    """The form as sent, with the other's value where the person chose that."""
    picked = [field for field in names if data.get(f"keep-{field}") == "theirs"]
    if not picked:
        return data
    sent, stated = data.copy(), theirs()
    for field in picked:
        sent[field] = fields[field].prepare_value(stated[field])
    return sent


def all_chosen(form: Any, data: QueryDict) -> bool:
    """Whether every field that both have changed has been answered for."""
    form.is_valid()
    left = [field for field in data.getlist("clash") if data.get(f"keep-{field}") not in ("mine", "theirs")]
    for field in left:
        if field in form.fields:
            form.add_error(field, _("Välj vilket värde som ska gälla."))
    return not left
