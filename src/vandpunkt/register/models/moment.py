"""The field that a bound of a period is kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def moment(name: _StrPromise) -> models.CharField[str, str]:
    """A code: a year, a term or a school year; blank where nothing is stated."""
    validator = RegexValidator(
        r"^\d{4}(vt|ht|/\d\d)?$", _("Skriv ett år (2022), en termin (2022ht) eller ett läsår (2022/23).")
    )
    return models.CharField(name, max_length=7, blank=True, validators=[validator])
