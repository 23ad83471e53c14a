"""Several numbers in one question to the database."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Value


def count_together(**rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows each query finds, by its name. One query."""
    counted = [
        some.order_by().annotate(which=Value(name)).values("which").annotate(number=Count("pk"))
        for name, some in rows.items()
    ]
    found = counted[0].union(*counted[1:], all=True)
    return dict.fromkeys(rows, 0) | {one["which"]: one["number"] for one in found}
