"""What is found, in which words, and that the index follows what is written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.web.conftest import NOW
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.register.models import Intervention, Programme
from vandpunkt.register.versions import create_kept, keep_versions
from vandpunkt.search.finding import EVERYTHING, Found, search
from vandpunkt.search.index import catch_up, rebuild

pytestmark = pytest.mark.usefixtures("site")


def found(question: str, kind: str = "") -> dict[str, Found]:
    """What is found, by kind."""
    return {one.kind: one for one in search(question, may_open=EVERYTHING, kind=kind, limit=100)}


def titles(question: str, kind: str) -> set[str]:
    """The titles of what is found of one kind."""
    hits = found(question)[kind].hits if kind in found(question) else ()
    return {"".join(text for text, _ in hit.title) for hit in hits}


def test_a_school_is_found_by_its_name_its_code_and_the_beginning_of_its_name(site: Demonstration) -> None:
    name = site.schools[0].name
    for question in (name, name.upper(), name[:5], site.schools[0].code):
        assert name in titles(question, "school")


def test_inflections_are_the_same_word() -> None:
    for one, other in (("skolan", "skolor"), ("eleverna", "elev"), ("rektorer", "rektorernas")):
        assert found(one)["document"].count == found(other)["document"].count > 0


def test_letters_with_dots_and_rings_are_letters_of_their_own() -> None:
    assert found("hagsätraskolan")["school"].count
    assert "school" not in found("hagsatraskolan")
    assert found("hagsa\u0308traskolan")["school"].count == found("hagsätraskolan")["school"].count


def test_words_in_quotes_stand_in_a_row() -> None:
    assert found('"tidiga insatser"').keys() <= found("tidiga insatser").keys()
    assert found('"förvaltningens synpunkter och förslag"')["document"].count
    assert "document" not in found('"förslag synpunkter förvaltningens"')


def test_every_word_is_wanted() -> None:
    assert not found("rektor zzzzz")


def test_the_hit_stands_in_its_context_with_its_words_marked() -> None:
    hit = found("behörighet")["document"].hits[0]
    marked = [text for text, is_marked in hit.context if is_marked]
    assert any(text.casefold().startswith("behörig") for text in marked)
    assert len("".join(text for text, _ in hit.context)) < 300
    assert hit.page


@pytest.mark.parametrize(
    "question",
    ["", " ", '"', '""', "'", "a OR", "NEAR(a b)", "*", "s*", "tokens:x", "^a", "a-b", "a & b | !c", "\\",
     "\x00", "'; DROP TABLE x; --", "%", "()", "«", "å" * 5_000, "a " * 5_000, "𝒜²ª", "ß", "\ud7ff", "-"],
)  # fmt: skip
def test_no_question_is_an_error(question: str) -> None:
    found(question)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_an_error(question: str) -> None:
    found(question)


class TestTheIndex:
    """It follows the histories, whoever writes."""

    def test_a_new_row_a_changed_one_and_one_with_a_changed_name_beside_it(self) -> None:
        catch_up()
        (made,) = create_kept([Programme(name="Zebraprogrammet", slug="zebra")], by="x", now=NOW)
        assert titles("zebraprogram", "programme") == {"Zebraprogrammet"}
        row = Intervention.objects.first()
        assert row is not None
        row.programme = made
        row.save(update_fields=["programme"])
        keep_versions([row], by="x", now=NOW)
        assert found("zebraprogrammet")["intervention"].count == 1
        made.name = "Giraffprogrammet"
        made.save()
        keep_versions([made], by="x", now=NOW)
        assert not found("zebraprogrammet")
        assert found("giraffprogrammet")["intervention"].count == 1

    def test_nothing_new_costs_two_queries(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        catch_up()
        with django_assert_num_queries(2):
            assert catch_up() == 0

    def test_what_was_being_written_the_last_time_is_taken_in_later(self) -> None:
        (made,) = create_kept([Programme(name="Zebraprogrammet", slug="zebra")], by="x", now=NOW)
        history = Programme.history
        late = history.filter(id=made.pk).get()
        values = {field.attname: getattr(late, field.attname) for field in late._meta.concrete_fields}
        late.delete()
        (other,) = create_kept([Programme(name="Andra", slug="andra")], by="x", now=NOW)
        catch_up()
        history.model(**values).save(force_insert=True)
        Programme.objects.filter(pk=made.pk).update(name="Giraffprogrammet")
        assert titles("giraff", "programme") == {"Giraffprogrammet"}
        assert titles("andra", "programme") >= {str(other)}

    def test_made_anew_it_is_the_same(self) -> None:
        before = {kind: one.count for kind, one in found("skola").items()}
        assert rebuild() > 50
        assert {kind: one.count for kind, one in found("skola").items()} == before
        assert catch_up() == 0
