"""How the installation is, for those who keep it: users, imports, the model, the size of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Q

from vandpunkt.register.models import ModelFit, SourceSnapshot


@dataclass(frozen=True)
class Health:
    """Users by how they stand, the newest import and fit, and the size of the database in bytes.

    `model_is_fresh` is whether the newest fit was made after the newest import; None before the first fit.
    """

    active: int
    closed: int
    never_logged_in: int
    imported: str
    imported_at: datetime | None
    fitted_at: datetime | None
    model_is_fresh: bool | None
    database_bytes: int | None


def health() -> Health:
    """How the installation is. At most four queries."""
    users = get_user_model().objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        closed=Count("pk", filter=Q(is_active=False)),
        never=Count("pk", filter=Q(is_active=True, last_login__isnull=True)),
    )
    newest = SourceSnapshot.objects.order_by("-recorded_at", "-pk").first()
    fitted = ModelFit.objects.order_by("-fitted_at").values_list("fitted_at", flat=True).first()
    imported_at = newest.recorded_at if newest else None
    return Health(
        active=users["active"],
        closed=users["closed"],
        never_logged_in=users["never"],
        imported=newest.title if newest else "",
        imported_at=imported_at,
        fitted_at=fitted,
        model_is_fresh=fitted >= imported_at if fitted and imported_at else None,
        database_bytes=_database_bytes(),
    )


def _database_bytes() -> int | None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    path = Path(str(connection.settings_dict["NAME"]))
    return path.stat().st_size if path.is_file() else None
