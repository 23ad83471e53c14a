"""The changes of a row in words: keys become names, codes become labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vandpunkt.register.history import FieldChange, called, changes_among, versions_of
from vandpunkt.register.interventions.details import funding_in_words
from vandpunkt.register.interventions.row import Funding

NOTHING = "–"

Words = Mapping[str, Callable[[Any], str]]
"""How the values of some fields are told, where it is not as those of their kind are."""


@dataclass(frozen=True)
class ChangeLine:
    """One change for people to read: `fields` are a field's name, what it was and what it became.

    `about` is which row it is of, where the changes of several stand together.
    """

    at: datetime
    by: str
    what: str
    fields: tuple[tuple[str, str, str], ...]
    about: str = ""


def change_lines(row: Model) -> list[ChangeLine]:
    """Every change of a row, newest first."""
    return lines_among(versions_of(type(row), row.pk))


def lines_among(
    versions: QuerySet[Any], *, words: Words | None = None, about: Callable[[Any], str] = lambda _: ""
) -> list[ChangeLine]:
    """Every change that some versions of one model make, newest first, as `changes_among` has them."""
    kinds = {"+": _("ny"), "~": _("ändrad"), "-": _("borttagen")}
    model: Any = versions.model.instance_type
    return [
        ChangeLine(
            at=change.at,
            by=change.by or NOTHING,
            what=kinds[change.kind],
            fields=tuple(
                (one.name, *_told(model._meta.get_field(one.field), one, words or {}))
                for one in change.fields
            ),
            about=change.about,
        )
        for change in reversed(changes_among(versions, about))
    ]


def together(*lines: Iterable[ChangeLine]) -> tuple[ChangeLine, ...]:
    """The changes of several kinds of rows in one history, newest first."""
    return tuple(sorted((one for some in lines for one in some), key=lambda one: one.at, reverse=True))


def field_in_words(row: Any, name: str, words: Words | None = None) -> str:
    """What a field of a row, or of a version of one, says; a dash where nothing is stated."""
    field: Any = getattr(row, "instance_type", type(row))._meta.get_field(name)
    value = getattr(row, name)
    if field.is_relation:
        return called(value) if value else NOTHING
    return _in_words(field, value, words or {})


def _told(field: Any, change: FieldChange, words: Words) -> tuple[str, str]:
    if field.is_relation:
        return _listed(change.names, change.old), _listed(change.names, change.new)
    return _in_words(field, change.old, words), _in_words(field, change.new, words)


def _in_words(field: Any, value: Any, words: Words) -> str:
    if field.name in words and value not in (None, "", []):
        return words[field.name](value)
    return _text(field, value)


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
