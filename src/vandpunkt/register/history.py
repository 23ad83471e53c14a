"""The register on a past day, and who changed what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db.models import Exists, Max, Model, OuterRef, QuerySet, Subquery
from simple_history.utils import get_m2m_reverse_field_name

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.versions import REASON_LENGTH

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class FieldChange:
    """One field of a row before and after a change; a linked row by its key, its name now in `names`."""

    field: str
    name: str
    old: Any
    new: Any
    names: Mapping[Any, str]


@dataclass(frozen=True)
class Change:
    """One change of one row: `kind` is `+` made, `~` changed or `-` removed; `by` a person or a command.

    `about` is what the row is called, where changes of several rows are told together.
    """

    version: int
    at: datetime
    by: str
    kind: str
    fields: tuple[FieldChange, ...] = ()
    about: str = ""


def as_it_stood(model: type[Row], moment: datetime | None) -> QuerySet[Row]:
    """The rows of a model as they stood at a moment; now where it is None.

    Past rows have the fields of the model and `history_id`, their version. Of versions with the same time
    the last one written stands.
    """
    if moment is None:
        return model._default_manager.all()
    history: QuerySet[Any] = model.history.filter(history_date__lte=moment)  # type: ignore[attr-defined]
    key = model._meta.pk.attname
    later = history.order_by().filter(**{key: OuterRef(key)}, history_id__gt=OuterRef("history_id"))
    return history.filter(~Exists(later)).exclude(history_type="-")


def with_version(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows as they are, with `version`: the number of their latest version in the history."""
    history: Any = rows.model.history  # type: ignore[attr-defined]
    key = rows.model._meta.pk.attname
    versions = history.filter(**{key: OuterRef("pk")}).order_by().values(key)
    latest = Subquery(versions.annotate(latest=Max("history_id")).values("latest"))
    return cast("QuerySet[Row]", rows.annotate(version=latest))


def changes(model: str, row: int | str) -> tuple[Change, ...]:
    """Every change of one row, oldest first; a model of this room by its name, another's as `room.name`.

    Raises Problem for a model whose history is not kept.
    """
    return changes_among(versions_of(_kept(model), row))


def versions_of(model: Any, row: int | str) -> QuerySet[Any]:
    """Every version of one row."""
    versions: QuerySet[Any] = model.history.filter(**{model._meta.pk.attname: row})
    return versions


def changes_among(rows: QuerySet[Any], about: Callable[[Any], str] = lambda _: "") -> tuple[Change, ...]:
    """Every change that some versions of one model make, oldest first: of one row or of several.

    `about` says of a version what its row is called. One query, and one a field that links rows.
    """
    kept: Any = rows.model.instance_type
    parents = [one.name for one in kept._meta.concrete_fields if one.is_relation]
    versions = list(rows.select_related("history_user", *parents).order_by("history_id"))
    links, names = _links(versions)
    for parent in parents:
        above = (getattr(version, parent) for version in versions)
        names[parent] = {one.pk: one for one in above if one is not None}
    latest: dict[Any, Any] = {}
    told = []
    for version in versions:
        key = getattr(version, kept._meta.pk.attname)
        before, latest[key] = latest.get(key), version
        told.append(
            Change(
                version=version.history_id,
                at=version.history_date,
                by=author(version),
                kind=version.history_type,
                fields=_differences(before, version, links, names) if before else (),
                about=about(version),
            )
        )
    return tuple(told)


def _kept(model: str) -> Any:
    room, _, name = model.rpartition(".")
    try:
        found = apps.get_model(room or "register", name)
    except LookupError:
        found = None
    if not hasattr(found, "history"):
        raise Problem(marked("Registret har ingen historik för {model}."), model=model)
    return found


def author(version: Any) -> str:
    """Who made a version: the user's name, else the person or command that was named."""
    user = version.history_user
    return (user.get_full_name() or user.get_username()) if user else version.history_change_reason or ""


def called(row: Any) -> str:
    """What a row is called where another points at it: a person by the full name where there is one."""
    name = row.get_full_name() if hasattr(row, "get_full_name") else ""
    return str(name or row)


def is_by(version: Any, by: str, account: int | None) -> bool:
    """Whether somebody made a version: by account where both have one, as two may share a name, else by name.

    A command has no account.
    """
    if account is not None and version.history_user_id is not None:
        return bool(version.history_user_id == account)
    return by[:REASON_LENGTH] in (version.history_change_reason, author(version))


Links = dict[str, dict[int, list[int]]]
Names = dict[str, dict[Any, Any]]
"""The rows that are pointed at, by field and key: one is named when it is told of, which may take a query."""


def _links(versions: list[Any]) -> tuple[Links, Names]:
    """The rows that each version was linked to, by many-to-many field and version, and what they are called.

    One query a field.
    """
    links: Links = {}
    names: Names = {}
    for linking in versions[0]._history_m2m_fields if versions else ():
        by_version, named = defaultdict(list), {}
        reverse = get_m2m_reverse_field_name(linking)
        rows = getattr(versions[0], linking.name).model.objects.filter(history__in=versions)
        for row in rows.select_related(reverse).order_by("pk"):
            linked = getattr(row, reverse)
            by_version[row.history_id].append(linked.pk)
            named[linked.pk] = linked
        links[linking.name], names[linking.name] = by_version, named
    return links, names


def _differences(before: Any, after: Any, links: Links, names: Names) -> tuple[FieldChange, ...]:
    """What differs between two versions; linked rows are given by their keys, in order."""
    delta = after.diff_against(before, excluded_fields=set(links))
    pairs = {change.field: (change.old, change.new) for change in delta.changes}
    for name, by_version in links.items():
        old, new = by_version.get(before.history_id, []), by_version.get(after.history_id, [])
        if old != new:
            pairs[name] = (old, new)
    field_of = after.instance_type._meta.get_field
    return tuple(
        FieldChange(name, str(field_of(name).verbose_name), old, new, _named(names.get(name, {}), old, new))
        for name, (old, new) in sorted(pairs.items())
    )


def _named(rows: dict[Any, Any], *values: Any) -> dict[Any, str]:
    """What the rows are called that these values, or lists of them, are the keys of."""
    keys = [key for value in values for key in (value if isinstance(value, list) else [value])]
    return {key: called(row) for key, row in rows.items() if key in keys}
