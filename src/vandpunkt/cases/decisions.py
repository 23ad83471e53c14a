"""What the board has decided: until it has, everything in a case is working material."""

from __future__ import annotations

from django.db.models import QuerySet

from vandpunkt.cases.models import Step


def decisions() -> QuerySet[Step]:
    """The steps in which the board has decided, one in each case that is decided."""
    return Step.objects.filter(kind=Step.Kind.DECISION, done__isnull=False)


def is_decided(slug: str) -> bool:
    """Whether the board has decided in the case with an address. One query."""
    return decisions().filter(case__slug=slug).exists()
