"""Whatever the register holds about a case, its answer becomes four files that say the same and no secret."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.documents.strategies import texts
from vandpunkt.cases.answer import build_answer
from vandpunkt.cases.content import CaseContent, SchoolContent, SignatoryContent
from vandpunkt.cases.returned_files import given_facts
from vandpunkt.documents.rendering import render_all
from vandpunkt.documents.stated import stated_facts
from vandpunkt.documents.tree import Document
from vandpunkt.domain.periods import window
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.reading import known_names
from vandpunkt.reading.comparison import compare
from vandpunkt.reading.returned_word import read_returned
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.results import YearResult

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HIDDEN = 98_617
"""A cohort and a count that no source prints: they may stand in no file."""
NAMES = known_names()
MARKS = ("74,5", "~100", "100,0", "..", ".", "")


def row(number: int, wording: str, *, planned: bool, code: str = "1") -> InterventionRow:
    """An accepted item of support in these words."""
    return InterventionRow(
        id=number, version=1, school_unit_code=code, programme=None, abbreviation="", status="running",
        wording=wording or "Stöd", start="2022ht", end="", in_use_from="", ongoing=True, duration_years=None,
        follow_on_start="", follow_on_end="", partners=(), persons=(), window_start=2025 if planned else 2021,
        window_end=2025 if planned else 2024, planned=planned, position=number, continues_id=None,
        confidence=None, document_id=None, document_title="", document_dnr="", source_page=None,
        source_start=None, source_end=None, accepted_at=NOW, accepted_by="Handläggare Demo",
    )  # fmt: skip


def result(number: int, mark: str, year: int) -> YearResult:
    """A published figure whose cohort and counts nobody has printed."""
    return YearResult(
        id=number, school_unit_code="1", indicator="vocational_eligibility",
        school_year=SchoolYear.parse(f"{year}/{(year + 1) % 100:02}"), text=mark,
        count_low=HIDDEN - 1 if mark not in ("..", ".", "") else None, count_high=HIDDEN if mark else None,
        cohort=HIDDEN, cohort_printed=None, source="report-139", source_title="Skolverket", recorded_at=NOW,
    )  # fmt: skip


def case(schools: tuple[SchoolContent, ...], own: dict[str, str], title: str) -> CaseContent:
    """A case about these schools."""
    return CaseContent(
        dnr="UTBF 2024/6786", slug="UTBF-2024-6786", title=title, subject=title, inquiry_kind="skrivelse",
        board="Utbildningsnämnden", administration="Utbildningsförvaltningen", past=window(2021, 2024),
        planned=window(2025, 2025), as_of=NOW, schools=schools, own_texts=own,
        signatories=(SignatoryContent(title, "Direktör"),),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> CaseContent:
    """A case with odd names, odd wordings, marks of every kind, and windows that may be empty."""
    schools = []
    for number in range(draw(st.integers(0, 4))):
        worded = draw(st.lists(st.tuples(texts, st.booleans()), max_size=4))
        rows = tuple(row(number * 10 + at, one, planned=planned) for at, (one, planned) in enumerate(worded))
        marks = draw(st.lists(st.sampled_from(MARKS), max_size=4))
        years = tuple(result(number * 10 + at, mark, 2020 + at) for at, mark in enumerate(marks))
        schools.append(SchoolContent(str(number), draw(texts), rows, years))
    own = draw(st.dictionaries(st.sampled_from(("summary", "background", "views", "consequences")), texts))
    return case(tuple(schools), own, draw(texts))


def letters(text: str) -> str:
    return re.sub(r"[^A-Za-zÅÄÖåäö0-9]+", "", text)


def check(document: Document) -> None:
    """The four files open, state every fact of the tree, and hold nothing that was hidden."""
    files = render_all(document)
    returned = read_returned(files["docx"], file="svar.docx")
    said = {
        "docx": "".join(one.text for one in returned.paragraphs),
        "pdf": "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])),
        "html": html.fromstring(files["html"].decode()).text_content(),
        "txt": files["txt"].decode(),
    }
    assert compare(given_facts(document), returned).everything_stands
    for ending, text in said.items():
        bare = letters(text)
        for fact in stated_facts(document):
            words = re.findall(r"[A-Za-zÅÄÖåäö0-9]{3,}", fact.text)
            assert fact.picture or all(word in bare for word in words), (ending, fact.text)
        assert str(HIDDEN) not in bare, ending
        assert str(HIDDEN - 1) not in bare, ending


@given(cases())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_case_becomes_four_files_that_state_the_same_facts_and_no_hidden_value(case: CaseContent) -> None:
    check(build_answer(case, NAMES))


@pytest.mark.parametrize("number", [200])
def test_an_answer_about_two_hundred_schools_becomes_four_files(number: int) -> None:
    schools = tuple(
        SchoolContent(
            str(one), f"Skola & {one} «مدرسة»", (row(one, f"Stöd {one} från ht 2022", planned=one % 2 == 0),),
            (result(one, MARKS[one % len(MARKS)], 2024),),
        )
        for one in range(number)
    )  # fmt: skip
    check(build_answer(case(schools, {}, "Tvåhundra skolor"), NAMES))
