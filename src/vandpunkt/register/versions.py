"""Writing history: every change made by the functions of this room goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from vandpunkt.register.many_rows import insert_rows, update_rows
from vandpunkt.register.models import Intervention, InterventionPartner, Programme

Row = TypeVar("Row", bound=Model)
REASON_LENGTH = 100


def create_kept(rows: Sequence[Row], *, by: str, now: datetime) -> list[Row]:
    """Add rows of one model, with their first versions. Returns them with their keys."""
    if not rows:
        return []
    created: list[Row] = type(rows[0])._default_manager.bulk_create(rows)
    keep_versions(created, by=by, now=now, made=True)
    return created


def change_kept(rows: Sequence[Model], fields: Sequence[str], *, by: str, now: datetime) -> None:
    """Write these fields of rows of one model, and a version of each row as it is then."""
    update_rows(rows, fields)
    keep_versions(rows, by=by, now=now)


def keep_versions(rows: Sequence[Row], *, by: str, now: datetime, made: bool = False) -> None:
    """Write a version of each row as it is: who and when. The rows themselves must be saved already."""
    if not rows:
        return
    kept: Any = type(rows[0]).history.model  # type: ignore[attr-defined]
    user = kept.get_default_history_user(rows[0])
    versions = [
        kept(
            history_date=now,
            history_user=user,
            history_change_reason=by[:REASON_LENGTH],
            history_type="+" if made else "~",
            **{field.attname: getattr(row, field.attname) for field in kept.tracked_fields},
        )
        for row in rows
    ]
    if isinstance(rows[0], Intervention):
        _keep_partners(kept.objects.bulk_create(versions))
    elif isinstance(rows[0], Programme):
        _keep_partners_of_programmes(kept.objects.bulk_create(versions))
    else:
        insert_rows(versions)


def keep_removal(rows: Sequence[Model], *, by: str, now: datetime) -> None:
    """Take rows away, with a last version of each that says who and when."""
    for row in rows:
        row._history_date, row._change_reason = now, by[:REASON_LENGTH]  # type: ignore[attr-defined]
        row.delete()


def _keep_partners(versions: Sequence[Any]) -> None:
    kept: Any = Intervention.history.model.partners.model
    of_intervention = {version.id: version for version in versions}
    links = InterventionPartner.objects.filter(intervention__in=of_intervention)
    kept.objects.bulk_create(
        kept(
            history=of_intervention[link.intervention_id],
            id=link.pk,
            intervention_id=link.intervention_id,
            partner_id=link.partner_id,
            position=link.position,
        )
        for link in links
    )


def _keep_partners_of_programmes(versions: Sequence[Any]) -> None:
    kept: Any = Programme.history.model.partners.model
    of_programme = {version.id: version for version in versions}
    links = Programme.partners.through.objects.filter(programme__in=of_programme)
    kept.objects.bulk_create(
        kept(
            history=of_programme[link.programme_id],
            id=link.pk,
            programme_id=link.programme_id,
            partner_id=link.partner_id,
        )
        for link in links
    )
