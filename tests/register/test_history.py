"""The register as it stood at any moment, and who changed what."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import BY, START, day
from tests.register.supporting import KEPT
from vandpunkt.domain.problems import Problem
from vandpunkt.register.history import as_it_stood, changes
from vandpunkt.register.models import Area, Partner, Programme
from vandpunkt.register.versions import REASON_LENGTH, create_kept, keep_versions

pytestmark = pytest.mark.django_db


def partner(name: str, *, now: int = 0) -> Partner:
    """A partner with its first version."""
    return create_kept([Partner(name=name)], by=BY, now=day(now))[0]


def renamed(row: Partner, name: str, *, now: int) -> None:
    """The partner under another name, with a version."""
    row.name = name
    row.skip_history_when_saving = True
    row.save()
    keep_versions([row], by=BY, now=day(now))


def names(moment: int | None) -> list[str]:
    """What the partners were called."""
    rows = as_it_stood(Partner, None if moment is None else day(moment))
    return sorted(rows.values_list("name", flat=True))


def test_each_day_sees_the_version_of_that_day() -> None:
    row = partner("FoU", now=1)
    renamed(row, "FoU-enheten", now=3)
    partner("KIND", now=4)
    assert [names(number) for number in range(6)] == [
        [],
        ["FoU"],
        ["FoU"],
        ["FoU-enheten"],
        ["FoU-enheten", "KIND"],
        ["FoU-enheten", "KIND"],
    ]
    assert names(None) == names(5)


def test_of_two_versions_at_the_same_moment_the_last_one_stands() -> None:
    row = partner("Ett")
    renamed(row, "Två", now=0)
    assert names(0) == ["Två"]


def test_a_row_that_has_been_removed_is_gone_from_then_on_and_there_before() -> None:
    row = partner("FoU")
    row._history_date = day(2)
    row.delete()
    assert [names(number) for number in (0, 1, 2, 3)] == [["FoU"], ["FoU"], [], []]


def test_who_is_the_user_where_one_is_known_else_the_person_or_command_named() -> None:
    user = get_user_model().objects.create_user("handläggare", first_name="Handläggare", last_name="Demo")
    programme = create_kept([Programme(name="KUF")], by="vandpunkt init", now=START)[0]
    programme.purpose = "Undervisning"
    programme._history_user = user
    programme.save()
    made, changed = changes("programme", programme.pk)
    assert (made.by, changed.by) == ("vandpunkt init", "Handläggare Demo")
    assert [(one.field, one.name, one.old, one.new) for one in changed.fields] == [
        ("purpose", "syfte", "", "Undervisning")
    ]


def test_a_long_name_of_who_is_cut_not_refused() -> None:
    row = create_kept([Area(name="Område 1")], by="x" * 300, now=START)[0]
    assert [change.by for change in changes("area", row.pk)] == ["x" * REASON_LENGTH]


def test_a_row_that_never_was_has_no_changes() -> None:
    assert changes("partner", 0) == ()


@pytest.mark.parametrize("model", ["result", "user", "", "partner; drop table"])
def test_models_without_history_are_a_problem(model: str) -> None:
    with pytest.raises(Problem, match="ingen historik"):
        changes(model, 1)


@pytest.mark.parametrize("model", KEPT)
def test_every_kept_model_can_be_asked(model: str) -> None:
    assert changes(model, "0") == ()


def test_nothing_to_keep_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        keep_versions([], by=BY, now=START)
        assert create_kept([], by=BY, now=START) == []


steps = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["x", "y", "z", None])), max_size=12)


class TestAgainstAnObviousReplay(TestCase):
    """Any run of changes and removals, on any day, is what replaying it by hand gives."""

    @given(steps)
    def test_as_replayed(self, run: list[tuple[str, str | None]]) -> None:
        rows: dict[str, Area] = {}
        state: dict[str, str] = {}
        expected = []
        for number, (key, value) in enumerate(run):
            if value is None:
                if key in rows:
                    row = rows.pop(key)
                    row._history_date = day(number)
                    row.delete()
                    del state[key]
            elif key in rows:
                rows[key].name = f"{key}{value}"
                rows[key].skip_history_when_saving = True
                rows[key].save()
                keep_versions([rows[key]], by=BY, now=day(number))
                state[key] = f"{key}{value}"
            else:
                rows[key] = create_kept([Area(name=f"{key}{value}")], by=BY, now=day(number))[0]
                state[key] = f"{key}{value}"
            expected.append(sorted(state.values()))
        for number, wanted in enumerate(expected):
            assert sorted(as_it_stood(Area, day(number)).values_list("name", flat=True)) == wanted
