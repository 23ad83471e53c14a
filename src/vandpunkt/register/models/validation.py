"""What may stand in fields whose type alone does not say it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem

FUNDING_KINDS = ("own", "grant")
"""The own budget, or a state grant."""


def only_texts(value: Any) -> None:
    """A list of texts, none of them blank. Raises ValidationError for anything else."""
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValidationError(_("Fältet ska vara en lista av namn, inget av dem tomt."))


def only_funding(value: Any) -> None:
    """A list of amounts, each with its kind and calendar year. Raises ValidationError for anything else."""
    if not isinstance(value, list) or not all(_is_amount(one) for one in value):
        raise ValidationError(_("Fältet ska vara en lista av belopp med slag och år."))


def _is_amount(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and one.keys() == {"kind", "year", "amount"}
        and one["kind"] in FUNDING_KINDS
        and all(isinstance(one[name], int) and one[name] >= 0 for name in ("year", "amount"))
    )


def check_period(start: str, end: str, field: str) -> None:
    """Codes of a period in order. Raises ValidationError, at the field, for codes that are no period."""
    try:
        Period.from_codes(start, end)
    except Problem as problem:
        raise ValidationError({field: problem.sentence(_)}) from problem
