"""The results section of the answer: the published years of each school, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vandpunkt.cases import results_sentences as sentences
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent, SchoolContent
from vandpunkt.cases.figures import forecast_chart, year_chart
from vandpunkt.documents.tree import Block, Figure, Heading, Paragraph, Run, Table
from vandpunkt.domain.marks import ValueKind
from vandpunkt.register.standing import FitSummary


def results_section(
    case: CaseContent, citations: Citations, *, heading: str = "Skolornas resultat"
) -> Iterator[Block]:
    """Heading, explanation, one table of all schools and years, and a paragraph and a figure a school.

    Schools without any published year are left out; without such schools there is no section.
    """
    shown = [school for school in case.schools if school.results]
    if not shown:
        return
    yield Heading(1, heading)
    yield Paragraph((Run(sentences.results_introduction()),), "results_introduction")
    yield _table(shown, citations)
    if any(year.kind is not ValueKind.EXISTS for school in shown for year in school.results):
        yield Paragraph((Run(sentences.marks_explained()),), "marks_explained")
    if case.fit:
        explained = Run(sentences.model_explained(case.fit.threshold), (citations.fit(case.fit),))
        yield Paragraph((explained,), "model_explained")
    for school in shown:
        yield Paragraph(tuple(_paragraph(school, case.fit, citations)), f"school_results:{school.code}")
        yield _figure(school, case.fit, citations)


def _table(schools: Sequence[SchoolContent], citations: Citations) -> Table:
    years = sorted({year.school_year for school in schools for year in school.results})
    rows = []
    for school in schools:
        by_year = {year.school_year: year for year in school.results}
        cells: list[tuple[Run, ...]] = [(Run(school.name),)]
        for school_year in years:
            year = by_year.get(school_year)
            cells.append((Run(year.text, (citations.result(year),)),) if year else (Run("–"),))
        rows.append(tuple(cells))
    return Table(
        caption="Behöriga till yrkesprogram, procent av avgångseleverna i årskurs 9",
        header=("Skola", *(str(year) for year in years)),
        rows=tuple(rows),
        numeric=(False, *(True for _ in years)),
        key="results_table",
    )


def _paragraph(school: SchoolContent, fit: FitSummary | None, citations: Citations) -> Iterator[Run]:
    latest = school.results[-1]
    cited = (citations.result(latest),)
    yield Run(f"{school.name}. ")
    yield Run(sentences.latest_year(latest), cited)
    if latest.cohort_printed and latest.value.number is not None:
        yield Run(" " + sentences.weight_of_one_pupil(latest.cohort_printed), cited)
    if fit and school.standing:
        told = (
            sentences.underlying_level(school.standing),
            sentences.below_line(school.standing, fit.threshold),
            sentences.against_intake(school.standing),
            sentences.next_year(school.standing),
        )
        yield Run(" " + " ".join(told), (citations.fit(fit),))


def _figure(school: SchoolContent, fit: FitSummary | None, citations: Citations) -> Figure:
    shares = ", ".join(f"{year.school_year}: {year.text}" for year in school.results)
    cited = tuple(citations.result(year) for year in school.results)
    if fit and school.standing:
        chart = forecast_chart(school.results, school.standing, fit.threshold)
        return Figure(
            chart=chart,
            caption=f"{school.name}: behöriga till yrkesprogram, procent",
            alternative_text=sentences.standing_figure_in_words(school.name, shares, school.standing),
            citations=(*cited, citations.fit(fit)),
            key=f"school_figure:{school.code}",
        )
    return Figure(
        chart=year_chart(school.results),
        caption=f"{school.name}: behöriga till yrkesprogram, procent, med osäkerhet",
        alternative_text=sentences.shares_in_words(school.name, shares),
        citations=cited,
        key=f"school_figure:{school.code}",
    )
