"""What is asked of the catalogue of support, as values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import or_

from django.db.models import Case, Count, QuerySet, When

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear, Term, point_from_code
from vandpunkt.register.interventions.asking import live_rows
from vandpunkt.register.interventions.given import given_in, not_long_over
from vandpunkt.register.interventions.row import DECLINED, InterventionRow
from vandpunkt.register.models import Intervention, Programme
from vandpunkt.register.programmes.around import stated_around
from vandpunkt.register.programmes.details import DocumentEntry, EvidenceEntry
from vandpunkt.register.rows_with import rows_with
from vandpunkt.register.schools import School, schools

TERMS_SHOWN = 8
SCHOOLS_A_PAGE = 50


@dataclass(frozen=True)
class YearPlaces:
    """A programme's room in a school year: `places` is None where nobody has said how many."""

    school_year: SchoolYear
    places: int | None
    taken: int

    @property
    def full(self) -> bool:
        """Whether no place is left."""
        return self.places is not None and self.taken >= self.places


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in a list: schools that have it now, and that have or have had it."""

    slug: str
    name: str
    abbreviation: str
    purpose: str
    proposed: bool
    schools_now: int
    schools_ever: int
    places: tuple[YearPlaces, ...]


@dataclass(frozen=True)
class ProgrammeSchool:
    """A school's part in a programme: its rows, and for each of the terms shown `given`, `planned` or ""."""

    school: School
    rows: tuple[InterventionRow, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True)
class ProgrammePage:
    """One programme: what the catalogue says of it, and its interventions by school and term."""

    key: int
    slug: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    proposed: bool
    purpose: str
    target: str
    effect_from_years: int | None
    effect_to_years: int | None
    run_by: str
    contact: str
    cost_per_year: int | None
    cost: str
    partners: tuple[str, ...]
    evidence: tuple[EvidenceEntry, ...]
    documents: tuple[DocumentEntry, ...]
    period: Period
    conditions: str
    places: tuple[YearPlaces, ...]
    terms: tuple[Term, ...]
    schools: tuple[ProgrammeSchool, ...]
    page: int = 1
    pages: int = 1

    @property
    def has_period(self) -> bool:
        """Whether it is stated when the programme can be had."""
        return self.period != Period()


def find_programme(slug: str, *links: str) -> Programme:
    """The programme with an address, with what hangs on it by `links`. Raises Problem where there is none."""
    for found in rows_with(Programme.objects.filter(slug=slug), *links):
        return found
    raise Problem(marked("Registret har inget program med adressen {slug}."), slug=slug)


def programme_choices() -> tuple[tuple[str, str], ...]:
    """The programmes to choose from: address and name, by name. One query."""
    return tuple((row.slug, str(row)) for row in Programme.objects.order_by("name"))


def list_programmes(term: Term) -> tuple[ProgrammeLine, ...]:
    """The catalogue by name, with who has each programme in a term, and its places this school year and next.

    Schools count where the support is accepted and not declined. Four queries.
    """
    rows = Programme.objects.prefetch_related("capacities").order_by("name")
    years = (term.school_year, term.school_year + 1)
    counts = _schools_by_programme(term, years)
    return tuple(
        ProgrammeLine(
            slug=row.slug,
            name=row.name,
            abbreviation=row.abbreviation,
            purpose=row.purpose,
            proposed=row.proposed,
            schools_now=counts[row.pk]["now"],
            schools_ever=counts[row.pk]["ever"],
            places=tuple(_year_places(row, year, counts[row.pk][year.code]) for year in years),
        )
        for row in rows
    )


def programme_page(slug: str, term: Term, *, page: int | None = None) -> ProgrammePage:
    """One programme, seen from a term, with a page of its schools by name, or all of them.

    Raises Problem where there is none. Four queries.
    """
    row = find_programme(slug, "capacities", "evidence", "documents", "partners")
    stated = {SchoolYear.parse(one.school_year) for one in row.capacities.all()}
    years = sorted(stated | {term.school_year, term.school_year + 1})
    accepted = row.interventions.filter(accepted_at__isnull=False)
    at_schools = _at_schools(accepted, years)
    codes = list(dict.fromkeys(one.code for one in at_schools))
    pages = max(1, -(-len(codes) // SCHOOLS_A_PAGE))
    number = min(max(1, page or 1), pages)
    if page is not None:
        codes = codes[(number - 1) * SCHOOLS_A_PAGE : number * SCHOOLS_A_PAGE]
    rows = live_rows(accepted.filter(school_unit__in=codes))
    terms = _terms_shown(at_schools, term)
    around = stated_around(row)
    return ProgrammePage(
        key=row.pk,
        slug=row.slug,
        name=row.name,
        abbreviation=row.abbreviation,
        aliases=tuple(row.aliases),
        proposed=row.proposed,
        purpose=row.purpose,
        target=row.target,
        effect_from_years=row.effect_from_years,
        effect_to_years=row.effect_to_years,
        run_by=row.run_by,
        contact=row.contact,
        cost_per_year=row.cost_per_year,
        cost=row.cost,
        partners=tuple(one.name for one in row.partners.all()),
        evidence=around["evidence"],
        documents=around["documents"],
        period=Period.from_codes(row.start, row.end, row.ongoing),
        conditions=row.conditions,
        places=_places(row, at_schools, years),
        terms=terms,
        schools=_by_school(rows, terms),
        page=number,
        pages=pages if page is not None else 1,
    )


def _schools_by_programme(term: Term, years: Sequence[SchoolYear]) -> dict[int, Counter[str]]:
    """By programme how many schools have it now (`now`), in each school year, and at any time (`ever`).

    Two queries.
    """
    wanted = {"now": given_in(term)} | {
        year.code: given_in(year.first_term) | given_in(year.last_term) for year in years
    }
    accepted = Intervention.objects.filter(accepted_at__isnull=False, programme__isnull=False)
    by_programme = accepted.exclude(status=DECLINED).order_by().values_list("programme")
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for programme, ever in by_programme.annotate(Count("school_unit", distinct=True)):
        counts[programme]["ever"] = ever
    marks = {
        f"mark_{number}": Case(When(condition, then=1), default=0)
        for number, condition in enumerate(wanted.values())
    }
    earliest = min(term, *(year.first_term for year in years))
    given = by_programme.filter(not_long_over(earliest), reduce(or_, wanted.values())).annotate(**marks)
    pairs = given.values_list("programme", "school_unit", *marks)
    schools_of: dict[tuple[int, str], set[str]] = defaultdict(set)
    for programme, school, *marked_as in pairs:
        for name in compress(wanted, marked_as):
            schools_of[programme, name].add(school)
    for (programme, name), found in schools_of.items():
        counts[programme][name] = len(found)
    return counts


@dataclass(frozen=True)
class _AtSchool:
    """What rows of a programme at a school with one start tell: in which school years it is given."""

    code: str
    first_term: Term
    given: frozenset[SchoolYear]


def _at_schools(rows: QuerySet[Intervention], years: Sequence[SchoolYear]) -> list[_AtSchool]:
    """The schools of a programme by name, on few columns. One query."""
    marks = {
        f"mark_{number}": Case(When(given_in(year.first_term) | given_in(year.last_term), then=1), default=0)
        for number, year in enumerate(years)
    }
    columns = ("school_unit__name", "school_unit_id", "start", "window_start")
    found = rows.order_by("school_unit__name", "school_unit_id").annotate(**marks)
    return [
        _AtSchool(
            code,
            point_from_code(start).first_term if start else Term(window_start, "vt"),
            frozenset(compress(years, marked_as)),
        )
        for _, code, start, window_start, *marked_as in found.values_list(*columns, *marks).distinct()
    ]


def _places(
    programme: Programme, known: Sequence[_AtSchool], years: Iterable[SchoolYear]
) -> tuple[YearPlaces, ...]:
    taken = {year: len({one.code for one in known if year in one.given}) for year in years}
    return tuple(_year_places(programme, year, count) for year, count in taken.items())


def _year_places(programme: Programme, year: SchoolYear, taken: int) -> YearPlaces:
    places = {one.school_year: one.places for one in programme.capacities.all()}
    return YearPlaces(year, places.get(str(year)), taken)


def _terms_shown(known: Iterable[_AtSchool], now: Term) -> tuple[Term, ...]:
    """Two terms ahead, and back to the first start, at most eight in all."""
    starts = [one.first_term for one in known]
    last = now + 2
    first = max(min([now, *starts]), last - (TERMS_SHOWN - 1))
    return tuple(first + number for number in range(last - first + 1))


def _by_school(rows: Iterable[InterventionRow], terms: Sequence[Term]) -> tuple[ProgrammeSchool, ...]:
    grouped: dict[str, list[InterventionRow]] = defaultdict(list)
    for row in rows:
        grouped[row.school_unit_code].append(row)
    named = schools(list(grouped))
    return tuple(
        ProgrammeSchool(
            school=school,
            rows=tuple(grouped[school.code]),
            terms=tuple(_state(grouped[school.code], term) for term in terms),
        )
        for school in sorted(named.values(), key=lambda school: school.name)
    )


def _state(rows: Iterable[InterventionRow], term: Term) -> str:
    current = [row for row in rows if row.is_current(term)]
    if not current:
        return ""
    return "planned" if all(row.planned for row in current) else "given"
