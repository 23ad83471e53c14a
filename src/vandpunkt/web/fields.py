"""Fields that people type in as they write: periods, days, lists of names, amounts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vandpunkt.domain.dates import parse_date, print_date
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem

_NUMBER = re.compile(r"[0-9]{1,9}")


def whole_number(text: str | None) -> int:
    """The number in a hidden field or an address; 0 where there is none, or what no row of ours can have."""
    return int(text) if text and _NUMBER.fullmatch(text) else 0


def _read(parse: Callable[[str], Any], text: str) -> Any:
    try:
        return parse(text)
    except Problem as problem:
        raise ValidationError(problem.sentence(_)) from problem


class PeriodField(forms.CharField):
    """A period as people write it: `vt 24–`, `ht 2022–vt 2024`."""

    def to_python(self, value: Any) -> Any:
        """The period; an unknown one where nothing is written."""
        text = super().to_python(value)
        return _read(Period.parse, text) if text else Period()

    def validate(self, value: Any) -> None:
        """Say so where a period must be given."""
        super().validate("" if value == Period() else str(value))

    def prepare_value(self, value: Any) -> Any:
        """The period in words, and what was typed as it was typed."""
        return ("" if value == Period() else str(value)) if isinstance(value, Period) else value


class DayField(forms.CharField):
    """A day as people write it: `11 februari 2025`, `2025-02-11`."""

    def to_python(self, value: Any) -> Any:
        """The day; None where nothing is written."""
        text = super().to_python(value)
        return _read(parse_date, text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """The day in words, and what was typed as it was typed."""
        return print_date(value).removeprefix("den ") if isinstance(value, date) else value


class LinesField(forms.CharField):
    """Names, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        """The names that are not blank."""
        lines = (super().to_python(value) or "").splitlines()
        return tuple(" ".join(line.split()) for line in lines if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """The names as lines, and what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, tuple) else value
