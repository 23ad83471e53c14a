"""Which interventions are given in a term, decided by the database as `InterventionRow.is_current` does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.register.interventions.row import DECLINED, FINISHED, RUNNING, STOPPED
from vandpunkt.register.models import Intervention

HORIZON = 10
"""Years ahead that planned support is looked for in."""


@dataclass(frozen=True)
class GivenSupport:
    """A row of support as a list names it: by its programme, "" where it has none, else by its wording."""

    id: int
    programme: str
    wording: str


def given_in(term: Term) -> Q:
    """The rows that are given in a term, of those accepted and not: the words of `is_current` as a condition.

    Codes of a year, a term and a school year begin with the year, so they compare as text.
    """
    begun = _begun("start", term) & _not_over("end", term)
    stated = Q(window_start__lte=term.year, window_end__gte=term.year)
    goes_on = Q(ongoing=True) | ~Q(end="")
    may_still_run = ~Q(status__in=(FINISHED, STOPPED)) & Q(window_end__gte=term.year)
    may_still_run &= ~Q(start="") | Q(window_start__lte=term.year)
    only_planned = Q(planned=True) & ~Q(status=RUNNING)
    real = Q(planned=False) | Q(status=RUNNING)
    unsure = Q(end="") & (Q(ongoing=False) | Q(ongoing__isnull=True))
    as_stated = begun & ((only_planned & stated) | (real & goes_on) | (real & unsure & may_still_run))
    followed = ~Q(follow_on_start="") & _begun("follow_on_start", term) & _not_over("follow_on_end", term)
    refused = Q(status=DECLINED) | Q(
        status=STOPPED, status_date__isnull=False, status_date__lt=term.first_day
    )
    return not_long_over(term) & ~refused & (followed | as_stated)


def not_long_over(term: Term) -> Q:
    """What most rows fail, asked first: the database then looks at few of them more closely."""
    return Q(end="") | Q(end__gte=str(term.year - 1)) | ~Q(follow_on_start="")


def count_given(codes: Collection[str] | None, term: Term) -> dict[str, int]:
    """How many accepted interventions each school has in a term, by code; schools with none are left out.

    A row and what continues it count once. `codes` limits to some schools, None is every one. Two queries.
    """
    rows = Intervention.objects.filter(accepted_at__isnull=False)
    if codes is not None:
        rows = rows.filter(school_unit__in=list(codes))
    before = continued(rows)
    given = rows.filter(given_in(term)).order_by().values_list("school_unit_id", "pk")
    if not before:
        return dict(Counter(code for code, _ in given))
    roots: dict[str, set[int]] = defaultdict(set)
    for code, key in given:
        roots[code].add(root_of(key, before))
    return {code: len(chains) for code, chains in roots.items()}


def continued(rows: QuerySet[Intervention]) -> dict[int, int]:
    """Of some rows those that continue an accepted one, each with the key of that. One query."""
    # SQLite looks up a greater number in the index, and reads every row for one that is there.
    joined = rows.filter(continues__gt=0, continues__accepted_at__isnull=False)
    return dict(joined.order_by().values_list("pk", "continues_id"))


def starts_in(term: Term) -> Q:
    """The rows whose period begins with a term, stated as the term, as a year or as a school year."""
    year = str(term.year) if term.season == "vt" else SchoolYear(term.year).code
    return Q(start__in=[term.code, year])


def begins_after(term: Term) -> Q:
    """The rows whose time begins after a term: their period, else the years that they are stated for."""
    stated = ~Q(start="") & ~_begun("start", term)
    return stated | Q(start="", end="", window_start__gt=term.year)


def given_or_to_come(codes: Collection[str] | None, term: Term) -> dict[str, tuple[GivenSupport, ...]]:
    """Accepted support that is given in a term, or planned for a later one that it is stated for, by school.

    `codes` limits to some schools, None is every one. Two queries.
    """
    rows = Intervention.objects.filter(accepted_at__isnull=False)
    if codes is not None:
        rows = rows.filter(school_unit__in=list(codes))
    last = rows.filter(planned=True).aggregate(last=Max("window_end"))["last"] or term.year
    wanted = given_in(term)
    later = term + 1
    while later.year <= min(last, term.year + HORIZON):
        wanted |= Q(planned=True, window_end__gte=later.year) & given_in(later)
        later += 1
    found: dict[str, list[GivenSupport]] = defaultdict(list)
    in_order = rows.filter(wanted).order_by("school_unit_id", "planned", "position", "id")
    for code, key, programme, wording in in_order.values_list(
        "school_unit_id", "pk", "programme__name", "wording"
    ):
        found[code].append(GivenSupport(key, programme or "", wording))
    return {code: tuple(some) for code, some in found.items()}


def root_of(key: int, before: Mapping[int, int]) -> int:
    """The earliest row of the chain that a row ends."""
    seen = {key}
    while (earlier := before.get(key)) is not None and earlier not in seen:
        key = earlier
        seen.add(key)
    return key


def _begun(field: str, term: Term) -> Q:
    """The term is not before the point; nothing stated keeps nothing out."""
    if term.season == "ht":
        return Q(**{f"{field}__lt": str(term.year + 1)})
    return Q(**{f"{field}__lt": str(term.year)}) | Q(**{f"{field}__in": [str(term.year), term.code]})


def _not_over(field: str, term: Term) -> Q:
    """The term is not after the point; nothing stated keeps nothing out."""
    if term.season == "ht":
        same = ["", str(term.year), term.code, SchoolYear(term.year).code]
        return Q(**{f"{field}__gte": str(term.year + 1)}) | Q(**{f"{field}__in": same})
    same = ["", SchoolYear(term.year - 1).code]
    return Q(**{f"{field}__gte": str(term.year)}) | Q(**{f"{field}__in": same})
