"""Report 139 is read in every form that Skolverket and spreadsheets have given it."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.exports import (
    ALMA,
    HEADER,
    HEADER_WITH_BREAKS,
    OLDER_HEADER,
    PREAMBLE,
    RINKEBY,
    TITLE,
    Export,
    with_cell,
)
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.publication import Publication
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources import read_publication
from vandpunkt.sources.files import Content
from vandpunkt.sources.report_139 import read

CODE, NAME, MUNICIPALITY_CODE, NUMBER, PUPILS, ALL_SUBJECTS, ELIGIBLE, MERIT = 1, 0, 3, 6, 7, 8, 9, 10


def publication(export: Export, encoding: str = "utf-8-sig") -> Publication:
    """What is read from an export."""
    return read(Content("rapport.csv", export.text.encode(encoding)))


def printed(read_from: Publication) -> dict[tuple[str, str], str]:
    """The printed text of each unit and indicator."""
    return {(one.school_unit_code, one.indicator): one.value.text for one in read_from.figures}


EXPECTED = {
    ("37416253", "pupils"): "51",
    ("37416253", "all_subjects"): "43,1",
    ("37416253", "vocational_eligibility"): "74,5",
    ("37416253", "merit"): "202,7",
    ("87654321", "pupils"): "24",
    ("87654321", "all_subjects"): "87,5",
    ("87654321", "vocational_eligibility"): "~100",
    ("87654321", "merit"): "255,0",
}


def test_every_row_gives_a_unit_and_four_figures_with_n_as_printed() -> None:
    result = publication(Export())
    assert printed(result) == EXPECTED
    assert result.rows_read == 2
    assert result.refusals == ()
    eligible = next(one for one in result.figures if one.indicator == "vocational_eligibility")
    assert (eligible.school_year, eligible.cohort, eligible.cohort_inferred) == (SchoolYear(2024), 51, False)


def test_the_merit_value_has_no_cohort_as_its_denominator_is_another() -> None:
    assert all(one.cohort is None for one in publication(Export()).figures if one.indicator == "merit")


def test_the_unit_is_described_with_its_operator() -> None:
    unit = publication(Export()).units[0]
    assert (unit.code, unit.name, unit.municipality, unit.municipality_code) == (
        "37416253",
        "Rinkebyskolan",
        "Stockholm",
        "0180",
    )
    assert (unit.operator, unit.operator_number, unit.operator_type) == (
        "Stockholms kommun",
        "2120000142",
        "Kommunal",
    )
    assert unit.has_year_nine


@pytest.mark.parametrize("header", [HEADER, OLDER_HEADER, HEADER_WITH_BREAKS])
@pytest.mark.parametrize("trailing_separator", [False, True])
def test_headers_of_all_years_are_known(header: tuple[str, ...], trailing_separator: bool) -> None:
    assert printed(publication(Export(header=header, trailing_separator=trailing_separator))) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_that_exports_and_spreadsheets_use(encoding: str) -> None:
    result = publication(Export(), encoding)
    assert result.units[1].name == "Almaskolan, Åsa ”norra”"
    assert printed(result) == EXPECTED


@pytest.mark.parametrize("lines", [0, 5, 8, 40])
def test_any_number_of_lines_may_stand_before_the_header(lines: int) -> None:
    preamble = (TITLE, "Valt läsår: 2024/25", *["" for _ in range(lines)])
    assert printed(publication(Export(preamble=preamble))) == EXPECTED


def test_footnotes_with_separators_are_neither_rows_nor_refused() -> None:
    assert publication(Export()).rows_read == 2
    assert publication(Export(footnotes=())).rows_read == 2


def test_a_lost_decimal_is_kept_as_printed_and_means_the_same_count() -> None:
    row = with_cell(with_cell(with_cell(RINKEBY, PUPILS, "66"), ELIGIBLE, "50"), MERIT, "199")
    figures = {one.indicator: one for one in publication(Export(rows=(row,))).figures}
    assert figures["merit"].value.text == "199"
    counts = figures["vocational_eligibility"].value.counts(66)
    assert counts is not None
    assert (counts.low, counts.high) == (33, 33)


def test_a_municipality_code_gets_back_the_zero_that_a_spreadsheet_dropped() -> None:
    unit = publication(Export(rows=(with_cell(RINKEBY, MUNICIPALITY_CODE, "180"),))).units[0]
    assert unit.municipality_code == "0180"


def test_quoted_cells_with_quotes_and_separators() -> None:
    row = with_cell(RINKEBY, NAME, 'Skolan "Solen"; norr')
    assert publication(Export(rows=(row,), quoted=True)).units[0].name == 'Skolan "Solen"; norr'


def test_suppressed_n_gives_no_cohort() -> None:
    row = with_cell(with_cell(with_cell(RINKEBY, PUPILS, ".."), ALL_SUBJECTS, "."), ELIGIBLE, "..")
    figures = publication(Export(rows=(row,))).figures
    assert [one.cohort for one in figures] == [None] * 4


@pytest.mark.parametrize(
    ("column", "text", "header", "reason"),
    [
        (CODE, "3741625", "Skol-enhetskod", "«3741625» är ingen skolenhetskod"),
        (CODE, "3741625X", "Skol-enhetskod", "åtta siffror"),
        (NAME, "", "Skola", "Cellen är tom"),
        (MUNICIPALITY_CODE, "18", "Kommun-kod", "ingen kommunkod"),
        (NUMBER, "212000014", "Huvudman orgnr", "inget organisationsnummer"),
        (PUPILS, "51,5", "Antal elever", "inget antal elever"),
        (ALL_SUBJECTS, "fyrtio", HEADER[ALL_SUBJECTS], "«fyrtio» är varken ett tal"),
        (ELIGIBLE, "745", HEADER[ELIGIBLE], "ligger utanför 0–100"),
        (MERIT, "~100", HEADER[MERIT], "bara stå i en kolumn med andelar"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_file_row_column_and_reason(
    column: int, text: str, header: str, reason: str
) -> None:
    result = publication(Export(rows=(ALMA, with_cell(RINKEBY, column, text))))
    assert [unit.code for unit in result.units] == ["87654321"]
    (refusal,) = result.refusals
    assert (refusal.place.file, refusal.place.row, refusal.place.column) == ("rapport.csv", 8, header)
    assert reason in refusal.reason
    assert result.rows_read == 2


def test_a_unit_that_stands_twice_is_refused_the_second_time() -> None:
    result = publication(Export(rows=(RINKEBY, ALMA, RINKEBY)))
    (refusal,) = result.refusals
    assert (refusal.place.row, refusal.reason) == (9, "Skolenheten 37416253 står redan på rad 7.")


def test_a_row_cut_short_inside_the_table_is_refused_not_skipped() -> None:
    result = publication(Export(rows=(RINKEBY, ("Avbruten", ""), ALMA)))
    assert [refusal.place.row for refusal in result.refusals] == [8]
    assert "avbruten" in result.refusals[0].reason
    assert result.rows_read == 3


def test_a_row_cut_short_after_its_code_is_refused_also_when_it_is_the_last() -> None:
    result = publication(Export(rows=(RINKEBY, ("Almaskolan", "87654321")), footnotes=()))
    assert [refusal.place.row for refusal in result.refusals] == [8]


@pytest.mark.parametrize("cells", range(2, len(HEADER)))
def test_a_file_that_stops_in_the_middle_of_a_row_gives_no_unit_of_that_row(cells: int) -> None:
    result = publication(Export(rows=(RINKEBY, ALMA[:cells]), footnotes=()))
    assert [unit.code for unit in result.units] == ["37416253"]
    assert [refusal.place.row for refusal in result.refusals] == [8]


def test_a_table_without_a_row_is_told_not_taken_for_one_that_changes_nothing() -> None:
    with pytest.raises(Problem, match="inga skolor under rubrikraden, rad 6"):
        publication(Export(rows=()))


def test_a_quote_that_is_never_closed_does_not_swallow_rows_in_silence() -> None:
    result = publication(Export(rows=(RINKEBY, with_cell(RINKEBY, NAME, '"Öppen'), ALMA)))
    assert [refusal.place.row for refusal in result.refusals] == [8]
    assert "citattecken" in result.refusals[0].reason


@pytest.mark.parametrize("column", range(len(HEADER)))
def test_a_missing_column_is_a_problem_that_names_it_and_the_header_row(column: int) -> None:
    def without(cells: tuple[str, ...]) -> tuple[str, ...]:
        return (*cells[:column], *cells[column + 1 :])

    with pytest.raises(Problem) as problem:
        publication(Export(header=without(HEADER), rows=(without(RINKEBY),)))
    told = str(problem.value)
    assert "rapport.csv saknar kolumnen" in told
    assert "Rubrikraden är rad 6" in told
    assert "Exportera rapporten igen" in told


def test_a_column_that_stands_twice_is_a_problem() -> None:
    with pytest.raises(Problem, match="mer än en gång"):
        publication(Export(header=(*HEADER, HEADER[ELIGIBLE]), rows=((*RINKEBY, "70,0"),)))


@pytest.mark.parametrize(
    "opposite", ["Andel (%) elever ej behöriga till yrkesprog.", "Andel (%) flickor behöriga till yrkesprog."]
)
def test_a_column_of_other_pupils_is_not_taken_for_the_one_that_is_missing(opposite: str) -> None:
    with pytest.raises(Problem, match="saknar kolumnen"):
        publication(Export(header=with_cell(HEADER, ELIGIBLE, opposite)))


def test_a_report_about_other_pupils_is_not_taken_for_report_139() -> None:
    other = "Grundskola - Slutbetyg årskurs 9, exkl. nyinvandrade elever"
    with pytest.raises(Problem, match="inte rapport 139"):
        publication(Export(preamble=(other, "Valt läsår: 2024/25")))


def test_an_export_without_school_year_is_a_problem() -> None:
    with pytest.raises(Problem, match="vilket läsår"):
        publication(Export(preamble=PREAMBLE[:3]))


@pytest.mark.parametrize("text", ["", "Skola;Kod\nRinkebyskolan;37416253\n", "{}", "a" * 200_000])
def test_what_is_no_such_table_is_a_problem(text: str) -> None:
    with pytest.raises(Problem):
        read(Content("annat.csv", text.encode()))


@pytest.mark.parametrize(
    ("name", "compress"), [("r.csv.xz", lzma.compress), ("r.csv.gz", gzip.compress), ("r.bz2", bz2.compress)]
)
def test_compressed_files_are_read_and_hash_like_their_content(
    tmp_path: Path, name: str, compress: Callable[[bytes], bytes]
) -> None:
    data = Export().text.encode()
    (tmp_path / name).write_bytes(compress(data))
    (tmp_path / "r.csv").write_bytes(data)
    packed = read_publication("report-139", str(tmp_path / name))
    plain = read_publication("report-139", str(tmp_path / "r.csv"))
    assert printed(packed) == EXPECTED
    assert packed.sha256 == plain.sha256
    assert (packed.address, plain.address) == (name, "r.csv")


names = st.text(st.characters(categories=["L", "N"], include_characters=" ;\"'-,/åÅ"), min_size=1).map(
    lambda text: text.strip() or "Skolan"
)
shares = st.one_of(
    st.sampled_from(["..", ".", "~100", "100", "100,0", "53"]),
    st.integers(0, 999).map(lambda tenths: f"{tenths // 10},{tenths % 10}"),
)
rows = st.builds(
    lambda name, number, eligible, merit: (
        name,
        f"{number:08d}",
        *RINKEBY[2:8],
        "43,1",
        eligible,
        merit,
    ),
    names,
    st.integers(0, 99_999_999),
    shares,
    st.sampled_from(["199", "202,7", "..", "1 002,5"]),
)


@given(
    st.lists(rows, unique_by=lambda row: row[1], min_size=1, max_size=8),
    st.sampled_from([HEADER, OLDER_HEADER, HEADER_WITH_BREAKS]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_is_exported_is_read_back_as_printed(
    written: list[tuple[str, ...]],
    header: tuple[str, ...],
    trailing_separator: bool,
    newline: str,
    encoding: str,
) -> None:
    export = Export(written, header, quoted=True, trailing_separator=trailing_separator, newline=newline)
    result = publication(export, encoding)
    assert result.refusals == ()
    assert [(unit.code, unit.name) for unit in result.units] == [(row[CODE], row[NAME]) for row in written]
    for row in written:
        assert printed(result)[row[CODE], "vocational_eligibility"] == row[ELIGIBLE]
        assert printed(result)[row[CODE], "merit"] == row[MERIT]


@given(st.binary(max_size=300))
def test_no_bytes_do_worse_than_a_problem(data: bytes) -> None:
    with pytest.raises(Problem):
        read(Content("skräp.csv", data))


@given(st.text(max_size=400), st.integers(0, 700))
def test_text_put_anywhere_into_an_export_is_told_or_read_never_a_crash(inserted: str, at: int) -> None:
    text = Export().text
    try:
        result = read(Content("rapport.csv", (text[:at] + inserted + text[at:]).encode("utf-8", "replace")))
    except Problem:
        return
    assert result.rows_read >= len(result.refusals)
