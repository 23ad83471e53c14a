"""`vandpunkt export` and `import-register`: rows out to a file, and an edited file back, shown first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import rows, run, told
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.spreadsheet_file import Table, csv_table, xlsx_table


def table_in(file: Path) -> Table:
    """The table of a file."""
    read = xlsx_table if file.suffix == ".xlsx" else csv_table
    return read(file.read_bytes(), Limits(characters=6_000_000), file.name)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_catalogue_goes_out_and_comes_back_unchanged(made: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"program.{ending}"
    written = run("export", "programmes", file, home=made)
    assert written.returncode == 0, written.stderr
    table = table_in(file)
    assert f"{len(table.rows)} rader." in written.stdout
    assert "ksbs" in [row.cells[0] for row in table.rows]
    back = run("import-register", "programmes", file, home=made)
    assert back.returncode == 0
    assert f"Oförändrade rader: {len(table.rows)}. Att rätta först: 0." in back.stdout


@pytest.mark.parametrize("kind", ["interventions", "follow-ups"])
def test_a_register_without_rows_gives_a_file_to_fill(made: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "rader.csv"
    assert run("export", kind, file, home=made).returncode == 0
    table = table_in(file)
    assert (table.rows, table.header[:2]) == ((), ("Rad", "Version"))


def test_an_edited_file_is_shown_first_and_saved_when_asked_to(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "program.csv"
    run("export", "programmes", file, home=home)
    table = table_in(file)
    row = next(one for one in table.rows if one.cells[0] == "ksbs")
    file.write_text(f"Adress;Version;Kontakt\nksbs;{row.cells[1]};FoU-enheten\n", encoding="utf-8")
    versions = rows(home, "register_historicalprogramme")
    shown = run("import-register", "programmes", file, home=home)
    assert (shown.returncode, "  Kontakt: – → FoU-enheten" in shown.stdout) == (0, True)
    assert rows(home, "register_historicalprogramme") == versions
    saved = run("import-register", "programmes", file, "--accept", home=home)
    assert "Sparade rader: 1." in saved.stdout
    assert rows(home, "register_historicalprogramme") == versions + 1


def test_a_row_that_must_be_mended_is_told_with_its_place_and_stops_all(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "program.csv"
    lines = ("Adress;Version;Namn;Kostnad per år, kronor", ";;Läsprojektet;mycket", ";;Ett till;12")
    file.write_text("\n".join(lines), encoding="utf-8")
    before = rows(home, "register_programme")
    for more in ((), ("--accept",)):
        answer = run("import-register", "programmes", file, *more, home=home)
        assert answer.returncode == 1
        assert "rad 2, Läsprojektet: fel" in answer.stdout
        assert "Kostnad per år, kronor: «mycket» är inget helt tal." in answer.stderr
    assert rows(home, "register_programme") == before


def test_files_that_cannot_be_used_are_told(made: Path, tmp_path: Path) -> None:
    told(run("export", "programmes", tmp_path / "program.pdf", home=made), "ska sluta på .xlsx eller .csv")
    told(run("export", "programmes", tmp_path / "saknas" / "p.csv", home=made), "går inte att skriva")
    told(run("import-register", "programmes", tmp_path / "saknas.csv", home=made), "går inte att öppna")
    other = tmp_path / "annan.csv"
    other.write_text("Skola;Elever\nEn;12\n", encoding="utf-8")
    told(run("import-register", "programmes", other, home=made), "hör inte till filen")
