"""An older document waits until a person has said yes, item by item; nothing of it counts before that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.register.older_documents import TEXT, at, handed_in, looked_at, seen
from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.readings import KSBS, fact, reading
from tests.register.supporting import catalogue, registered
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import Term
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.interventions.asking import current_counts, intervention, interventions
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import Intervention, Programme, Proposal
from vandpunkt.register.programmes.changing import ProgrammeDetails, add_programme
from vandpunkt.register.reviewing.asking import documents, review, school_choices
from vandpunkt.register.reviewing.correcting import correct_proposal, correction_of
from vandpunkt.register.reviewing.deciding import (
    accept_proposals,
    accept_sure,
    link_proposal,
    reject_proposal,
    settle_school,
    undo_decisions,
)

pytestmark = pytest.mark.django_db
OTHER = "Samordnare Demo"


@pytest.fixture(autouse=True)
def _register(organiser: None) -> None:
    catalogue()
    add_programme(details=ProgrammeDetails("Läslyftet"), by=BY, now=day(0))


def test_nothing_counts_before_somebody_has_said_yes() -> None:
    taken = handed_in()
    assert (taken.waiting, taken.already, taken.unknown_schools) == (4, False, ())
    assert interventions([RINKEBY, HAGSATRA], accepted=None) == ()
    assert Intervention.objects.count() == 0


def test_an_accepted_row_cites_document_page_and_words() -> None:
    document = looked_at(handed_in())
    (row_id,) = accept_proposals(seen(at(document, 1)), by=BY, now=day(1))
    row = intervention(row_id)
    assert (row.school_unit_code, row.programme, row.start, row.partners) == (
        RINKEBY,
        KSBS,
        "2021ht",
        ("Skolverket",),
    )
    assert (row.accepted_by, row.document_id, row.document_dnr) == (BY, document.id, "UTBF 2023/17")
    page = document.pages[(row.source_page or 0) - 1].text
    assert page[row.source_start : row.source_end] == row.wording
    assert at(looked_at(handed_in()), 1).intervention_id == row_id


def test_what_ran_when_an_old_document_was_written_is_not_said_to_run_today() -> None:
    document = looked_at(handed_in())
    (row_id,) = accept_proposals(seen(at(document, 1)), by=BY, now=day(1))
    assert at(document, 1).ongoing
    assert intervention(row_id).ongoing is None
    assert current_counts([RINKEBY], Term(2022, "vt")) == {RINKEBY: 1}
    assert current_counts([RINKEBY], Term(2026, "vt")) == {RINKEBY: 0}


def test_the_same_file_or_the_same_text_is_told_and_not_doubled() -> None:
    first, again, resaved = handed_in(), handed_in(), handed_in(TEXT.replace("\n", "\r\n"), name="kopia.txt")
    assert (again.already, resaved.already) == (True, True)
    assert {first.document_id, again.document_id, resaved.document_id} == {first.document_id}
    assert Proposal.objects.count() == 4


def test_support_that_the_register_has_in_other_words_is_linked() -> None:
    there = registered("ht 2021–", partners=("Skolverket",), wording="KSBS med Skolverket.", now=0)
    document = looked_at(handed_in())
    known = at(document, 1).known
    assert known is not None
    assert (known.row.id, known.sure) == (there.id, True)
    assert at(document, 2).known is None
    link_proposal(
        at(document, 1).id, intervention_id=there.id, made_from=at(document, 1).version, by=BY, now=day(1)
    )
    assert [row.id for row in interventions([RINKEBY])] == [there.id]
    assert at(looked_at(handed_in()), 1).state == "linked"


@pytest.mark.parametrize(
    ("period", "partners", "differences"),
    [
        ("ht 2022–", ("Skolverket",), ("perioden börjar olika",)),
        ("ht 2021–", ("Malmö universitet",), ("samverkansparterna är andra",)),
    ],
)
def test_where_the_two_disagree_a_person_is_asked(
    period: str, partners: tuple[str, ...], differences: tuple[str, ...]
) -> None:
    registered(period, partners=partners, now=0)
    row = at(looked_at(handed_in()), 1)
    assert row.known is not None
    assert row.known.differences == differences
    assert not row.is_sure


def test_another_time_or_school_is_other_support() -> None:
    registered("vt 2018–vt 2020", status="finished", now=0)
    registered("ht 2021–", code=HAGSATRA, now=0)
    assert at(looked_at(handed_in()), 1).known is None


def test_all_that_is_sure_is_accepted_at_once_and_undone_at_once() -> None:
    there = registered("ht 2021–", partners=("Skolverket",), now=0)
    taken = handed_in()
    accepted, linked = accept_sure(taken.document_id, by=BY, now=day(1))
    document = looked_at(taken)
    states = [row.state for row in document.rows]
    assert (accepted, linked, states) == (1, 1, ["linked", "accepted", "waiting", "waiting"])
    undo_decisions(seen(*document.latest), by=BY, now=day(2))
    assert {row.state for row in looked_at(taken).rows} == {"waiting"}
    assert [row.id for row in interventions([RINKEBY])] == [there.id]


def test_a_rejected_proposal_is_kept_with_its_reason() -> None:
    taken = handed_in()
    row = at(looked_at(taken), 3)
    with pytest.raises(FieldProblem):
        reject_proposal(row.id, reason=" ", made_from=row.version, by=BY, now=day(1))
    reject_proposal(row.id, reason="Ingen insats", made_from=row.version, by=BY, now=day(1))
    again = at(looked_at(taken), 3)
    assert (again.state, again.reason, again.decided_by) == ("rejected", "Ingen insats", BY)


def test_a_decision_taken_back_and_taken_again_is_one_row_with_all_its_history() -> None:
    taken = handed_in()
    (row_id,) = accept_proposals(seen(at(looked_at(taken), 2)), by=BY, now=day(1))
    undo_decisions(seen(at(looked_at(taken), 2)), by=BY, now=day(2))
    assert interventions([RINKEBY]) == ()
    assert accept_proposals(seen(at(looked_at(taken), 2)), by=OTHER, now=day(3)) == (row_id,)
    assert [row.id for row in interventions([RINKEBY])] == [row_id]
    assert Intervention.history.filter(id=row_id).count() == 3


def test_a_row_that_somebody_has_changed_since_is_not_taken_back() -> None:
    taken = handed_in()
    (row_id,) = accept_proposals(seen(at(looked_at(taken), 2)), by=BY, now=day(1))
    row = Intervention.objects.get(pk=row_id)
    row._history_date = day(2)
    row.save()
    with pytest.raises(Problem, match="har ändrats sedan den godkändes"):
        undo_decisions(seen(at(looked_at(taken), 2)), by=BY, now=day(3))


def test_two_who_look_through_the_same_document_lose_nothing() -> None:
    document = looked_at(handed_in())
    row = at(document, 2)
    accept_proposals(seen(row), by=OTHER, now=day(1))
    for late in (
        lambda: accept_proposals(seen(row, at(document, 3)), by=BY, now=day(2)),
        lambda: reject_proposal(row.id, reason="Nej", made_from=row.version, by=BY, now=day(2)),
        lambda: correct_proposal(row.id, correction_of(row), made_from=row.version, by=BY, now=day(2)),
    ):
        with pytest.raises(ChangedMeanwhile, match=OTHER):
            late()
    assert len(interventions([RINKEBY])) == 1


def test_who_corrects_second_sees_what_the_first_changed() -> None:
    document = looked_at(handed_in())
    row = at(document, 3)
    mine = correction_of(row)
    correct_proposal(
        row.id, replace(mine, wording="Handledning."), made_from=row.version, by=OTHER, now=day(1)
    )
    with pytest.raises(ChangedMeanwhile) as caught:
        correct_proposal(row.id, replace(mine, programme="Lotsen"), made_from=row.version, by=BY, now=day(2))
    assert [(one.field, one.theirs) for one in caught.value.differences] == [("wording", "Handledning.")]


def test_what_was_corrected_is_what_is_accepted() -> None:
    taken = handed_in()
    row = at(looked_at(taken), 3)
    correction = replace(
        correction_of(row),
        programme="Svensklotsen",
        period=Period.parse("vt 2023–ht 2023"),
        partners=("FoU",),
    )
    version = correct_proposal(row.id, correction, made_from=row.version, by=BY, now=day(1))
    (row_id,) = accept_proposals({row.id: version}, by=BY, now=day(1))
    made = intervention(row_id)
    assert (made.programme, made.start, made.end, made.partners) == (
        "Svensklotsen",
        "2023vt",
        "2023ht",
        ("FoU",),
    )
    assert not Programme.objects.get(name="Svensklotsen").proposed
    with pytest.raises(FieldProblem):
        correct_proposal(
            at(looked_at(taken), 4).id, replace(correction, years=Period()), made_from=1, by=BY, now=day(1)
        )
    with pytest.raises(FieldProblem, match="00000001"):
        correct_proposal(
            at(looked_at(taken), 4).id, replace(correction, school="00000001"), made_from=1, by=BY, now=day(1)
        )


def test_a_school_that_is_not_known_is_asked_about() -> None:
    taken = handed_in(school="Okändaskolan")
    assert taken.unknown_schools == ("Okändaskolan",)
    unknown = at(looked_at(taken), 4)
    with pytest.raises(FieldProblem, match="Okändaskolan"):
        accept_proposals(seen(unknown), by=BY, now=day(1))
    assert {one.code for one in school_choices(["Okändaskolan"])["Okändaskolan"]} == {RINKEBY, HAGSATRA}
    for code in ("", "00000001"):
        with pytest.raises(FieldProblem, match="Okändaskolan"):
            settle_school(taken.document_id, name="Okändaskolan", code=code, by=BY, now=day(1))
    assert settle_school(taken.document_id, name="Okändaskolan", code=HAGSATRA, by=BY, now=day(1)) == 1
    assert at(looked_at(taken), 4).school == "Hagsätraskolan"


def test_who_has_some_schools_sees_and_decides_about_those_alone() -> None:
    taken = handed_in()
    mine = frozenset({HAGSATRA})
    document = looked_at(taken, codes=mine)
    assert ([row.number for row in document.rows], document.elsewhere) == ([4], 3)
    other = at(looked_at(taken), 1)
    with pytest.raises(Problem):
        accept_proposals(seen(other), codes=mine, by=BY, now=day(1))
    with pytest.raises(FieldProblem):
        settle_school(taken.document_id, name="X", code=RINKEBY, codes=mine, by=BY, now=day(1))
    with pytest.raises(Problem, match="dina skolor"):
        looked_at(taken, codes=frozenset({"00000001"}))
    assert documents(codes=frozenset({"00000001"}), by=OTHER) == ()
    assert [line.id for line in documents(codes=frozenset({"00000001"}), by=BY)] == [taken.document_id]


def test_the_list_counts_what_waits_and_what_became_of_the_rest() -> None:
    taken = handed_in()
    document = looked_at(taken)
    accept_proposals(seen(at(document, 1), at(document, 2)), by=BY, now=day(1))
    (line,) = documents()
    assert (line.waiting, line.accepted, line.linked, line.rejected) == (2, 2, 0, 0)


def test_what_another_room_has_proposed_and_accepted_is_seen_here_too() -> None:
    ids = propose_interventions(reading(fact("Ett"), fact("Två")), file_name="svar.docx", by=BY, now=day(0))
    accept(ids[:1], by=BY, now=day(1))
    (line,) = documents()
    assert (line.waiting, line.accepted) == (1, 1)
    assert accept_proposals(seen(*review(line.id).waiting), by=BY, now=day(2)) == ids[1:]


def test_the_page_and_the_list_ask_as_much_of_long_documents(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    long = TEXT + "".join(f"- Läslyftet {2000 + number}, grupp {number}.\n" for number in range(100))
    taken = handed_in(long)
    with django_assert_max_num_queries(8):
        assert len(looked_at(taken).rows) > 90
    with django_assert_max_num_queries(1):
        documents()
