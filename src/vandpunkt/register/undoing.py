"""Undoing one's own latest change: the version before it stands again, as a new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import author, is_by
from vandpunkt.register.models import InterventionPartner
from vandpunkt.register.programmes.around import write_around
from vandpunkt.register.programmes.changing import details_in_version
from vandpunkt.register.versions import keep_versions

UNDOABLE = (
    "register.intervention",
    "register.programme",
    "follow_up.followup",
    "follow_up.action",
    "follow_up.promise",
    "follow_up.qualitypart",
)
"""The models whose latest change can be undone."""
_NOTED = frozenset({"asked_at"})
"""What is noted by itself when a page is shown, and is nobody's change."""


def can_undo(model: str, key: int, *, by: str, account: int | None = None) -> int | None:
    """The version that somebody may undo: their own latest change of a row; None where there is none.

    `account` is the key of the person's account: two who share a name are told apart by it.
    """
    latest = _latest(model, key)
    if len(latest) == 2 and _is_theirs(latest[0], by, account) and _differ(*latest):
        return int(latest[0].history_id)
    return None


@transaction.atomic
def undo_latest(
    model: str, key: int, *, version: int, by: str, now: datetime, account: int | None = None
) -> None:
    """Restore a row as it was before its version `version`, which must be the latest and made by the same.

    Raises Problem where somebody has changed the row since, where the change is another's, and where the row
    was made by it: what has been made is not unmade.
    """
    kept: Any = apps.get_model(model)
    row = kept.objects.select_for_update().filter(pk=key).first()
    latest = _latest(model, key)
    if row is None or not latest:
        raise Problem(marked("Raden finns inte längre, så inget kan ångras."))
    if latest[0].history_id != version:
        raise Problem(
            marked("{by} har ändrat sedan dess. Inget har ångrats. Se historiken och ändra för hand."),
            by=author(latest[0]) or "Någon annan",
        )
    if not _is_theirs(latest[0], by, account):
        raise Problem(
            marked("Den senaste ändringen är gjord av {by}. Bara den kan ångra den."), by=author(latest[0])
        )
    if len(latest) < 2 or not _differ(*latest):
        raise Problem(marked("Det finns ingen ändring att ångra: raden är som den skapades."))
    before = latest[1]
    for field in before.tracked_fields:
        setattr(row, field.attname, getattr(before, field.attname))
    row.save_without_historical_record()
    if model in _LINKS:
        _LINKS[model](row, before, by=by, now=now)
    keep_versions([row], by=by, now=now)


def _latest(model: str, key: int) -> list[Any]:
    """The two newest versions of a row, the newest first."""
    if model not in UNDOABLE:
        raise Problem(marked("Ändringar av {model} kan inte ångras."), model=model)
    kept: Any = apps.get_model(model)
    return list(kept.history.filter(id=key).select_related("history_user").order_by("-history_id")[:2])


def _is_theirs(version: Any, by: str, account: int | None) -> bool:
    """Whether a version is a change, and one's own."""
    return version.history_type == "~" and is_by(version, by, account)


def _differ(after: Any, before: Any) -> bool:
    """Whether somebody has changed something from one version to the next."""
    changed = [
        field.attname
        for field in after.tracked_fields
        if getattr(after, field.attname) != getattr(before, field.attname)
    ]
    return not changed or bool(set(changed) - _NOTED)


def _link_intervention(row: Any, before: Any, **_who: Any) -> None:
    row.partner_rows.all().delete()
    links = before.partners.order_by("position").values_list("partner", "position")
    InterventionPartner.objects.bulk_create(
        InterventionPartner(intervention=row, partner_id=partner, position=position)
        for partner, position in links
    )


def _link_programme(row: Any, before: Any, *, by: str, now: datetime) -> None:
    details = details_in_version(row, before.history_id)
    if details is not None:
        write_around(row, details, by=by, now=now)


_LINKS: dict[str, Callable[..., None]] = {
    "register.intervention": _link_intervention,
    "register.programme": _link_programme,
}
