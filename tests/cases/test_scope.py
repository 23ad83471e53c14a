"""From a letter to a case: what it proposes, what is asked about, and opening it whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.conftest import CODES, NOW, OFFICER
from vandpunkt.cases.building import answer
from vandpunkt.cases.content import SignatoryContent
from vandpunkt.cases.inquiries import (
    accept_inquiry,
    inquiry_file,
    inquiry_page,
    keep_inquiry,
    keep_pasted,
    link_inquiry,
    set_inquiry_aside,
    take_inquiry_up,
    waiting_inquiries,
)
from vandpunkt.cases.models import Attachment, Case, CaseSchool, Inquiry, Question, Sender, Step
from vandpunkt.cases.queries import case_page
from vandpunkt.cases.scope.changing import change_scope, scope_of
from vandpunkt.cases.scope.open_questions import OpenQuestions, open_questions
from vandpunkt.cases.scope.opening import CaseExists, open_case_of_scope
from vandpunkt.cases.scope.proposing import proposed_scope
from vandpunkt.cases.scope.values import CaseScope, ScopeSchool
from vandpunkt.documents import text as plain_text
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.inquiry import read_inquiry_text
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.school_matches import Why, match_schools
from vandpunkt.register.versions import keep_versions

LETTER = """Dnr UTBF 2026/44

Skrivelse om läsningen i ytterstaden

Till utbildningsnämnden. Inkom 2026-01-12

1. Vilket stöd har Hagsätraskolan och Rinkebyskolan fått 2022–2025?
2. Vilket stöd ska de få under 2026?

Ledamot Demo (S) m.fl.
"""


@pytest.fixture
def schools(seed_case: str) -> str:
    """The five schools, and their namesake elsewhere; returns the slug of the case that is there already."""
    SchoolUnit.objects.create(code="44227469", name="Grimstaskolan", municipality="Upplands Väsby")
    return seed_case


def scope_of_letter(text: str = LETTER) -> CaseScope:
    """What a letter proposes."""
    return proposed_scope(read_inquiry_text(text))


class TestMatching:
    def test_a_name_of_one_school_of_ours_is_settled(self, schools: str) -> None:
        (match,) = match_schools([("Hagsätraskolan", "")])
        assert (match.why, match.code) == (Why.SETTLED, CODES["Hagsätraskolan"])

    def test_a_shared_name_is_asked_about_with_ours_first(self, schools: str) -> None:
        (match,) = match_schools([("Grimstaskolan", "")])
        assert (match.why, match.code) == (Why.SHARED, "")
        assert [(one.municipality, one.code) for one in match.candidates] == [
            ("Stockholm", "51341279"),
            ("Upplands Väsby", "44227469"),
        ]

    def test_a_place_in_the_letter_settles_whose_it_is_and_others_are_still_asked_about(
        self, schools: str
    ) -> None:
        ours, theirs = match_schools([("Grimstaskolan", "Stockholm"), ("Grimstaskolan", "Upplands Väsby")])
        assert ours.code == "51341279"
        assert (theirs.why, theirs.code, len(theirs.candidates)) == (Why.NOT_OURS, "", 1)

    @pytest.mark.parametrize(
        "written", ["Rinkebyskola", "Rinkebyskolen", "Rinkebysklan", "Rinkeby", "Rinkeby grundskola"]
    )
    def test_a_misspelt_or_cut_name_is_proposed_and_never_taken(self, schools: str, written: str) -> None:
        (match,) = match_schools([(written, "")])
        assert (match.why, match.code) == (Why.LIKE, "")
        assert match.candidates[0].code == CODES["Rinkebyskolan"]

    def test_a_renamed_school_says_what_it_is_called_now(self, schools: str) -> None:
        unit = SchoolUnit.objects.get(code=CODES["Rinkebyskolan"])
        keep_versions([unit], by=OFFICER, now=NOW)
        unit.name = "Nya namnskolan"
        SchoolUnit.objects.filter(code=unit.code).update(name=unit.name)
        (match,) = match_schools([("Rinkebyskolan", "")])
        assert match.why is Why.RENAMED
        assert [(one.name, one.former_name) for one in match.candidates] == [
            ("Nya namnskolan", "Rinkebyskolan")
        ]

    def test_a_school_that_skolverket_no_longer_describes_says_since_when(self, schools: str) -> None:
        SchoolUnit.objects.update(described_by="planned-educations", described_for="2025/26")
        SchoolUnit.objects.filter(code=CODES["Rinkebyskolan"]).update(described_for="2023/24")
        (match,) = match_schools([("Rinkebyskolan", "")])
        assert (match.why, match.candidates[0].last_seen) == (Why.CLOSED, "2023/24")

    def test_an_unknown_name_has_no_candidates(self, schools: str) -> None:
        (match,) = match_schools([("Månskolan på Mars", "")])
        assert (match.why, match.candidates) == (Why.UNKNOWN, ())

    def test_any_number_of_names_costs_one_query(self, schools: str) -> None:
        for names in ([("Rinkebyskolan", "")], [(name, "") for name in (*CODES, "Rinkeby", "Mars")]):
            with CaptureQueriesContext(connection) as captured:
                match_schools(names)
            assert len(captured) == 1


class TestOpening:
    def test_a_letter_that_says_all_is_a_case_at_once(self, schools: str) -> None:
        slug = open_case_of_scope(scope_of_letter(), by=OFFICER, now=NOW)
        case = Case.objects.get(slug=slug)
        assert (case.dnr, case.title, case.board) == (
            "UTBF 2026/44",
            "Läsningen i ytterstaden",
            "Utbildningsnämnden",
        )
        assert (case.past_from, case.past_to, case.planned_from, case.planned_to) == (2022, 2025, 2026, 2026)
        assert list(case.case_schools.values_list("school_unit_id", flat=True)) == [
            CODES["Hagsätraskolan"],
            CODES["Rinkebyskolan"],
        ]
        assert [one.text[:20] for one in case.questions.all()] == [
            "Vilket stöd har Hags",
            "Vilket stöd ska de f",
        ]
        assert [(one.name, one.party, one.et_al) for one in case.senders.all()] == [
            ("Ledamot Demo", "S", True)
        ]
        first = case.steps.first()
        assert first is not None
        assert (first.kind, first.done) == (Step.Kind.RECEIVED, date(2026, 1, 12))
        attached = case.attachments.get().title
        assert attached == "Skrivelse om läsningen i ytterstaden av Ledamot Demo m.fl. (S)"
        assert case_page(slug).dnr == "UTBF 2026/44"

    def test_its_answer_quotes_questions_that_are_sentences_of_their_own(self, schools: str) -> None:
        slug = open_case_of_scope(replace(scope_of_letter(), title="KSBS i söder"), by=OFFICER, now=NOW)
        document = answer(slug, now=NOW)
        assert document.letterhead.subject == "Skrivelse om KSBS i söder"
        text = plain_text.render(document)
        assert "Frågorna lyder «Vilket stöd har Hagsätraskolan" in " ".join(text.split())
        assert "under 2026?»." in " ".join(text.split())

    def test_everything_it_writes_has_a_history_that_says_who(self, schools: str) -> None:
        slug = open_case_of_scope(scope_of_letter(), by=OFFICER, now=NOW)
        for model in (Case, CaseSchool, Question, Sender):
            newest = model.history.latest("history_id")
            assert (newest.history_type, newest.history_change_reason) == ("+", OFFICER)
        assert Case.history.latest("history_id").slug == slug

    def test_what_is_open_is_asked_about_all_at_once_and_nothing_is_written(self, schools: str) -> None:
        letter = LETTER.replace("Dnr UTBF 2026/44", "").replace("Rinkebyskolan", "Grimstaskolan")
        before = (Case.objects.count(), Question.history.count())
        with pytest.raises(OpenQuestions) as raised:
            open_case_of_scope(scope_of_letter(letter), by=OFFICER, now=NOW)
        assert [problem.field for problem in raised.value.problems] == ["dnr", "school-1"]
        assert "Registraturen ger det" in str(raised.value)
        assert (Case.objects.count(), Question.history.count()) == before

    def test_an_empty_scope_asks_for_everything_that_a_case_needs(self, db: None) -> None:
        fields = [problem.field for problem in open_questions(CaseScope())]
        needed = "dnr title questions board administration schools past_from planned_from"
        assert fields == needed.split()

    def test_a_number_that_is_a_case_already_is_told_and_nothing_doubled(self, schools: str) -> None:
        scope = replace(scope_of_letter(), dnr="dnr utbf 2024/6786".upper().replace("DNR", "Dnr"))
        with pytest.raises(CaseExists) as raised:
            open_case_of_scope(scope, by=OFFICER, now=NOW)
        assert raised.value.slug == schools
        assert Case.objects.count() == 1

    def test_letters_outside_addresses_are_written_plain_in_the_case_s_address(self, schools: str) -> None:
        scope = replace(scope_of_letter(), dnr="ÖBN 2026/7")
        assert open_case_of_scope(scope, by=OFFICER, now=NOW) == "OBN-2026-7"
        with pytest.raises(Problem, match="upptagen"):
            open_case_of_scope(replace(scope, dnr="OBN 2026/7"), by=OFFICER, now=NOW)

    def test_schools_mentioned_beside_those_asked_about_are_left_out(self, schools: str) -> None:
        text = "De skolor som avses är Hagsätraskolan och Rinkebyskolan. På Lillholmsskolan gick det bra."
        assert [one.written for one in scope_of_letter(text).schools] == ["Hagsätraskolan", "Rinkebyskolan"]


class TestLetters:
    def test_a_letter_is_kept_as_it_came_and_read_once(self, schools: str) -> None:
        first = keep_inquiry(LETTER.encode(), name="../brev.txt", by=OFFICER, now=NOW)
        assert keep_inquiry(LETTER.encode(), name="igen.txt", by=OFFICER, now=NOW) == first
        assert inquiry_file(first) == ("brev.txt", LETTER.encode())
        page = inquiry_page(first)
        assert (page.title, page.received_by, page.state) == ("Läsningen i ytterstaden", OFFICER, "waiting")
        assert page.reading == read_inquiry_text(LETTER)
        assert [one.id for one in waiting_inquiries()] == [first]

    def test_an_empty_paste_and_a_file_of_no_kind_are_refused_and_nothing_kept(self, db: None) -> None:
        with pytest.raises(Problem, match="Klistra in"):
            keep_pasted("  \n", by=OFFICER, now=NOW)
        with pytest.raises(Problem):
            keep_inquiry(b"PK\x03\x04 trasig", name="brev.docx", by=OFFICER, now=NOW)
        assert not Inquiry.objects.exists()

    def test_accepting_opens_the_case_and_a_second_time_changes_nothing(self, schools: str) -> None:
        letter = keep_pasted(LETTER, by=OFFICER, now=NOW)
        slug = accept_inquiry(letter, scope_of_letter(), by=OFFICER, now=NOW)
        assert (inquiry_page(letter).slug, waiting_inquiries()) == (slug, ())
        with pytest.raises(Problem, match="hör redan till ärendet UTBF 2026/44"):
            accept_inquiry(letter, replace(scope_of_letter(), dnr="UTBF 2026/45"), by=OFFICER, now=NOW)
        assert Case.objects.count() == 2

    def test_a_scope_with_open_questions_leaves_the_letter_waiting(self, schools: str) -> None:
        letter = keep_pasted(LETTER, by=OFFICER, now=NOW)
        with pytest.raises(OpenQuestions):
            accept_inquiry(letter, replace(scope_of_letter(), dnr=""), by=OFFICER, now=NOW)
        assert inquiry_page(letter).state == "waiting"

    def test_a_letter_can_be_linked_set_aside_and_taken_up(self, schools: str) -> None:
        letter = keep_pasted(LETTER, by=OFFICER, now=NOW)
        set_inquiry_aside(letter, by=OFFICER, now=NOW)
        assert waiting_inquiries() == ()
        take_inquiry_up(letter, by=OFFICER, now=NOW)
        link_inquiry(letter, schools, by=OFFICER, now=NOW)
        assert inquiry_page(letter).slug == schools
        states = Inquiry.history.filter(id=letter).order_by("history_id").values_list("state", flat=True)
        assert list(states) == ["waiting", "set_aside", "waiting", "accepted"]


class TestChanging:
    def test_questions_schools_and_years_change_and_what_stays_keeps_its_row(self, schools: str) -> None:
        slug = open_case_of_scope(scope_of_letter(), by=OFFICER, now=NOW)
        scope, version = scope_of(slug)
        ids = list(Question.objects.filter(case__slug=slug).values_list("pk", flat=True))
        wanted = replace(
            scope,
            questions=("En ny fråga?", scope.questions[0]),
            schools=(ScopeSchool("", CODES["Rinkebyskolan"]), ScopeSchool("", CODES["Lillholmsskolan"])),
            past=(2021, 2025),
        )
        assert change_scope(slug, wanted, made_from=version, by="Annan", now=NOW)
        after, newer = scope_of(slug)
        assert (after.questions, after.past, after.codes) == (wanted.questions, (2021, 2025), wanted.codes)
        assert set(Question.objects.filter(case__slug=slug).values_list("pk", flat=True)) == set(ids)
        assert newer > version
        assert not change_scope(slug, wanted, made_from=newer, by="Annan", now=NOW)
        assert Attachment.objects.filter(case__slug=slug).count() == 1

    def test_who_signs_is_stated_changed_and_taken_away(self, schools: str) -> None:
        chief, head = SignatoryContent("Chef Demo", "Direktör"), SignatoryContent("Avdelning Demo", "Chef")
        slug = open_case_of_scope(replace(scope_of_letter(), signatories=(chief,)), by=OFFICER, now=NOW)
        for signatories in ((head, chief), ()):
            scope, version = scope_of(slug)
            wanted = replace(scope, signatories=signatories)
            assert change_scope(slug, wanted, made_from=version, by=OFFICER, now=NOW)
            assert scope_of(slug)[0].signatories == signatories
            assert not change_scope(slug, wanted, made_from=scope_of(slug)[1], by=OFFICER, now=NOW)

    def test_who_comes_second_sees_what_the_first_changed_and_saves_nothing(self, schools: str) -> None:
        scope, version = scope_of(schools)
        change_scope(schools, replace(scope, title="Ny rubrik"), made_from=version, by="Annan", now=NOW)
        with pytest.raises(ChangedMeanwhile, match="Annan hann spara") as raised:
            change_scope(schools, replace(scope, past=(2020, 2024)), made_from=version, by=OFFICER, now=NOW)
        assert {one.field for one in raised.value.differences} == {"title", "past"}
        assert scope_of(schools)[0].past == (2021, 2024)

    def test_a_case_cannot_lose_its_last_school_or_question(self, schools: str) -> None:
        scope, version = scope_of(schools)
        with pytest.raises(OpenQuestions) as raised:
            change_scope(
                schools, replace(scope, schools=(), questions=()), made_from=version, by=OFFICER, now=NOW
            )
        assert {problem.field for problem in raised.value.problems} == {"schools", "questions"}
        assert len(scope_of(schools)[0].schools) == 5
