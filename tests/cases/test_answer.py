"""The answer built from the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cases.conftest import NOW, OFFICER
from vandpunkt.cases.building import answer, keep_statement
from vandpunkt.cases.files import write_files
from vandpunkt.cases.models import Statement
from vandpunkt.cases.support import composed, not_planned_on, wording
from vandpunkt.documents.tree import BulletList, Document, Heading, Paragraph
from vandpunkt.domain.periods import window
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import InterventionFact, Reading, Source, read_file, read_item
from vandpunkt.register.interventions.asking import InterventionRow, interventions
from vandpunkt.register.models import Intervention, Proposal
from vandpunkt.register.programmes.catalogue import names_for_reading

HAGSATRA = "82110758"


def _headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def _stated(facts: tuple[InterventionFact, ...]) -> list[InterventionFact]:
    nowhere = Source(1, 0, 0)
    return [replace(fact, source=nowhere, confidence=1.0, doubts=()) for fact in facts]


def test_the_outline_is_that_of_the_shipped_document(seed_case: str) -> None:
    assert _headings(answer(seed_case, now=NOW)) == [
        "Förvaltningens förslag till beslut",
        "Sammanfattning",
        "Bakgrund/Ärendet",
        "Ärendets beredning",
        "Förvaltningens synpunkter och förslag",
        "Konsekvenser för barn och barnets rättigheter samt jämställdhetsanalys",
        "Förslag till beslut",
        "Bilaga",
    ]


def test_every_item_of_support_cites_its_row_in_its_version(seed_case: str) -> None:
    document = answer(seed_case, now=NOW)
    items = [item for block in document.blocks if isinstance(block, BulletList) for item in block.items]
    cited = [document.citations[run.citations[0]] for item in items for run in item]
    assert len(cited) == 40
    versions = dict(Intervention.history.filter(history_type="~").values_list("history_id", "id"))
    assert all(versions[int(citation.version)] == int(citation.row) for citation in cited)
    assert "UTBF 2024/6786" in cited[0].label


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
def test_reading_the_written_file_gives_the_facts_back(
    seed_case: str, seed: Reading, tmp_path: Path, ending: str
) -> None:
    write_files(answer(seed_case, now=NOW), tmp_path)
    again = read_file(tmp_path / f"UTBF-2024-6786.{ending}")
    assert _stated(again.interventions) == _stated(seed.interventions)
    assert again.document == seed.document


def test_the_same_register_gives_the_same_statement_once(seed_case: str) -> None:
    first = keep_statement(seed_case, by=OFFICER, now=NOW)
    second = keep_statement(seed_case, by=OFFICER, now=NOW + timedelta(days=1))
    assert first == second
    assert Statement.objects.count() == 1


def test_a_changed_row_is_never_contradicted_by_its_old_wording(seed_case: str) -> None:
    row = next(row for row in interventions([HAGSATRA]) if "(KUF)" in row.wording and not row.planned)
    names = names_for_reading()
    assert wording(row, names) == row.wording
    changed = replace(row, start="2023ht")
    assert wording(changed, names) == composed(changed)
    assert "vt 2024" not in wording(changed, names)


def test_an_offer_that_was_declined_is_told_as_offered_and_declined(seed_case: str) -> None:
    row = Intervention.objects.get(wording="Simstrategi Vantör. Start 2024.")
    row.status = Intervention.Status.DECLINED
    row.save()
    assert "Simstrategi Vantör. Start 2024. Skolan avböjde." in _texts(answer(seed_case, now=NOW))


def test_a_composed_sentence_states_what_the_row_says(seed_case: str) -> None:
    names = names_for_reading()
    for row in interventions([HAGSATRA]):
        if row.programme and (row.start or row.end):
            fact = read_item(composed(row), window=row.window_kind, years=row.stated_for, names=names)
            assert (fact.programme, fact.start or "", fact.end or "") == (row.programme, row.start, row.end)


def test_running_support_that_nobody_has_planned_on_is_asked_about(seed_case: str) -> None:
    asked = not_planned_on(interventions([HAGSATRA]), window(2025, 2025))
    assert [row.wording for row in asked] == ["Meningsfull fritid. Start 2023."]


def test_support_outside_the_window_is_not_listed(seed_case: str) -> None:
    row = next(row for row in interventions([HAGSATRA]) if row.start == "2022ht")
    Intervention.objects.filter(pk=row.id).update(start="2018ht", end="2019vt")
    assert row.wording not in _texts(answer(seed_case, now=NOW))


def _texts(document: Document) -> str:
    lists = [block for block in document.blocks if isinstance(block, BulletList)]
    return " ".join(run.text for block in lists for item in block.items for run in item)


def test_a_school_without_support_is_said_to_have_none_in_the_register(seed_case: str) -> None:
    Proposal.objects.filter(school_unit=HAGSATRA).delete()
    Intervention.objects.filter(school_unit=HAGSATRA).delete()
    document = answer(seed_case, now=NOW)
    prose = " ".join(
        run.text for block in document.blocks if isinstance(block, Paragraph) for run in block.runs
    )
    assert "I registret finns inget stöd från central förvaltning till Hagsätraskolan" in prose
    assert "För 2025 finns inget planerat stöd i registret." in prose


def test_an_unknown_case_is_told_with_the_cases_there_are(seed_case: str) -> None:
    with pytest.raises(Problem, match="UTBF 2024/6786"):
        answer("UTBF 2020/1", now=NOW)


def test_a_day_before_the_register_held_anything_is_told(seed_case: str) -> None:
    with pytest.raises(Problem, match="2020-01-01"):
        answer(seed_case, now=NOW, as_of=datetime(2020, 1, 1, 12, tzinfo=UTC))


def test_the_answer_as_of_a_day_uses_the_rows_of_that_day(seed_case: str) -> None:
    later = NOW + timedelta(days=10)
    row = Intervention.objects.get(wording="Meningsfull fritid. Start 2023.")
    row.wording, row.start = "Meningsfull fritid. Start ht 2023.", "2023ht"
    row._history_date = later
    row.save()
    assert "Start ht 2023." in _texts(answer(seed_case, now=later))
    assert "Meningsfull fritid. Start 2023." in _texts(
        answer(seed_case, now=later, as_of=NOW + timedelta(days=1))
    )


def test_rows_carry_everything_that_the_answer_needs(seed_case: str) -> None:
    rows: tuple[InterventionRow, ...] = interventions([HAGSATRA])
    assert all(row.accepted_by == OFFICER and row.source_page for row in rows)
