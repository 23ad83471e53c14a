"""A publication is recorded whole or not at all, and every version of a figure stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.register.publishing import ALMA, BY, REFUSED, RINKEBY, THEIRS, day, figure, publication, unit
from vandpunkt.register import recording
from vandpunkt.register.models import Result, SchoolUnit, SourceSnapshot
from vandpunkt.register.recording import RowsRefused, record
from vandpunkt.register.results import in_force

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def rows() -> list[tuple[str, bool]]:
    """Every version of every figure, as they were recorded: the text, and whether it is in force."""
    return [(row.text, row.superseded_at is None) for row in Result.objects.order_by("pk")]


def test_a_figure_is_kept_as_printed_with_the_counts_that_it_allows() -> None:
    report = record(publication(figure()), by=BY, now=day(0))
    row = Result.objects.get()
    assert (row.text, row.count_low, row.count_high, row.cohort, row.cohort_inferred) == (
        "74,5",
        38,
        38,
        51,
        False,
    )
    assert (row.source, row.school_year, row.recorded_at) == ("report-139", "2024/25", day(0))
    assert (report.new, report.changed, report.unchanged, report.units_new) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("~100", 47, 50), ("100", 51, 51), ("100,0", 51, 51), ("..", None, None), (".", None, None)],
)
def test_marks_become_intervals_of_counts(text: str, low: int | None, high: int | None) -> None:
    record(publication(figure(text)), by=BY, now=day(0))
    row = Result.objects.get()
    assert (row.count_low, row.count_high) == (low, high)


def test_a_share_without_n_and_a_figure_that_is_no_share_have_no_counts() -> None:
    record(publication(figure(cohort=None), figure("99,5", indicator="merit")), by=BY, now=day(0))
    assert {(row.count_low, row.count_high) for row in Result.objects.all()} == {(None, None)}


def test_the_source_is_kept_with_its_address_hash_time_and_who() -> None:
    report = record(publication(figure(), sha256="b" * 64), by=BY, now=day(0))
    snapshot = SourceSnapshot.objects.get()
    assert report.snapshot_id == snapshot.pk
    assert (snapshot.kind, snapshot.address, snapshot.sha256) == ("report-139", "rapport.csv", "b" * 64)
    assert (snapshot.recorded_by, snapshot.recorded_at, snapshot.figures_new) == (BY, day(0), 1)


@pytest.mark.parametrize("sha256", ["a" * 64, "c" * 64])
def test_the_same_content_twice_changes_nothing_whatever_its_hash(sha256: str) -> None:
    record(publication(figure()), by=BY, now=day(0))
    report = record(publication(figure(), sha256=sha256), by=BY, now=day(1))
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert report.nothing_changed
    assert (SourceSnapshot.objects.count(), Result.objects.count()) == (1, 1)
    assert SchoolUnit.history.count() == 1


def test_a_corrected_publication_becomes_a_new_version_and_the_old_one_stays() -> None:
    record(publication(figure("74,5")), by=BY, now=day(0))
    report = record(publication(figure("76,5")), by=BY, now=day(1))
    assert rows() == [("74,5", False), ("76,5", True)]
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    assert Result.objects.get(text="74,5").superseded_at == day(1)


def test_a_correction_that_is_taken_back_is_a_third_version() -> None:
    for number, text in enumerate(("74,5", "76,5", "74,5")):
        record(publication(figure(text)), by=BY, now=day(number))
    assert rows() == [("74,5", False), ("76,5", False), ("74,5", True)]
    assert SourceSnapshot.objects.count() == 3


def test_another_printing_of_the_same_number_is_a_new_version_as_the_text_is_kept() -> None:
    record(publication(figure("100,0")), by=BY, now=day(0))
    assert record(publication(figure("100")), by=BY, now=day(1)).changed == 1


def test_a_figure_that_a_publication_does_not_mention_is_left_as_it_is() -> None:
    record(publication(figure("74,5"), figure("64,9", year=2023)), by=BY, now=day(0))
    report = record(publication(figure("76,5")), by=BY, now=day(1))
    assert (report.changed, report.unchanged) == (1, 0)
    assert in_force(None).count() == 2


def test_two_sources_of_the_same_figure_are_both_kept() -> None:
    record(publication(figure()), by=BY, now=day(0))
    report = record(publication(figure(inferred=True), kind="planned-educations"), by=BY, now=day(1))
    assert report.new == 1
    assert in_force(None).count() == 2


def test_refused_rows_stop_the_whole_publication_unless_they_are_allowed() -> None:
    refused = publication(figure(), refusals=(REFUSED,))
    with pytest.raises(RowsRefused, match="Inget är inläst") as problem:
        record(refused, by=BY, now=day(0))
    assert problem.value.refused == (REFUSED,)
    assert (Result.objects.count(), SchoolUnit.objects.count(), SourceSnapshot.objects.count()) == (0, 0, 0)
    report = record(refused, by=BY, now=day(0), allow_refusals=True)
    assert (report.new, report.refused) == (1, (REFUSED,))
    assert SourceSnapshot.objects.get().rows_refused == 1


def test_figures_of_a_unit_that_nobody_has_described_are_refused_once_a_unit() -> None:
    stray = publication(figure(), figure("1", code=ALMA), figure("2", code=ALMA, year=2023))
    with pytest.raises(RowsRefused) as problem:
        record(stray, by=BY, now=day(0))
    (refusal,) = problem.value.refused
    assert ALMA in refusal.reason
    assert refusal.place.row == 7


def test_figures_of_a_unit_described_before_need_no_description() -> None:
    record(publication(), by=BY, now=day(0))
    assert record(publication(figure(), units=()), by=BY, now=day(1)).new == 1


def test_a_failure_at_the_very_end_leaves_the_register_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    record(publication(figure("74,5")), by=BY, now=day(0))

    def fail(written: Sequence[Result]) -> None:
        raise IntegrityError("the last step failed")

    monkeypatch.setattr(recording, "insert_rows", fail)
    changed = publication(figure("76,5"), units=(unit(name="Ny"), unit(ALMA, "Alma", THEIRS)))
    with pytest.raises(IntegrityError):
        record(changed, by=BY, now=day(1))
    assert rows() == [("74,5", True)]
    assert list(SchoolUnit.objects.values_list("name", flat=True)) == ["Rinkebyskolan"]
    assert (SourceSnapshot.objects.count(), SchoolUnit.history.count()) == (1, 1)


def test_the_database_itself_allows_one_figure_in_force() -> None:
    record(publication(figure()), by=BY, now=day(0))
    row = Result.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError):
        row.save()


texts = st.sampled_from(["74,5", "~100", "..", ".", "100,0", "100", "62,7"])
stated = st.dictionaries(
    st.tuples(st.sampled_from([2022, 2023, 2024]), st.sampled_from(["report-139", "salsa"])), texts
)


class TestEveryPastDay(TestCase):
    """What is in force on any day is what an obvious replay of the publications gives."""

    @given(st.lists(stated, max_size=5))
    def test_as_an_obvious_replay(self, publications: list[dict[tuple[int, str], str]]) -> None:
        replayed: dict[tuple[str, str], str] = {}
        expected = []
        for number, figures in enumerate(publications):
            for kind in ("report-139", "salsa"):
                named = [
                    figure(text, year=year) for (year, source), text in figures.items() if source == kind
                ]
                record(publication(*named, kind=kind), by=BY, now=day(number))
            replayed |= {(f"{year}/{year % 100 + 1}", kind): text for (year, kind), text in figures.items()}
            expected.append(dict(replayed))
        for number, state in enumerate(expected):
            found = in_force(day(number) + timedelta(hours=1))
            assert {(row.school_year, row.source): row.text for row in found} == state
        assert {(row.school_year, row.source): row.text for row in in_force(None)} == replayed
        assert not in_force(day(0) - timedelta(hours=1)).exists()


def test_the_unit_of_the_figures_is_ours() -> None:
    record(publication(figure()), by=BY, now=day(0))
    assert SchoolUnit.objects.get(pk=RINKEBY).own
