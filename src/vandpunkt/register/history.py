"""The register on a past day, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Max, Model, QuerySet

from vandpunkt.domain.problems import Problem, marked

KEPT = ("area", "schoolunit", "partner", "programme", "sourcedocument", "intervention")
"""The models whose every change is kept, by their lower-case names."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class FieldChange:
    """One field of a row before and after a change."""

    field: str
    name: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """One change of one row: `kind` is `+` made, `~` changed or `-` removed; `by` a person or a command."""

    version: int
    at: datetime
    by: str
    kind: str
    fields: tuple[FieldChange, ...] = ()


def as_it_stood(model: type[Row], moment: datetime | None) -> QuerySet[Row]:
    """The rows of a model as they stood at a moment; now where it is None.

    Past rows have the fields of the model and `history_id`, their version. Of versions with the same time
    the last one written stands.
    """
    if moment is None:
        return model._default_manager.all()
    history: QuerySet[Any] = model.history.filter(history_date__lte=moment)  # type: ignore[attr-defined]
    latest = history.order_by().values(model._meta.pk.attname).annotate(latest=Max("history_id"))
    return history.filter(history_id__in=latest.values("latest")).exclude(history_type="-")


def changes(model: str, row: int | str) -> tuple[Change, ...]:
    """Every change of one row, oldest first. Raises Problem for a model whose history is not kept."""
    if model not in KEPT:
        raise Problem(marked("Registret har ingen historik för {model}."), model=model)
    kept: Any = apps.get_model("register", model)
    versions = list(
        kept.history.filter(**{kept._meta.pk.attname: row})
        .select_related("history_user")
        .order_by("history_id")
    )
    return tuple(
        Change(
            version=version.history_id,
            at=version.history_date,
            by=author(version),
            kind=version.history_type,
            fields=_differences(before, version),
        )
        for before, version in zip([None, *versions], versions, strict=False)
    )


def author(version: Any) -> str:
    """Who made a version: the user's name, else the person or command that was named."""
    user = version.history_user
    return (user.get_full_name() or user.get_username()) if user else version.history_change_reason or ""


def _differences(before: Any, after: Any) -> tuple[FieldChange, ...]:
    if before is None:
        return ()
    return tuple(
        FieldChange(
            field=change.field,
            name=str(after.instance_type._meta.get_field(change.field).verbose_name),
            old=change.old,
            new=change.new,
        )
        for change in after.diff_against(before).changes
    )
