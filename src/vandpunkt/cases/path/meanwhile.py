"""Two people change the same step, text or meeting: the second is told, and nothing of the first is lost."""

from __future__ import annotations

from typing import Any

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import author


def refuse_older(row: Any, made_from: int) -> None:
    """Raises Problem that names who was first, where a form was made from an older version of a row."""
    latest = row.history.select_related("history_user").order_by("-history_id").first()
    if latest is not None and latest.history_id != made_from:
        raise Problem(
            marked("{by} hann spara före dig. Läs vad som står där nu och försök igen."),
            by=author(latest) or "Någon annan",
        )
