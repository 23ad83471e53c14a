"""Who changed what of an intervention, in words."""

from __future__ import annotations

from vandpunkt.register.admin.change_lines import ChangeLine, change_lines
from vandpunkt.register.models import Intervention


def intervention_history(row_id: int) -> tuple[ChangeLine, ...]:
    """Every change of one intervention, newest first."""
    return tuple(change_lines(Intervention(pk=row_id)))
