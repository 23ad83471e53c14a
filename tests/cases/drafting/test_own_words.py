"""A person's own text and own sentences in an answer: kept, put in place, and never written over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cases.conftest import CODES, NOW, OFFICER
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.contributions import ask_contribution, contribution, contributions, receive_contribution
from vandpunkt.cases.drafting.draft import Draft, DraftPassage, draft, take_in
from vandpunkt.cases.drafting.own_sentences import write_own_sentence
from vandpunkt.cases.drafting.own_texts import WrittenMeanwhile, own_text, write_own_text
from vandpunkt.cases.models import OwnSentence, OwnText, Statement
from vandpunkt.cases.signing import sign
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.walk import cited
from vandpunkt.domain.problems import Problem
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.models import Intervention

COLLEAGUE = "Kollega Demo"
LATER = NOW + timedelta(hours=1)


def write(slug: str, section: str, text: str, made_from: int, by: str = OFFICER) -> None:
    write_own_text(slug, section, text, made_from=made_from, by=by, now=NOW)


def seen(slug: str) -> Draft:
    return draft(slug, now=NOW)


def item_of(slug: str, row: int) -> DraftPassage:
    return next(one for one in seen(slug).passages if one.passage.key == f"intervention:{row}")


def replaced(slug: str, row: int, text: str) -> None:
    here = item_of(slug, row)
    made_from = here.own.version if here.own else 0
    write_own_sentence(
        slug,
        here.passage.key,
        text,
        generated=here.generated,
        made_from=made_from,
        by=OFFICER,
        now=NOW,
    )


@pytest.fixture
def row(seed_case: str) -> int:
    """An intervention that the answer lists."""
    return next(one.id for one in interventions(CODES.values()) if not one.planned)


class TestASection:
    def test_is_kept_with_its_paragraphs_and_its_history(self, seed_case: str) -> None:
        before = own_text(seed_case, "views")
        write(seed_case, "views", "Ett.\r\n\r\n\r\nTvå\nrader.", before.version)
        assert own_text(seed_case, "views").text == "Ett.\n\nTvå rader."
        assert OwnText.history.filter(section="views").first().history_change_reason == OFFICER

    def test_that_is_emptied_is_listed_as_missing_and_generated(self, seed_case: str) -> None:
        write(seed_case, "consequences", "", own_text(seed_case, "consequences").version)
        draft_now = seen(seed_case)
        assert [one.title for one in draft_now.texts if not one.text] == ["Konsekvenser för barn"]
        assert any(one.passage.key == "built:consequences" for one in draft_now.passages)

    def test_that_two_have_written_in_is_shown_to_the_second_with_both_changes(self, seed_case: str) -> None:
        write(seed_case, "views", "Ett.\n\nTvå.", own_text(seed_case, "views").version)
        version = own_text(seed_case, "views").version
        write(seed_case, "views", "Ett, hennes.\n\nTvå.", version, by=COLLEAGUE)
        with pytest.raises(WrittenMeanwhile, match=COLLEAGUE) as caught:
            write(seed_case, "views", "Ett.\n\nTvå.\n\nTre, hans.", version)
        assert caught.value.theirs == "Ett, hennes.\n\nTvå."
        assert caught.value.together == "Ett, hennes.\n\nTvå.\n\nTre, hans."
        assert own_text(seed_case, "views").text == "Ett, hennes.\n\nTvå."

    def test_that_two_write_for_the_first_time_is_written_over_by_none(self, seed_case: str) -> None:
        OwnText.objects.filter(section="views").delete()
        write(seed_case, "views", "Hennes.", 0, by=COLLEAGUE)
        with pytest.raises(WrittenMeanwhile):
            write(seed_case, "views", "Hans.", 0)

    def test_takes_in_a_departments_text_which_is_then_merged(self, seed_case: str) -> None:
        asked = ask_contribution(
            seed_case,
            department="Grundskoleavdelningen",
            asked_for="Vad ni har gjort",
            due=NOW.date(),
            by=OFFICER,
            now=NOW,
        )
        version = contribution(asked).version
        receive_contribution(asked, text="Vi har gjort detta.", made_from=version, by=COLLEAGUE, now=NOW)
        assert [one.merged for one in contributions(seed_case)] == [None]
        before = own_text(seed_case, "views")
        write_own_text(
            seed_case,
            "views",
            f"{before.text}\n\nVi har gjort detta.",
            made_from=before.version,
            contributions=[asked],
            by=OFFICER,
            now=LATER,
        )
        assert [one.merged for one in contributions(seed_case)] == [LATER]


class TestAnOwnSentence:
    def test_stands_in_the_answer_with_the_sources_of_the_one_it_replaces(
        self, seed_case: str, row: int
    ) -> None:
        before = item_of(seed_case, row)
        replaced(seed_case, row, "Med egna ord.")
        after = item_of(seed_case, row)
        assert after.passage.text == "Med egna ord."
        assert after.own is not None
        assert after.generated == after.own.generated == before.passage.text
        assert cited(seen(seed_case).document) == cited(from_json(_kept(seed_case).tree))

    def test_is_taken_back_and_the_registers_stands_again(self, seed_case: str, row: int) -> None:
        before = item_of(seed_case, row).passage.text
        replaced(seed_case, row, "Med egna ord.")
        replaced(seed_case, row, "")
        assert item_of(seed_case, row).passage.text == before
        assert not OwnSentence.objects.exists()
        assert OwnSentence.history.first().history_type == "-"

    def test_is_out_of_date_when_the_row_changes_afterwards(self, seed_case: str, row: int) -> None:
        replaced(seed_case, row, "Med egna ord.")
        assert not item_of(seed_case, row).outdated
        Intervention.objects.filter(pk=row).update(wording="", start="2022", end="2023")
        assert item_of(seed_case, row).outdated

    def test_is_told_of_when_the_row_is_gone(self, seed_case: str, row: int) -> None:
        replaced(seed_case, row, "Med egna ord.")
        Intervention.objects.filter(pk=row).update(start="2030", end="2031")
        assert [one.text for one in seen(seed_case).left_over] == ["Med egna ord."]

    def test_of_two_who_write_it_at_once_the_second_is_told(self, seed_case: str, row: int) -> None:
        replaced(seed_case, row, "Hennes ord.")
        key = f"intervention:{row}"
        with pytest.raises(Problem, match=OFFICER):
            write_own_sentence(seed_case, key, "Hans.", generated="", made_from=0, by=COLLEAGUE, now=NOW)
        assert OwnSentence.objects.get(key=key).text == "Hennes ord."


class TestWhatHasChangedSince:
    def test_is_nothing_right_after_a_build(self, seed_case: str) -> None:
        _kept(seed_case)
        assert seen(seed_case).changes == ()

    def test_is_exactly_the_sentence_about_the_changed_row(self, seed_case: str, row: int) -> None:
        _kept(seed_case)
        was = item_of(seed_case, row).passage.text
        Intervention.objects.filter(pk=row).update(wording="", start="2022", end="2023")
        (change,) = seen(seed_case).changes
        assert [one.text for one in change.before] == [was]
        assert [one.text for one in change.after] == [item_of(seed_case, row).passage.text]

    def test_is_taken_in_one_by_one_as_a_new_build(self, seed_case: str, row: int) -> None:
        kept = _kept(seed_case)
        Intervention.objects.filter(pk=row).update(wording="", start="2022", end="2023")
        other = next(one.id for one in interventions(CODES.values()) if one.planned)
        Intervention.objects.filter(pk=other).update(window_start=2030, window_end=2030)
        first, second = seen(seed_case).changes
        number = take_in(
            seed_case, number=kept.number, accepted={first.id}, kept_as_own=(), by=OFFICER, now=LATER
        )
        assert number == kept.number + 1
        assert [one.id for one in seen(seed_case).changes] == [second.id]

    def test_may_be_refused_by_keeping_the_old_words_as_ones_own(self, seed_case: str, row: int) -> None:
        kept = _kept(seed_case)
        was = item_of(seed_case, row).passage.text
        Intervention.objects.filter(pk=row).update(wording="", start="2022", end="2023")
        (change,) = seen(seed_case).changes
        take_in(seed_case, number=kept.number, accepted=(), kept_as_own={change.id}, by=OFFICER, now=LATER)
        here = item_of(seed_case, row)
        assert here.passage.text == was
        assert here.own is not None
        assert not here.outdated
        assert seen(seed_case).changes == ()

    def test_is_not_taken_in_from_a_page_made_before_a_newer_build(self, seed_case: str) -> None:
        number = _kept(seed_case).number
        with pytest.raises(Problem, match="byggts om"):
            take_in(seed_case, number=number + 1, accepted=(), kept_as_own=(), by=OFFICER, now=LATER)

    def test_leaves_what_was_signed_as_it_was(self, seed_case: str, row: int) -> None:
        kept = _kept(seed_case)
        signed = sign(seed_case, statement_number=kept.number, by=OFFICER, now=NOW)
        Intervention.objects.filter(pk=row).update(wording="", start="2022", end="2023")
        accepted = {one.id for one in seen(seed_case).changes}
        take_in(seed_case, number=kept.number, accepted=accepted, kept_as_own=(), by=OFFICER, now=LATER)
        assert Statement.objects.get(pk=kept.pk).sha256 == kept.sha256
        assert signed.statement_number == kept.number


def _kept(slug: str) -> Statement:
    return keep_statement(slug, by=OFFICER, now=NOW)
