"""A table goes out to Excel or CSV and comes back the same; what could do harm is refused, and told where."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from vandpunkt.documents.spreadsheet import Column, Spreadsheet, csv_bytes, xlsx_bytes
from vandpunkt.domain.cell_text import as_compared, guarded, unguarded
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.spreadsheet_file import Table, csv_table, xlsx_table
from vandpunkt.reading.spreadsheets import read_table

LIMITS = Limits(characters=6_000_000)
ODD = [
    "=1+1",
    "+46",
    "-",
    "@sum",
    "\t=1",
    "'=x",
    "''",
    "'tis",
    "_x000D_",
    "_x005F_",
    "rad\nrad",
    "å;\"'",
    "1,5",
]
texts = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40),
)
rows_of_texts = st.lists(st.tuples(texts, texts, texts), max_size=8)
COLUMNS = (Column("Rad", fixed=True), Column("Ordalydelse"), Column("Status", choices=("pågår", "=avslutad")))


def sheet(rows: list[tuple[str, ...]]) -> Spreadsheet:
    """Rows as a sheet that begins with a key."""
    keyed = tuple((str(number), *row[1:]) for number, row in enumerate(rows, 1))
    return Spreadsheet("Insatser", COLUMNS, keyed)


def cells(table: Table) -> tuple[tuple[str, ...], ...]:
    """All cells of a table, those that are missing at the end of a row filled in."""
    return tuple((*row.cells, *[""] * (len(COLUMNS) - len(row.cells))) for row in table.rows)


def blank_at_the_end(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row as it is read: blank cells at its end are no cells."""
    kept = list(row)
    while kept and not kept[-1].strip():
        kept.pop()
    return (*kept, *[""] * (len(row) - len(kept)))


def workbook(**cells: object) -> Any:
    """A workbook with these cells."""
    book = Workbook()
    for address, value in cells.items():
        book.active[address] = value
    return book


def packed(book: Any) -> bytes:
    """A workbook as a file."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A packed file with one more part."""
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


@given(texts)
def test_the_guard_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n")


@settings(max_examples=60, deadline=None)
@given(rows_of_texts)
def test_excel_out_and_in_gives_the_same_texts(rows: list[tuple[str, ...]]) -> None:
    out = sheet(rows)
    read = xlsx_table(xlsx_bytes(out), LIMITS, "ut.xlsx")
    assert read.header == ("Rad", "Ordalydelse", "Status")
    assert cells(read) == tuple(blank_at_the_end(row) for row in out.rows)


@settings(max_examples=100, deadline=None)
@given(rows_of_texts)
def test_csv_out_and_in_gives_the_same_texts(rows: list[tuple[str, ...]]) -> None:
    out = sheet(rows)
    control = any(ord(one) < 32 and one not in "\t\n\f\v" for row in out.rows for cell in row for one in cell)
    if control:
        return
    assert cells(csv_table(csv_bytes(out), LIMITS, "ut.csv")) == tuple(map(blank_at_the_end, out.rows))


def test_no_cell_that_we_write_is_a_formula() -> None:
    book: Any = load_workbook(io.BytesIO(xlsx_bytes(sheet([("", text, text) for text in ODD]))))
    assert {cell.data_type for row in book["Insatser"] for cell in row} <= {"s", "n"}
    page = book["Insatser"]
    assert page.freeze_panes == "A2"
    assert [str(one.sqref) for one in page.data_validations.dataValidation] == [f"C2:C{len(ODD) + 500}"]
    assert book["Val"].sheet_state == "hidden"


def test_csv_opens_as_swedish_in_excel() -> None:
    data = csv_bytes(sheet([("", "blå", "pågår")]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert "1;blå;pågår\r\n" in data.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_libreoffice_saves_is_what_we_wrote(tmp_path: Path, kind: str) -> None:
    out = sheet([("", text, "pågår") for text in ODD if kind == "xlsx" or "\n" not in text])
    path = tmp_path / f"ut.{kind}"
    path.write_bytes(xlsx_bytes(out) if kind == "xlsx" else csv_bytes(out))
    saved = tmp_path / "sparad"
    reading = ["--infilter=CSV:59,34,76,1,,0,true"] if kind == "csv" else []
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profil",
            "--headless",
            *reading,
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    read = read_table((saved / "ut.xlsx").read_bytes(), "ut.xlsx")
    assert [list(map(as_compared, row)) for row in cells(read)] == [
        list(map(as_compared, row)) for row in out.rows
    ]


def test_days_and_numbers_of_excel_are_read_as_people_write_them() -> None:
    from datetime import datetime

    book = workbook(A1="Dag", A2=datetime(2025, 2, 11), A3=2025, A4=True, A5=1.5)  # noqa: DTZ001 - Excel has no zones
    read = read_table(packed(book), "egen.xlsx")
    assert [row.cells[0] for row in read.rows] == ["2025-02-11", "2025", "ja", "1.5"]


@pytest.mark.parametrize("header", ["Rad,Status", "Rad\tStatus", "Rad;Status"])
def test_csv_of_other_programs_is_read(header: str) -> None:
    assert read_table(header.encode("cp1252"), "egen.csv").header == ("Rad", "Status")


def hostile_files() -> dict[str, tuple[bytes, str]]:
    """Files that are refused, by name, with what the person is told."""
    plain = packed(workbook(A1="Rad"))
    wide = workbook(A1="Rad")
    wide.active.cell(1, 16_000).value = "x"
    deep = workbook(A1="Rad")
    deep.active.cell(12_000, 1).value = "x"
    many = Workbook(write_only=True)
    page = many.create_sheet()
    for number in range(10_002):
        page.append([number])
    doctype = b'<!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>'
    return {
        "formel": (packed(workbook(A1="Rad", B3="=1+1")), "cell B3"),
        "webbformel": (packed(workbook(C2='=WEBSERVICE("http://x.invalid")')), "cell C2"),
        "fel": (packed(workbook(A1="Rad", B2="#REF!")), "cell B2"),
        "makro": (with_part(plain, "xl/vbaProject.bin", b"x"), "makron"),
        "länk": (with_part(plain, "xl/externalLinks/externalLink1.xml", b"<a/>"), "andra filer"),
        "bomb": (with_part(plain, "xl/media/stor.bin", bytes(70_000_000)), "packas upp"),
        "entitet": (with_part(plain, "xl/extra.xml", doctype), "skadad"),
        "bred": (packed(wide), "kolumner"),
        "många": (packed(many), "rader"),
        "word": (with_part(b"", "word/document.xml", b"<a/>"), "ingen Excelfil"),
        "gammal": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "äldre Excelfil"),
        "avhuggen": (plain[:700], "skadad"),
        "pdf": (b"%PDF-1.7 x", "ingen Excelfil"),
        "tom": (b"", "tom"),
        "för stor": (bytes(10_000_001), "större än 10 MB"),
    }


@pytest.mark.parametrize("name", hostile_files())
def test_what_could_do_harm_is_refused_and_told(name: str) -> None:
    data, told = hostile_files()[name]
    with pytest.raises(Problem, match=told):
        read_table(data, f"{name}.xlsx")


def test_a_row_far_down_is_read_with_its_own_number() -> None:
    book = workbook(A1="Rad", A12000="sist")
    assert [(row.number, row.cells) for row in read_table(packed(book), "gles.xlsx").rows] == [
        (12_000, ("sist",))
    ]
