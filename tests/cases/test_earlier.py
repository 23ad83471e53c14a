"""Asked before? What earlier answers said and promised about the same schools or programmes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.conftest import CODES, NOW, OFFICER
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.earlier import Standing, earlier_answers
from vandpunkt.cases.models import Case, Step
from vandpunkt.cases.watched_promises import watch_promises
from vandpunkt.follow_up.promises import answer_promise

HAGSATRA, RINKEBY = CODES["Hagsätraskolan"], CODES["Rinkebyskolan"]


@pytest.fixture
def answered(seed_case: str) -> str:
    """The slug of the case with its answer kept and what it plans watched."""
    keep_statement(seed_case, by=OFFICER, now=NOW)
    watch_promises(seed_case, by=OFFICER, now=NOW)
    return seed_case


def test_the_sentences_about_the_schools_stand_as_they_were_said(answered: str) -> None:
    (answer,) = earlier_answers([RINKEBY])
    assert (answer.dnr, answer.slug, answer.standing) == ("UTBF 2024/6786", answered, Standing.KEPT)
    assert answer.senders == ("Andréa Hedin m.fl. (M)",)
    (said,) = answer.said
    assert (said.code, said.name) == (RINKEBY, "Rinkebyskolan")
    assert "Lektor som utvecklat undervisningen." in said.sentences
    assert not any("NPF" in sentence for sentence in said.sentences)
    assert [sentence[:20] for sentence in said.planned] == ["Nätverk för rektorer"]


def test_what_was_promised_comes_with_what_came_of_it(answered: str) -> None:
    promise = earlier_answers([RINKEBY])[0].promises[0]
    answer_promise(
        promise.id, status="not_done", reason="Ingen ledare.", made_from=promise.version, by=OFFICER, now=NOW
    )
    (again,) = [one for one in earlier_answers([RINKEBY])[0].promises if one.id == promise.id]
    assert (again.status, again.reason) == ("not_done", "Ingen ledare.")
    assert {one.school_unit_code for one in earlier_answers([RINKEBY])[0].promises} == {RINKEBY}


def test_a_programme_is_found_at_whichever_schools_had_it(answered: str) -> None:
    (answer,) = earlier_answers([], ["ksbs"])
    assert {said.name for said in answer.said} == {"Hagsätraskolan", "Hässelbygårdsskolan", "Lillholmsskolan"}
    lines = [line for said in answer.said for line in (*said.sentences, *said.planned)]
    assert all("KSBS" in line or "bästa skola" in line for line in lines)


def test_other_schools_later_cases_and_the_case_that_asks_are_left_out(answered: str) -> None:
    assert earlier_answers(["12345678"]) == ()
    assert earlier_answers([]) == ()
    assert earlier_answers([RINKEBY], before=NOW - timedelta(days=1)) == ()
    assert earlier_answers([RINKEBY], leave_out=answered) == ()


def test_a_decided_case_says_so_by_the_day_of_the_decision(answered: str) -> None:
    Step.objects.filter(case__slug=answered, kind=Step.Kind.DECISION).update(done="2025-02-20")
    (answer,) = earlier_answers([HAGSATRA])
    assert (answer.decided, answer.day) == (True, date(2025, 2, 20))


def test_a_document_that_was_read_counts_where_it_is_no_case(answered: str) -> None:
    Case.objects.filter(slug=answered).update(dnr="UTBF 2020/1")
    read = [one for one in earlier_answers([RINKEBY]) if one.standing is Standing.READ]
    assert [(one.dnr, one.slug, one.title) for one in read] == [
        ("UTBF 2024/6786", "", "Att vända skolresultat")
    ]
    assert "Lektor som utvecklat undervisningen." in read[0].said[0].sentences


def test_the_number_of_queries_does_not_grow_with_schools_or_programmes(answered: str) -> None:
    counts = []
    for codes, slugs in (([RINKEBY], ["ksbs"]), (list(CODES.values()), ["ksbs", "kuf", "sspf"])):
        with CaptureQueriesContext(connection) as captured:
            earlier_answers(codes, slugs, leave_out="nix")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12
