"""What the product ships says what is known of it: the five schools, the counts, and n where printed."""

from __future__ import annotations

from collections import defaultdict

import pytest

from vandpunkt.domain.marks import PublishedValue, infer_cohort
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.publication import Publication
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources import KINDS, SHIPPED, read_publication

ELIGIBLE = {
    "37416253": ("72,0", "69,8", "72,7", "64,9", "74,5"),
    "87838841": ("70,6", "56,4", "55,6", "51,6", "65,6"),
    "82110758": ("67,5", "63,9", "59,7", "59,5", "60,6"),
    "51341279": ("76,6", "71,6", "68,0", "66,7", "60,3"),
    "46581319": ("70,2", "73,9", "91,5", "53,8", "49,3"),
}
COHORTS = {"37416253": 51, "87838841": 61, "82110758": 66, "51341279": 78, "46581319": 67}
DEVIATIONS = {"37416253": 30, "87838841": 2, "82110758": -10, "51341279": -14, "46581319": -22}
SHARES = (
    "vocational_eligibility",
    "eligibility_es",
    "eligibility_eksahu",
    "eligibility_nate",
    "all_subjects",
)


@pytest.fixture(scope="module")
def api() -> Publication:
    return read_publication(
        "planned-educations", str(SHIPPED / "planned-educations-stockholm-2026-04.tar.xz")
    )


@pytest.fixture(scope="module")
def report() -> Publication:
    return read_publication("report-139", str(SHIPPED / "report-139-2025.csv.xz"))


@pytest.fixture(scope="module")
def salsa() -> Publication:
    return read_publication("salsa", str(SHIPPED / "salsa-2024-25-stockholm-county.csv.xz"))


def test_all_of_it_is_read_and_nothing_refused(
    api: Publication, report: Publication, salsa: Publication
) -> None:
    assert [(one.rows_read, len(one.units), len(one.refusals)) for one in (api, report, salsa)] == [
        (796, 398, 0),
        (1714, 1714, 0),
        (350, 350, 0),
    ]


@pytest.mark.parametrize("code", ELIGIBLE)
def test_the_five_schools_have_the_years_that_are_known(code: str, api: Publication) -> None:
    years = {
        one.school_year: one.value.text
        for one in api.figures
        if one.school_unit_code == code and one.indicator == "vocational_eligibility"
    }
    assert years == dict(zip([SchoolYear(year) for year in range(2020, 2025)], ELIGIBLE[code], strict=True))


def test_the_five_schools_have_the_cohorts_and_deviations_that_are_known(
    report: Publication, salsa: Publication
) -> None:
    assert {
        one.school_unit_code: one.cohort
        for one in report.figures
        if one.school_unit_code in COHORTS and one.indicator == "vocational_eligibility"
    } == COHORTS
    assert {
        one.school_unit_code: int(one.value.number or 0)
        for one in salsa.figures
        if one.school_unit_code in COHORTS and one.indicator == "merit_deviation"
    } == DEVIATIONS


def test_the_two_publications_print_the_same_shares_for_the_same_units_and_year(
    api: Publication, report: Publication
) -> None:
    def shares(publication: Publication) -> dict[tuple[str, str], PublishedValue]:
        return {
            (one.school_unit_code, one.indicator): one.value
            for one in publication.figures
            if one.school_year == SchoolYear(2024) and one.indicator in SHARES[::4]
        }

    ours, national = shares(api), shares(report)
    both = ours.keys() & national.keys()
    differing = [
        key
        for key in both
        if (ours[key].kind, ours[key].number) != (national[key].kind, national[key].number)
    ]
    assert len(both) > 600
    assert differing == []


def test_every_share_of_the_national_report_fits_the_n_printed_beside_it(report: Publication) -> None:
    printed = [one for one in report.figures if one.indicator in SHARES and one.cohort and one.value.is_share]
    assert len(printed) > 2500
    assert all(one.value.fits(one.cohort or 0) for one in printed)


def test_an_inferred_n_is_nearly_always_the_printed_one_and_always_among_the_candidates(
    api: Publication, report: Publication
) -> None:
    true = {one.school_unit_code: one.cohort for one in report.figures if one.indicator == "all_subjects"}
    shares: dict[str, list[PublishedValue]] = defaultdict(list)
    inferred: dict[str, int] = {}
    for one in api.figures:
        if one.school_year == SchoolYear(2024) and one.indicator in SHARES:
            shares[one.school_unit_code].append(one.value)
            if one.cohort:
                inferred[one.school_unit_code] = one.cohort
    checked = {code: n for code, n in inferred.items() if true.get(code)}
    right = sum(true[code] == n for code, n in checked.items())
    among = sum(true[code] in infer_cohort(shares[code]).candidates for code in checked)
    assert len(checked) > 200
    assert right / len(checked) > 0.95
    assert among >= len(checked) - 1


def test_the_hash_is_of_the_content_and_stays_the_same(report: Publication, salsa: Publication) -> None:
    again = read_publication("report-139", str(SHIPPED / "report-139-2025.csv.xz"))
    assert again.sha256 == report.sha256
    assert len({report.sha256, salsa.sha256}) == 2


def test_an_unknown_kind_is_a_problem_that_names_the_known_ones() -> None:
    with pytest.raises(Problem) as problem:
        read_publication("rapport-140", "x")
    assert all(kind in str(problem.value) for kind in KINDS)


@pytest.mark.parametrize("kind", ["report-139", "salsa"])
def test_one_kind_is_not_taken_for_another(kind: str) -> None:
    files = {"salsa": "report-139-2025.csv.xz", "report-139": "salsa-2024-25-stockholm-county.csv.xz"}
    with pytest.raises(Problem):
        read_publication(kind, str(SHIPPED / files[kind]))
