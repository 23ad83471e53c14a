"""The results section of the answer: the published years of each school, drawn with intervals."""

from __future__ import annotations

from collections.abc import Sequence

from vandpunkt.analysis.intervals import share_interval
from vandpunkt.cases import sentences
from vandpunkt.cases.citing import Citations
from vandpunkt.cases.content import SchoolContent
from vandpunkt.documents.charts import YearChart, YearPoint
from vandpunkt.documents.tree import Block, Figure, Heading, Paragraph, Run, Table
from vandpunkt.domain.marks import ValueKind
from vandpunkt.domain.numbers import percent, percentage_points
from vandpunkt.register.results import YearResult


def results_section(schools: Sequence[SchoolContent], citations: Citations) -> tuple[Block, ...]:
    """Heading, explanation, one table of all schools and years, and one figure a school.

    Schools without any published year are left out; without such schools there is no section.
    """
    shown = [school for school in schools if school.results]
    if not shown:
        return ()
    blocks: list[Block] = [
        Heading(1, "Skolornas resultat"),
        Paragraph((Run(sentences.results_introduction()),)),
        _table(shown, citations),
    ]
    if any(year.kind is not ValueKind.EXISTS for school in shown for year in school.results):
        blocks.append(Paragraph((Run(sentences.marks_explained()),)))
    for school in shown:
        blocks.append(Paragraph((Run(f"{school.name}. "), *_latest(school.results, citations))))
        blocks.append(_figure(school, citations))
    return tuple(blocks)


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
    )


def _latest(results: Sequence[YearResult], citations: Citations) -> tuple[Run, ...]:
    """The last published year in words, and the weight of one pupil where n is printed."""
    latest = results[-1]
    cited = (citations.result(latest),)
    when = f"Läsåret {latest.school_year}"
    if latest.kind in (ValueKind.SUPPRESSED, ValueKind.MISSING):
        return (Run(f"{when} visas ingen andel ({latest.text}).", cited),)
    runs = [Run(f"{when} var {percent_text(latest)} behöriga.", cited)]
    if latest.cohort_printed:
        weight = percentage_points(100 / latest.cohort_printed)
        runs.append(
            Run(f" En elev motsvarar {weight} (avgångseleverna var {latest.cohort_printed}).", cited),
        )
    return tuple(runs)


def percent_text(year: YearResult) -> str:
    """A published share in running text; `~100` is said in words, as it is not a number."""
    if year.value.number is None:
        return "nästan alla"
    return percent(year.value.number)


def _figure(school: SchoolContent, citations: Citations) -> Figure:
    chart = YearChart(points=tuple(year_point(year) for year in school.results))
    shares = ", ".join(f"{year.school_year}: {year.text}" for year in school.results)
    return Figure(
        chart=chart,
        caption=f"{school.name}: behöriga till yrkesprogram, procent, med osäkerhet",
        alternative_text=f"{school.name}, behöriga till yrkesprogram i procent, läsår för läsår. {shares}.",
        citations=tuple(citations.result(year) for year in school.results),
    )


def year_point(year: YearResult) -> YearPoint:
    """One published year as it is drawn: the mark as printed, and the interval of one cohort's chance."""
    interval = None
    if year.cohort and year.count_low is not None and year.count_high is not None:
        interval = share_interval(year.count_low, year.count_high, year.cohort)
    share = float(year.value.number) / 100 if year.value.number is not None else None
    return YearPoint(
        label=str(year.school_year),
        mark=year.text,
        value=share,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
    )
