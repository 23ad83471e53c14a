"""Home: what a person's roles give them to do, each role with its section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.analysis.need import CERTAIN, PROBABLE
from vandpunkt.cases.queries import decided_cases, list_cases
from vandpunkt.domain.problems import marked
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.due import DAYS_AHEAD, NO_TALKS, Talks, talks
from vandpunkt.follow_up.quality import signed_cycles
from vandpunkt.follow_up.quiet import has_gone_quiet, quiet_weeks
from vandpunkt.register.effects import verdicts
from vandpunkt.register.health import health_in_short
from vandpunkt.register.interventions.asking import support_now
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.people.assignments import led_schools
from vandpunkt.register.provenance import snapshots
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.standing import latest_fit, latest_standings
from vandpunkt.web.access import page, roles_of, schools_by_own_role
from vandpunkt.web.access_table import SCOPED
from vandpunkt.web.home.home_due import waiting
from vandpunkt.web.programmes.effects import VERDICTS
from vandpunkt.web.schools.standing_charts import newer_than_fit, told
from vandpunkt.web.schools.standing_lines import StandingLine, standing_overview
from vandpunkt.web.schools.year_charts import shared_years, year_chart
from vandpunkt.web.swedish_order import swedish_order

IMPORTS_SHOWN = 5
DECIDED_SHOWN = 5
_TITLES = {
    Role.AREA_HEAD: marked("Skolorna i mitt område"),
    Role.COORDINATOR: marked("Mina skolor"),
    Role.HEAD_TEACHER: marked("Min skola"),
}


@dataclass(frozen=True)
class SchoolAtHome:
    """One of a person's schools: standing, who leads it, its support, and what asks for attention.

    `ends` is support whose last term is this one, `starts` what begins in the next.
    """

    line: StandingLine
    head_teacher: str
    latest_follow_up: date | None
    quiet: bool
    running: tuple[InterventionRow, ...]
    ends: tuple[InterventionRow, ...]
    starts: tuple[InterventionRow, ...]


@dataclass(frozen=True)
class SchoolsSection:
    """The schools that one role gives a person."""

    key: str
    title: str
    schools: tuple[SchoolAtHome, ...]

    @property
    def quiet(self) -> tuple[SchoolAtHome, ...]:
        """The schools that nobody has talked with for long."""
        return tuple(one for one in self.schools if one.quiet)

    @property
    def ending(self) -> tuple[SchoolAtHome, ...]:
        """The schools with support that ends this term."""
        return tuple(one for one in self.schools if one.ends)

    @property
    def starting(self) -> tuple[SchoolAtHome, ...]:
        """The schools with support that starts next term."""
        return tuple(one for one in self.schools if one.starts)

    @property
    def unaided(self) -> tuple[SchoolAtHome, ...]:
        """The schools that are likely below the line and have nothing running."""
        return tuple(one for one in self.schools if one.line.below and not one.running)


@page("home")
def home(request: HttpRequest) -> HttpResponse:
    """The sections of every role that the person has."""
    roles = roles_of(request.user)
    today = localdate()
    term = Term.on(today)
    mine = schools_by_own_role(request) if roles & SCOPED else {}
    codes = frozenset().union(*mine.values())
    talked = talks(codes, today=today, until=today + timedelta(days=DAYS_AHEAD)) if codes else NO_TALKS
    context: dict[str, Any] = {
        "section": "home",
        "term": term,
        "next_term": term + 1,
        "sections": _school_sections(mine, talked, today),
        "waiting": waiting(request, codes, talked.meetings, today),
        "quiet_weeks": quiet_weeks(),
    }
    if roles & {Role.CASE_OFFICER, Role.BOARD_MEMBER}:
        every_case = list_cases()
        context |= {
            "open_cases": [case for case in every_case if not case.decided],
            "decided_cases": decided_cases(every_case)[:DECIDED_SHOWN],
            "is_officer": Role.CASE_OFFICER in roles,
        }
    if Role.BOARD_MEMBER in roles:
        context |= _board(term)
    if roles & {Role.ANALYST, Role.ADMINISTRATOR}:
        context |= {"health": health_in_short(), "administers": Role.ADMINISTRATOR in roles}
    if Role.ANALYST in roles:
        context |= _analysis()
    return render(request, "web/home/home.html", context)


def _board(term: Term) -> dict[str, Any]:
    """What a board member reads: where the schools stand, in numbers, and quality reports that are signed."""
    fit = latest_fit()
    lines = standing_overview(term, fit).glances
    below = [line for line in lines if line.below]
    return {
        "is_member": True,
        "listed": len(lines),
        "below": below,
        "unaided": sum(not line.support for line in below),
        "signed_cycles": signed_cycles(),
        "fit": fit,
        "rule": (CERTAIN, PROBABLE) if fit else (),
    }


def _analysis() -> dict[str, Any]:
    return {
        "is_analyst": True,
        "imports": snapshots()[:IMPORTS_SHOWN],
        "effects": [(one, _(VERDICTS[one.verdict])) for one in verdicts()],
    }


def _school_sections(mine: Mapping[Role, frozenset[str]], talked: Talks, today: date) -> list[SchoolsSection]:
    at_home = _schools_at_home(frozenset().union(*mine.values()), talked, today) if mine else {}
    return [
        SchoolsSection(
            role.value, _(_TITLES[role]), tuple(one for code, one in at_home.items() if code in mine[role])
        )
        for role in Role
        if role in mine
    ]


def _schools_at_home(codes: frozenset[str], talked: Talks, today: date) -> dict[str, SchoolAtHome]:
    """What is told of schools, by code, in alphabetical order. Four queries."""
    led = sorted(led_schools(codes, on=today), key=lambda one: (swedish_order(one[0].name), one[0].code))
    listed = [one.code for one, _leader in led]
    published = eligibility_years(listed)
    fit, stand = latest_standings(listed)
    years = shared_years(published.values())
    term = Term.on(today)
    support = support_now(listed, term)
    at_home = {}
    for one, leader in led:
        running, starting = support[one.code]
        latest = published[one.code][-1] if published[one.code] else None
        line = StandingLine(
            school=one,
            years=year_chart(published[one.code], years),
            latest=latest,
            support=len(running),
            fit=fit,
            standing=told(published[one.code], stand.get(one.code)),
            newer=newer_than_fit(published[one.code], stand.get(one.code)),
        )
        at_home[one.code] = SchoolAtHome(
            line=line,
            head_teacher=leader,
            latest_follow_up=talked.latest.get(one.code),
            quiet=bool(running) and has_gone_quiet(talked.latest.get(one.code), today=today),
            running=running,
            ends=tuple(row for row in running if row.period.last_term == term and not row.follow_on),
            starts=starting,
        )
    return at_home
