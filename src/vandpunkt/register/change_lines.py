"""The changes of a row in words: keys become names, codes become labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vandpunkt.register.history import FieldChange, changes
from vandpunkt.register.interventions.details import funding_in_words
from vandpunkt.register.interventions.row import Funding

NOTHING = "–"


@dataclass(frozen=True)
class ChangeLine:
    """One change for people to read: `fields` are a field's name, what it was and what it became."""

    at: datetime
    by: str
    what: str
    fields: tuple[tuple[str, str, str], ...]


def change_lines(row: Model) -> list[ChangeLine]:
    """Every change of a row, newest first."""
    words = {"+": _("ny"), "~": _("ändrad"), "-": _("borttagen")}
    kept = changes(row._meta.model_name or "", row.pk)
    return [
        ChangeLine(
            at=change.at,
            by=change.by or NOTHING,
            what=words[change.kind],
            fields=tuple((one.name, *_told(row._meta.get_field(one.field), one)) for one in change.fields),
        )
        for change in reversed(kept)
    ]


def _told(field: Any, change: FieldChange) -> tuple[str, str]:
    if field.is_relation:
        return _listed(change.names, change.old), _listed(change.names, change.new)
    return _text(field, change.old), _text(field, change.new)


def _keys(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _listed(names: Mapping[Any, str], value: Any) -> str:
    return ", ".join(names.get(key, str(key)) for key in _keys(value) if key is not None) or NOTHING


def _moment(value: date) -> str:
    """A day, or a day and the time of it."""
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    return date_format(value, "j F Y")


def _text(field: Field, value: Any) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, date):
        return _moment(value)
    if field.name == "funding":
        return funding_in_words((Funding(**one) for one in value), _)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(dict(field.flatchoices).get(value, value))
