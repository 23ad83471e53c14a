"""Which schools are ours: those run by the organiser that the installation serves."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings
from django.db import transaction

from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.versions import change_kept


def organiser_number() -> str:
    """The organiser's organisation number as ten digits, "" where the settings name none."""
    digits = re.sub(r"\D", "", str(settings.ORGANISER.get("number", "")))
    return digits[-10:]


def is_own(operator_number: str) -> bool:
    """Whether an operator's number is our organiser's."""
    number = organiser_number()
    return bool(number) and re.sub(r"\D", "", operator_number)[-10:] == number


@transaction.atomic
def recompute_own(*, by: str, now: datetime) -> int:
    """Make `own` of every school unit follow the organiser's number; returns how many changed."""
    changed = [unit for unit in SchoolUnit.objects.all() if unit.own != is_own(unit.operator_number)]
    for unit in changed:
        unit.own = not unit.own
    change_kept(changed, ["own"], by=by, now=now)
    return len(changed)
