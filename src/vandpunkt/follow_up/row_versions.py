"""The version that a row of the follow-up is in, and what a form made from an older one is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.db.models import Max, Model, OuterRef, QuerySet, Subquery

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import author
from vandpunkt.register.meanwhile import ChangedMeanwhile, differences

Row = TypeVar("Row", bound=Model)


def with_version(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows with `version`, the number of their latest version in the history."""
    history: Any = rows.model.history  # type: ignore[attr-defined]
    versions = history.filter(id=OuterRef("pk")).order_by().values("id")
    numbered: Any = rows.annotate(
        version=Subquery(versions.annotate(latest=Max("history_id")).values("latest"))
    )
    return cast("QuerySet[Row]", numbered)


def check_made_from(
    row: Any,
    made_from: int,
    *,
    mine: Any,
    names: Mapping[str, str],
    told: Callable[[str, Any], str],
    stated: Callable[[Any], Any],
) -> None:
    """Raise ChangedMeanwhile where a form was made from an older version than the row is in now.

    `stated` makes of a row, or of a version of it, what `mine` is one of.
    """
    versions = row.history.select_related("history_user")
    latest = versions.order_by("-history_id").first()
    if latest is None or latest.history_id == made_from:
        return
    base = versions.filter(history_id=made_from).first()
    if base is None:
        raise Problem(marked("Formuläret är för gammalt för att sparas. Öppna det på nytt."))
    raise ChangedMeanwhile(
        version=latest.history_id,
        by=author(latest),
        at=latest.history_date,
        differences=differences(names, told, stated(base), stated(row), mine),
    )
