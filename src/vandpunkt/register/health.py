"""How the installation is, for those who keep it: users, imports, the model, the size of the database."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Max, Q

from vandpunkt.register.models import (
    EffectFit,
    Intervention,
    ModelFit,
    SchoolUnit,
    SourceSnapshot,
)


@dataclass(frozen=True)
class HealthInShort:
    """Users by how they stand, and the newest import and fit.

    `model_is_fresh` is whether the newest fit was made after the newest import; None before the first fit.
    """

    active: int
    closed: int
    never_logged_in: int
    imported: str
    imported_at: datetime | None
    fitted_at: datetime | None
    fitted_schools: int
    model_is_fresh: bool | None


@dataclass(frozen=True)
class Health(HealthInShort):
    """The whole: the size of the database in bytes too, and how much there is in it.

    `versions` is how many states of interventions the history has.
    """

    database_bytes: int | None
    database: str
    effects_at: datetime | None
    schools: int
    interventions: int
    versions: int


@dataclass(frozen=True)
class Import:
    """One publication that was recorded, and what came of it."""

    title: str
    recorded_at: datetime
    recorded_by: str
    rows_read: int
    figures_new: int
    figures_changed: int
    rows_refused: int


def imports() -> tuple[Import, ...]:
    """Every publication that has been recorded, the newest first. One query."""
    names = tuple(field.name for field in fields(Import))
    return tuple(Import(*row) for row in SourceSnapshot.objects.values_list(*names))


def health_in_short() -> HealthInShort:
    """How the installation is, on few rows. Three queries."""
    users = get_user_model().objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        closed=Count("pk", filter=Q(is_active=False)),
        never=Count("pk", filter=Q(is_active=True, last_login__isnull=True)),
    )
    newest = SourceSnapshot.objects.order_by("-recorded_at", "-pk").first()
    fits = ModelFit.objects.annotate(schools=Count("standings")).order_by("-fitted_at", "-pk")
    fitted, schools = fits.values_list("fitted_at", "schools").first() or (None, 0)
    imported_at = newest.recorded_at if newest else None
    return HealthInShort(
        active=users["active"],
        closed=users["closed"],
        never_logged_in=users["never"],
        imported=newest.title if newest else "",
        imported_at=imported_at,
        fitted_at=fitted,
        fitted_schools=schools,
        model_is_fresh=fitted >= imported_at if fitted and imported_at else None,
    )


def health() -> Health:
    """How the installation is, with how much there is to keep. Eight queries."""
    return Health(
        **vars(health_in_short()),
        database_bytes=_database_bytes(),
        database=_database(),
        effects_at=EffectFit.objects.aggregate(newest=Max("computed_at"))["newest"],
        schools=SchoolUnit.objects.count(),
        interventions=Intervention.objects.count(),
        versions=Intervention.history.count(),
    )


def _database() -> str:
    """The kind and version of the database, as its makers write them."""
    if connection.vendor == "postgresql":
        whole = connection.cursor().connection.info.server_version
        return f"PostgreSQL {whole // 10_000}.{whole % 10_000}"
    return f"SQLite {sqlite3.sqlite_version}"


def _database_bytes() -> int | None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    path = Path(str(connection.settings_dict["NAME"]))
    return path.stat().st_size if path.is_file() else None
