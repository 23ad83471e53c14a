"""Support that is given or to come should have a first sign; what lacks one comes up until it has."""

from __future__ import annotations

from datetime import date

import pytest

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.supporting import catalogue, registered
from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.due import waiting_numbers
from vandpunkt.follow_up.first_signs import (
    is_asked_for_signs,
    lacking_signs,
    should_have_signs,
    without_signs,
)
from vandpunkt.follow_up.signs import register_sign
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.interventions.listing import Choice, list_interventions

NOW = Term(2026, "vt")
GIVEN_OR_TO_COME = (
    ("vt 2026–", "running"),
    ("2025–", "running"),
    ("läsåret 2026/27", "planned"),
    ("2027", "decided"),
    ("ht 2026–", "accepted"),
)
PAST_OR_UNSURE = (
    ("vt 2024–ht 2025", "finished"),
    ("2023", "running"),
    ("ht 2026–", "offered"),
)


@pytest.fixture(autouse=True)
def _register(db: None) -> None:
    catalogue()


@pytest.mark.parametrize(("period", "status"), GIVEN_OR_TO_COME)
def test_what_is_given_or_to_come_is_asked_for_a_sign_until_it_has_one(period: str, status: str) -> None:
    row = registered(period, status=status)
    assert is_asked_for_signs(status, Period.parse(period), NOW)
    assert should_have_signs(row, NOW)
    assert waiting_numbers(NOW, {RINKEBY}, proposals_at=None) == (0, 1)
    register_sign(row.id, what="Fler läser.", when=date(2026, 5, 1), by_whom="Rektor", by=BY, now=day(2))
    assert lacking_signs([row.id], NOW) == ()


@pytest.mark.parametrize(("period", "status"), PAST_OR_UNSURE)
def test_what_has_been_and_what_is_only_offered_is_not(period: str, status: str) -> None:
    row = registered(period, status=status)
    assert not is_asked_for_signs(status, Period.parse(period), NOW)
    assert not should_have_signs(row, NOW)
    assert lacking_signs([row.id], NOW) == ()


@pytest.mark.parametrize(
    "term", [Term(2024, "ht"), Term(2025, "vt"), NOW, Term(2026, "ht"), Term(2027, "vt")]
)
def test_the_database_and_the_row_agree_in_every_term(term: Term) -> None:
    for period, status in GIVEN_OR_TO_COME + PAST_OR_UNSURE:
        registered(period, status=status)
    wanted = {row.id for row in interventions([RINKEBY]) if should_have_signs(row, term)}
    found = list_interventions(Choice(condition=without_signs(term)))
    assert {one.row.id for one in found.lines} == wanted


def test_only_ones_own_schools_are_counted() -> None:
    registered()
    assert waiting_numbers(NOW, {HAGSATRA}, proposals_at=None) == (0, 0)
    assert waiting_numbers(NOW, (), proposals_at=None) == (0, 0)
