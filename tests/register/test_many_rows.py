"""Thousands of rows in one statement say the same as the ORM, row by row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from vandpunkt.register.many_rows import insert_rows, update_rows
from vandpunkt.register.models import SchoolUnit, SourceDocument

pytestmark = pytest.mark.django_db

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
documents = st.lists(
    st.builds(
        lambda number, title, pages, hour: SourceDocument(
            sha256=str(number), title=title, page_texts=pages, read_at=datetime(2026, 1, 1, hour, tzinfo=UTC)
        ),
        st.integers(),
        texts,
        st.lists(texts, max_size=3),
        st.integers(0, 23),
    ),
    unique_by=lambda row: row.sha256,
    max_size=10,
)


class TestAgainstTheOrm(TestCase):
    """What is inserted comes back as it was, whatever it holds."""

    @given(documents)
    def test_what_is_inserted_comes_back(self, rows: list[SourceDocument]) -> None:
        insert_rows(rows)
        found = {row.sha256: row for row in SourceDocument.objects.all()}
        assert len(found) == len(rows)
        for row in rows:
            kept = found[row.sha256]
            assert (kept.title, kept.page_texts, kept.read_at) == (row.title, row.page_texts, row.read_at)


def units(number: int) -> list[SchoolUnit]:
    """So many units, not yet kept."""
    return [SchoolUnit(code=f"{at:08d}", name=f"Skola {at}", municipality="Solna") for at in range(number)]


@pytest.mark.parametrize("number", [1, 3000])
def test_one_statement_however_many_rows(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = units(number)
    with django_assert_num_queries(1):
        insert_rows(rows)
    for row in rows:
        row.name, row.municipality = f"{row.name} ny", "ändras inte"
    with django_assert_num_queries(1):
        update_rows(rows, ["name"])
    assert SchoolUnit.objects.filter(name__endswith=" ny", municipality="Solna").count() == number


def test_no_rows_are_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert_rows([])
        update_rows([], ["name"])


def test_rows_that_are_not_named_are_left_as_they_are() -> None:
    first, second = units(2)
    insert_rows([first, second])
    first.own = True
    update_rows([first], ["own"])
    assert dict(SchoolUnit.objects.values_list("code", "own")) == {"00000000": True, "00000001": False}
