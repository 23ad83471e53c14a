"""Support that lacks a first sign: nobody has said what should be seen of it, by when and by whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.models import Sign
from vandpunkt.register.interventions.given import begins_after, given_in
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.interventions.statuses import ENDINGS, Status
from vandpunkt.register.models import Intervention

_NOT_ASKED = (Status.OFFERED, *ENDINGS)
"""What may never be given, and what has been: nobody is asked for signs of it."""


def is_asked_for_signs(status: str, period: Period, term: Term) -> bool:
    """Whether support that is registered now, as of a term, is asked what should be seen of it first.

    Support of the past is not, nor what is only offered; where no period is stated it begins now.
    """
    return status not in _NOT_ASKED and (period.last_term is None or period.last_term >= term)


def should_have_signs(row: InterventionRow, term: Term) -> bool:
    """Whether an accepted row is given in a term or to come, and so should have a sign to look for."""
    if row.accepted_at is None or row.status in _NOT_ASKED:
        return False
    first = row.time.first_term
    return row.is_current(term) or (first is not None and first > term)


def without_signs(term: Term) -> Q:
    """The rows that should have a sign and have none: `should_have_signs` as a condition."""
    asked = Q(accepted_at__isnull=False) & ~Q(status__in=_NOT_ASKED)
    signs = Sign.objects.filter(intervention=OuterRef("pk"))
    return asked & (given_in(term) | begins_after(term)) & Q(~Exists(signs))


def lacking_signs(row_ids: Iterable[int], term: Term) -> tuple[int, ...]:
    """Of some rows those that should have a sign and have none. One query."""
    rows = Intervention.objects.filter(without_signs(term), pk__in=list(row_ids))
    return tuple(rows.order_by("pk").values_list("pk", flat=True))
