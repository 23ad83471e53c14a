"""The shipped publications come into the register, quickly, in a constant number of statements, and once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.publishing import BY, day, figure, publication, unit
from vandpunkt.register.models import Result, SchoolUnit
from vandpunkt.register.recording import ImportReport, record
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.schools import find_school, own_schools
from vandpunkt.sources import SHIPPED, read_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

FILES = {
    "planned-educations": "planned-educations-stockholm-2026-04.tar.xz",
    "report-139": "report-139-2025.csv.xz",
    "salsa": "salsa-2024-25-stockholm-county.csv.xz",
}
MOST_QUERIES = 12


def shipped(kind: str, *, now: int = 0) -> ImportReport:
    """Read and record one of the shipped publications."""
    return record(read_publication(kind, str(SHIPPED / FILES[kind])), by=BY, now=day(now))


def test_all_three_twice_and_the_second_time_changes_nothing() -> None:
    first = [shipped(kind) for kind in FILES]
    assert [(one.new, one.units_new) for one in first] == [(11660, 398), (6856, 1319), (1400, 0)]
    counts = Result.objects.count(), SchoolUnit.history.count()
    second = [shipped(kind, now=1) for kind in FILES]
    assert all(one.nothing_changed for one in second)
    assert (Result.objects.count(), SchoolUnit.history.count()) == counts


def test_the_five_schools_in_the_register() -> None:
    for kind in FILES:
        shipped(kind)
    assert find_school("Grimstaskolan").code == "51341279"
    assert len(own_schools()) > 60
    years = eligibility_years(["37416253", "46581319"])
    assert [one.text for one in years["37416253"]] == ["72,0", "69,8", "72,7", "64,9", "74,5"]
    assert [one.cohort_printed for one in years["37416253"]] == [None, None, None, None, 51]
    assert [one.text for one in years["46581319"]] == ["70,2", "73,9", "91,5", "53,8", "49,3"]
    assert all(one.count_low is not None for one in years["37416253"])


def test_the_national_report_is_read_whole() -> None:
    assert shipped("report-139").rows_read == 1714


@pytest.mark.parametrize("rows", [1, 1000])
def test_queries_do_not_grow_with_the_rows(rows: int) -> None:
    codes = [f"{number:08d}" for number in range(rows)]
    units = tuple(unit(code, f"Skola {code}") for code in codes)
    for text in ("74,5", "76,5", "76,5"):
        figures = [figure(text, code=code, year=year) for code in codes for year in (2023, 2024)]
        with CaptureQueriesContext(connection) as queries:
            record(publication(*figures, units=units), by=BY, now=day(0))
        assert len(queries) <= MOST_QUERIES
