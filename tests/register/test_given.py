"""Whether support is given in a term: the database answers as the rows themselves do."""

from __future__ import annotations

import itertools
import random
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.register.publishing import HAGSATRA, RINKEBY, day
from tests.register.readings import schools
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.asking import chain_roots, current_counts, live_rows, support_now
from vandpunkt.register.interventions.given import count_given, given_in
from vandpunkt.register.models import Intervention

pytestmark = pytest.mark.django_db
POINTS = ["", "2024", "2025", "2026", "2024vt", "2025vt", "2025ht", "2026vt", "2024/25", "2025/26"]
TERMS = [Term(year, season) for year in (2023, 2024, 2025, 2026, 2027) for season in ("vt", "ht")]
CASES = 3_000


@pytest.fixture
def rows() -> None:
    """Rows of every status, with every kind of bound, drawn once and for all."""
    schools()
    chance = random.Random(5)
    drawn = []
    while len(drawn) < CASES:
        start, end, first, last = (chance.choice(POINTS) for _ in range(4))
        window = sorted(chance.choices((2023, 2024, 2025, 2026), k=2))
        row = Intervention(
            school_unit_id=chance.choice((RINKEBY, HAGSATRA)), wording="x", start=start, end=end,
            ongoing=chance.choice((None, True, False)), status=chance.choice(Intervention.Status.values),
            follow_on_start=first if chance.random() < 0.3 else "", follow_on_end=last,
            window_start=window[0], window_end=window[1], planned=chance.random() < 0.4, accepted_at=day(1),
            status_date=chance.choice((None, date(2025, 6, 30), date(2025, 7, 1), date(2024, 12, 31))),
        )  # fmt: skip
        drawn.append(row)
    Intervention.objects.bulk_create(_in_order(drawn))


def _in_order(drawn: list[Intervention]) -> list[Intervention]:
    """Those whose periods end after they begin, as every way of writing demands."""
    kept = []
    for row in drawn:
        try:
            row.clean()
        except ValidationError:
            continue
        kept.append(row)
    assert len(kept) > CASES / 2
    return kept


@pytest.mark.usefixtures("rows")
def test_the_database_and_the_row_agree_in_every_term() -> None:
    every = live_rows(Intervention.objects.all())
    for term in TERMS:
        told = set(Intervention.objects.filter(given_in(term)).values_list("pk", flat=True))
        assert told == {row.id for row in every if row.is_current(term)}, term


@pytest.mark.usefixtures("rows")
def test_what_continues_another_row_counts_as_the_same_support() -> None:
    rinkeby = list(Intervention.objects.filter(school_unit=RINKEBY)[:200])
    for earlier, later in itertools.pairwise(rinkeby[:80]):
        later.continues = earlier
    rinkeby[3].accepted_at = None
    rinkeby[100].continues = rinkeby[3]
    rinkeby[0].continues = rinkeby[79]
    Intervention.objects.bulk_update(rinkeby, ["continues", "accepted_at"])
    accepted = live_rows(Intervention.objects.filter(accepted_at__isnull=False))
    roots = chain_roots(accepted)
    for term in TERMS:
        expected = {}
        for code in (RINKEBY, HAGSATRA):
            mine = {
                roots[row.id] for row in accepted if row.school_unit_code == code and row.is_current(term)
            }
            expected |= {code: len(mine)} if mine else {}
        assert count_given(None, term) == expected
        assert {code: count for code, count in current_counts([RINKEBY], term).items() if count} == {
            code: count for code, count in expected.items() if code == RINKEBY
        }


@pytest.mark.usefixtures("rows")
def test_what_a_school_has_now_and_what_starts_next_are_what_its_rows_say() -> None:
    every = live_rows(Intervention.objects.all())
    for term in TERMS[3:7]:
        support = support_now((RINKEBY, HAGSATRA), term)
        running = [row for code in support for row in support[code][0]]
        assert sorted(row.id for row in running) == sorted(row.id for row in every if row.is_current(term))
        starting = {row.id for code in support for row in support[code][1]}
        assert starting == {row.id for row in every if row.period.first_term == term + 1}


def test_of_a_row_and_what_continues_it_the_latter_is_had_now() -> None:
    schools()
    values = {"school_unit_id": RINKEBY, "accepted_at": day(1), "window_start": 2025, "window_end": 2025}
    earlier = Intervention.objects.create(wording="först", start="2024ht", ongoing=True, **values)
    later = Intervention.objects.create(
        wording="sedan", start="2025vt", ongoing=True, continues=earlier, **values
    )
    assert [row.id for row in support_now([RINKEBY], Term(2025, "vt"))[RINKEBY][0]] == [later.pk]
