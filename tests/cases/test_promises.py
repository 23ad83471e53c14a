"""Promises come back: from a kept answer to rows, from an answered row to the next answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.cases.conftest import CODES, NOW, OFFICER
from vandpunkt.cases.building import answer, keep_statement
from vandpunkt.cases.models import Case, CaseSchool
from vandpunkt.cases.watched_promises import watch_promises
from vandpunkt.documents.text import render
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.promises import (
    answer_promise,
    mark_asked,
    promise_version,
    promises,
    promises_due,
)
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.meanwhile import ChangedMeanwhile

AFTER = date(2026, 1, 7)


@pytest.fixture
def watched(seed_case: str) -> str:
    """The case with its answer kept and its promises watched."""
    keep_statement(seed_case, by=OFFICER, now=NOW)
    watch_promises(seed_case, by=OFFICER, now=NOW)
    return seed_case


def next_case() -> str:
    """A later inquiry about the same schools; returns its slug."""
    case = Case.objects.create(
        dnr="UTBF 2026/1",
        slug="UTBF-2026-1",
        title="Vad blev det av stödet?",
        board="Utbildningsnämnden",
        administration="Utbildningsförvaltningen",
        past_from=2025,
        past_to=2025,
        planned_from=2026,
        planned_to=2026,
        opened_at=NOW,
    )
    for position, code in enumerate(CODES.values()):
        CaseSchool.objects.create(case=case, school_unit_id=code, position=position)
    return case.slug


def test_every_planned_item_of_the_answer_becomes_a_promise(watched: str) -> None:
    planned = [row for row in interventions(CODES.values()) if row.planned]
    rows = promises()
    assert {row.intervention_id for row in rows} == {row.id for row in planned}
    assert {row.sentence for row in rows} <= {row.wording for row in planned}
    assert all(row.due <= Term(2025, "ht") for row in rows)
    assert all(row.citation.startswith(f"intervention-{row.intervention_id}-") for row in rows)


def test_a_second_time_changes_nothing(watched: str) -> None:
    before = promises()
    assert watch_promises(watched, by=OFFICER, now=NOW) == 0
    assert promises() == before


def test_a_case_without_an_answer_has_nothing_to_watch(seed_case: str) -> None:
    with pytest.raises(Problem, match="inget svar"):
        watch_promises(seed_case, by=OFFICER, now=NOW)


def test_nothing_is_due_before_the_term_has_ended(watched: str) -> None:
    assert not promises_due(today=date(2025, 6, 30))
    assert promises_due(today=AFTER) == promises()
    assert not promises_due(today=AFTER, codes=frozenset())


def test_the_responsible_is_asked_once(watched: str) -> None:
    ids = [row.id for row in promises_due(today=AFTER, unasked=True)]
    assert mark_asked(ids, by="vandpunkt remind", now=NOW) == len(ids)
    assert not promises_due(today=AFTER, unasked=True)
    assert mark_asked(ids, by="vandpunkt remind", now=NOW) == 0
    assert promises_due(today=AFTER)


def test_what_was_not_done_needs_a_reason(watched: str) -> None:
    row = promises()[0]
    with pytest.raises(FieldProblem, match="varför"):
        answer_promise(row.id, status="not_done", made_from=row.version, by=OFFICER, now=NOW)
    with pytest.raises(FieldProblem):
        answer_promise(row.id, status="open", made_from=row.version, by=OFFICER, now=NOW)
    assert promises()[0] == row


def test_the_second_of_two_answers_is_told_of_the_first(watched: str) -> None:
    row = promises()[0]
    answer_promise(row.id, status="done", made_from=row.version, by="Samordnare Demo", now=NOW)
    with pytest.raises(ChangedMeanwhile, match="Samordnare Demo"):
        answer_promise(row.id, status="running", made_from=row.version, by=OFFICER, now=NOW)
    assert next(one for one in promises() if one.id == row.id).status == "done"


def test_the_next_answer_tells_what_became_of_it_with_its_source(watched: str) -> None:
    done, running, undone, unanswered = promises()[:4]
    for row, status, reason in (
        (done, "done", ""),
        (running, "running", ""),
        (undone, "not_done", "handledaren slutade"),
    ):
        answer_promise(row.id, status=status, reason=reason, made_from=row.version, by=OFFICER, now=NOW)
    document = answer(next_case(), now=NOW)
    text = " ".join(render(document).split())
    assert "Vad som blev av det som planerades" in text
    assert "inte genomfört. Handledaren slutade." in text
    assert ": genomfört." in text
    assert ": pågår." in text
    assert "det är inte besvarat ännu" in text
    cited = [one for one in document.citations.values() if one.model == "promise"]
    assert {int(one.row) for one in cited} >= {done.id, running.id, undone.id, unanswered.id}
    kept = next(one for one in cited if int(one.row) == undone.id)
    version = promise_version(undone.id, int(kept.version))
    assert version is not None
    assert version.reason == "handledaren slutade"


def test_an_answer_is_silent_about_its_own_promises(watched: str) -> None:
    assert "Vad som blev av" not in render(answer(watched, now=NOW))


def test_the_answer_of_a_past_day_knows_the_promises_of_that_day(watched: str) -> None:
    later = datetime(2026, 5, 1, tzinfo=UTC)
    row = promises()[0]
    answer_promise(row.id, status="done", made_from=row.version, by=OFFICER, now=later)
    slug = next_case()
    assert ": genomfört." in render(answer(slug, now=later))
    assert ": genomfört." not in render(answer(slug, now=later, as_of=datetime(2026, 4, 1, tzinfo=UTC)))
