"""Rows out to a spreadsheet and back: what is unchanged changes nothing, and nobody's change is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.readings import KSBS
from tests.register.supporting import BOTH, OTHER, catalogue, registered
from vandpunkt.documents.spreadsheet import Spreadsheet, csv_bytes, xlsx_bytes
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.spreadsheet_file import Table, TableRow, csv_table, xlsx_table
from vandpunkt.register.history import changes
from vandpunkt.register.interventions.asking import intervention, interventions
from vandpunkt.register.interventions.changing import change_intervention
from vandpunkt.register.interventions.details import details_of
from vandpunkt.register.interventions.row import Funding
from vandpunkt.register.models import Intervention
from vandpunkt.register.programmes.changing import add_programme, programme_details
from vandpunkt.register.programmes.details import ProgrammeDetails
from vandpunkt.register.spreadsheets import NotTakenIn, Preview, accept, export_rows, preview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
WORDING, STATUS, PERIOD = "Ordalydelse i svaret", "Status", "Period"
LIMITS = Limits()
ODD = st.one_of(
    st.sampled_from(["=SUM(A1)", "'=1", "-", "@x", "+46 8", "en\nrad", '«å»; "b"', "_x000D_", "  "]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
)


@pytest.fixture(autouse=True)
def _catalogue(organiser: None) -> None:
    catalogue()


def table(sheet: Spreadsheet, *edits: tuple[int, str, str]) -> Table:
    """A sheet as it comes back, with (row, column, text) written over."""
    titles = [one.title for one in sheet.columns]
    cells = [list(row) for row in sheet.rows]
    for row, title, text in edits:
        while len(cells) <= row:
            cells.append([""] * len(titles))
        cells[row][titles.index(title)] = text
    rows = tuple(TableRow(number, tuple(row)) for number, row in enumerate(cells, 2))
    return Table(sheet.title, tuple(titles), rows)


def out(codes: tuple[str, ...] | None = None) -> Spreadsheet:
    """All interventions."""
    return export_rows("interventions", codes=codes)


def seen(back: Table, kind: str = "interventions", codes: Any = None) -> Preview:
    """What a file would do."""
    return preview(kind, back, codes=codes, by=OTHER, now=day(3))


def taken(back: Table, kind: str = "interventions", codes: Any = None) -> Preview:
    """What a file has done."""
    return accept(kind, back, codes=codes, by=OTHER, now=day(3))


def told(shown: Preview) -> list[tuple[int, str, str]]:
    """Row, column and sentence of each problem."""
    return [(one.row, one.column, str(one.problem)) for row in shown.rows for one in row.problems]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD, st.tuples(ODD), ODD)
def test_an_unchanged_file_changes_nothing(wording: str, partners: tuple[str, ...], ground: str) -> None:
    row = registered("ht 2025–vt 2027", wording=wording, partners=partners, decision_ground=ground)
    before = Intervention.history.count()
    sheet = out()
    for back in (
        table(sheet),
        xlsx_table(xlsx_bytes(sheet), LIMITS, "ut.xlsx"),
        csv_table(csv_bytes(sheet), LIMITS, "ut.csv"),
    ):
        assert taken(back).rows == ()
    assert Intervention.history.count() == before
    assert intervention(row.id) == row


def test_every_field_comes_back_as_it_was() -> None:
    registered(
        "vt 2026–",
        dialogue_date=date(2025, 5, 6),
        decision_delegated=False,
        funding=(Funding(2025, "own", 120_000), Funding(2026, "grant", 80_000)),
    )
    assert seen(table(out())) == Preview("interventions", "Insatser", (), 1)


def test_what_is_changed_is_shown_cell_by_cell_and_saved_with_who() -> None:
    row = registered(wording="Gammalt.")
    back = table(
        out(),
        (0, WORDING, "Nytt."),
        (0, "Beslut, dag", "1 juni 2025"),
        (0, "Finansiering", "2026: 5 kr statsbidrag"),
    )
    shown = seen(back)
    assert [(one.column, one.before, one.after) for one in shown.rows[0].cells] == [
        (WORDING, "Gammalt.", "Nytt."),
        ("Beslut, dag", "", "2025-06-01"),
        ("Finansiering", "", "2026: 5 kronor, statsbidrag"),
    ]
    assert intervention(row.id).wording == "Gammalt."
    assert taken(back) == shown
    now = intervention(row.id)
    assert (now.wording, now.decision_date, now.funding) == (
        "Nytt.",
        date(2025, 6, 1),
        (Funding(2026, "grant", 5),),
    )
    assert changes("intervention", row.id)[-1].by == OTHER


def test_a_row_without_a_key_is_new() -> None:
    back = table(
        out(),
        (0, "Skolenhetskod", RINKEBY),
        (0, "Program", KSBS),
        (0, PERIOD, "vt 26–"),
        (0, STATUS, "pågående"),
    )
    assert told(seen(back)) == []
    taken(back)
    (row,) = interventions([RINKEBY])
    assert (row.programme, str(row.period), row.status) == (KSBS, "från och med vt 2026", "running")


def test_all_or_nothing() -> None:
    first, second = registered(wording="A."), registered(code=HAGSATRA, wording="B.")
    sheet = out()
    back = table(sheet, (0, WORDING, "Nytt."), (1, WORDING, "Nytt."), (1, PERIOD, "snart"))
    with pytest.raises(NotTakenIn) as refused:
        taken(back)
    assert refused.value.preview.count("problem") == 1
    assert {intervention(first.id).wording, intervention(second.id).wording} == {"A.", "B."}
    assert told(seen(back))[0][:2] == (3, PERIOD)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (STATUS, "kanske", "Skriv något av"),
        (STATUS, "avslutad", "egen sida"),
        (PERIOD, "i våras", "ingen period"),
        ("Beslut, dag", "31 februari 2025", "inget datum"),
        ("Finansiering", "mycket", "statsbidrag"),
        ("Beslut på delegation", "nja", "ja, nej"),
        ("Skolenhetskod", "12345678", "inte att byta"),
        ("Program", "Annat", "inte att byta"),
        (WORDING, "", "Skriv vad svaret"),
        ("Ansvarig", "x" * 500, "Korta den"),
        ("Version", "", "Hämta filen på nytt"),
        ("Rad", "999", "Lämna cellen tom"),
    ],
)
def test_a_cell_that_cannot_be_taken_in_is_told_with_its_place(column: str, text: str, said: str) -> None:
    registered()
    ((row, place, sentence),) = told(seen(table(out(), (0, column, text))))
    assert (row, place) == (2, column)
    assert said in sentence


def test_a_school_that_is_not_ones_own_is_a_problem() -> None:
    registered(code=HAGSATRA, wording="Hemligt.")
    back = table(
        out(),
        (0, WORDING, "Nytt."),
        (1, "Skolenhetskod", HAGSATRA),
        (1, "Program", KSBS),
        (1, PERIOD, "vt 26–"),
    )
    shown = seen(back, codes=frozenset({RINKEBY}))
    assert [(row, column) for row, column, _ in told(shown)] == [(2, "Rad"), (3, "Skolenhetskod")]
    assert "Hemligt" not in repr(shown)
    assert [row[2] for row in export_rows("interventions", codes=[RINKEBY]).rows] == []


def test_a_row_that_others_changed_meanwhile_keeps_both_changes_or_is_a_clash() -> None:
    row = registered(wording="A.")
    sheet = out()
    theirs = replace(details_of(row), responsible="Rektor")
    change_intervention(row.id, details=theirs, made_from=row.version, by=BY, now=day(2))
    assert seen(table(sheet)).rows == ()
    clash = seen(table(sheet, (0, "Ansvarig", "Samordnare")))
    assert [(one.outcome, one.cells[0].before, one.cells[0].after) for one in clash.rows] == [
        ("clash", "Rektor", "Samordnare")
    ]
    taken(table(sheet, (0, WORDING, "B.")))
    assert (intervention(row.id).wording, intervention(row.id).responsible) == ("B.", "Rektor")


def test_the_same_row_twice_and_the_same_support_twice_are_told() -> None:
    registered()
    sheet = out()
    twice = table(replace(sheet, rows=sheet.rows * 2))
    assert "två gånger" in told(seen(twice))[0][2]
    new = table(sheet, (1, "Skolenhetskod", RINKEBY), (1, "Program", KSBS), (1, PERIOD, "vt 26–"))
    assert "samma stöd" in told(seen(new))[0][2]


def test_headings_that_are_not_ours_are_told() -> None:
    sheet = table(out())
    for header, said in (
        (("Rad", "Version", "Hemligt"), "Hemligt"),
        (("Rad", "Rad", "Version"), "två gånger"),
        (("Skola",), "saknas"),
    ):
        with pytest.raises(Problem, match=said):
            seen(replace(sheet, header=header))


def test_a_file_with_some_columns_changes_those_alone() -> None:
    row = registered(wording="A.", responsible="Rektor")
    back = Table("CSV", ("Rad", "Version", WORDING), (TableRow(2, (str(row.id), str(row.version), "B.")),))
    taken(back)
    assert (intervention(row.id).wording, intervention(row.id).responsible) == ("B.", "Rektor")


def test_headings_with_spaces_around_them_are_ours_and_their_columns_are_read() -> None:
    row = registered(wording="A.")
    header = ("Rad ", " Version", f" {WORDING} ")
    taken(Table("CSV", header, (TableRow(2, (str(row.id), str(row.version), "B.")),)))
    assert intervention(row.id).wording == "B."


def test_as_many_queries_for_a_large_catalogue(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        add_programme(details=ProgrammeDetails(f"Program {number}", partners=("KIND",)), by=BY, now=day(1))
        with django_assert_num_queries(5):
            export_rows("programmes")


def test_programmes_go_out_and_come_back() -> None:
    sheet = export_rows("programmes")
    assert seen(table(sheet), "programmes").rows == ()
    row = [one[0] for one in sheet.rows].index("ksbs")
    back = table(
        sheet,
        (row, "Platser per läsår", "2025/26: 12"),
        (row, "Kunskapsunderlag", "Liten effekt | Skolinspektionen 2020 | https://example.org"),
        (row, "Kostnad per år, kronor", "12 000"),
        (len(sheet.rows), "Namn", "Läslyftet"),
    )
    assert {one.outcome for one in taken(back, "programmes").rows} == {"changed", "new"}
    details, _ = programme_details("ksbs")
    assert (details.cost_per_year, details.evidence[0].source, details.places[0][1]) == (
        12000,
        "Skolinspektionen 2020",
        12,
    )
    assert seen(table(export_rows("programmes")), "programmes").rows == ()


def test_a_programme_changed_meanwhile_is_a_clash() -> None:
    sheet = export_rows("programmes")
    row = [one[0] for one in sheet.rows].index("ksbs")
    taken(table(sheet, (row, "Syfte", "Ett")), "programmes")
    assert [one.outcome for one in seen(table(sheet, (row, "Syfte", "Två")), "programmes").rows] == ["clash"]


def test_rows_of_both_schools_go_out_by_school() -> None:
    for code in BOTH:
        registered(code=code)
    names = [row[3] for row in out().rows]
    assert names == sorted(names)
    assert len(names) == 2
