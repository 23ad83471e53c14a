"""`vandpunkt import` records a source whole or not at all, counts what it did, and names refused rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import obeying_file_rights, rows, run, told, with_disk_of
from tests.sources.exports import ALMA, HEADER, RINKEBY, Export, with_cell
from vandpunkt.sources import KINDS, SHIPPED

RESULTS, UNITS, SNAPSHOTS = "register_result", "register_schoolunit", "register_sourcesnapshot"
WRONG = (with_cell(RINKEBY, 9, "745"), ALMA, with_cell(RINKEBY, 1, "12"))


def counts(home: Path) -> tuple[int, int, int]:
    """How many figures, units and sources the register has."""
    return rows(home, RESULTS), rows(home, UNITS), rows(home, SNAPSHOTS)


def printed(output: str) -> dict[str, int]:
    """The counts that a report prints, by name."""
    lines = (line.rsplit("  ", 1) for line in output.splitlines() if line.startswith("  "))
    return {name.strip(): int(number.replace(" ", "")) for name, number in lines}


def test_a_file_is_recorded_and_counted_and_the_second_time_changes_nothing(home: Path) -> None:
    path = SHIPPED / "report-139-2025.csv.xz"
    first = run("import", "report-139", path, home=home)
    assert (first.returncode, first.stderr) == (0, "")
    assert printed(first.stdout) == {
        "lästa rader": 1714,
        "nya uppgifter": 6856,
        "ändrade uppgifter": 0,
        "oförändrade uppgifter": 0,
        "avvisade rader": 0,
        "nya skolenheter": 1714,
        "ändrade skolenheter": 0,
    }
    kept = counts(home)
    second = run("import", "report-139", path, home=home)
    assert printed(second.stdout)["oförändrade uppgifter"] == 6856
    assert "Inget är ändrat" in second.stdout
    assert counts(home) == kept


def test_every_kind_and_form_can_be_imported(home: Path) -> None:
    for kind, name in (
        ("planned-educations", "planned-educations-stockholm-2026-04.tar.xz"),
        ("salsa", "salsa-2024-25-stockholm-county.csv.xz"),
    ):
        assert run("import", kind, SHIPPED / name, home=home).returncode == 0
    assert counts(home) == (11660 + 1400, 398, 2)


def test_own_schools_are_found_by_the_organisers_number(home: Path, tmp_path: Path) -> None:
    run("import", "report-139", Export().save(tmp_path), home=home)
    with sqlite3.connect(home / "vandpunkt.sqlite3") as database:
        own = database.execute(f"SELECT name FROM {UNITS} WHERE own").fetchall()
    database.close()
    assert own == [("Rinkebyskolan",)]


def test_a_correction_is_counted_as_changed(home: Path, tmp_path: Path) -> None:
    run("import", "report-139", Export().save(tmp_path), home=home)
    corrected = Export(rows=(with_cell(RINKEBY, 9, "76,5"), ALMA)).save(tmp_path)
    report = printed(run("import", "report-139", corrected, home=home).stdout)
    assert (report["nya uppgifter"], report["ändrade uppgifter"], report["oförändrade uppgifter"]) == (
        0,
        1,
        7,
    )


def test_refused_rows_stop_the_import_and_are_named_with_file_row_column_and_reason(
    home: Path, tmp_path: Path
) -> None:
    path = Export(rows=WRONG).save(tmp_path)
    error = told(run("import", "report-139", path, home=home), "Inget är inläst")
    first, second, whole = error.splitlines()
    assert (
        first
        == f"rapport.csv, rad 7, kolumnen «{HEADER[9]}»: «745» är ingen andel: den ligger utanför 0–100."
    )
    assert second.startswith("rapport.csv, rad 9, kolumnen «Skol-enhetskod»: «12» är ingen skolenhetskod")
    assert "2 rader" in whole
    assert "--allow-refusals" in whole
    assert counts(home) == (0, 0, 0)


def test_with_allow_refusals_the_rest_is_recorded_and_the_status_says_so(home: Path, tmp_path: Path) -> None:
    path = Export(rows=WRONG).save(tmp_path)
    result = run("import", "report-139", path, "--allow-refusals", home=home)
    assert result.returncode == 1
    assert printed(result.stdout)["avvisade rader"] == 2
    assert "rad 7" in result.stderr
    assert counts(home) == (4, 1, 1)


def test_a_thousand_refused_rows_are_not_all_printed(home: Path, tmp_path: Path) -> None:
    path = Export(rows=[with_cell(RINKEBY, 1, str(number)) for number in range(1000)]).save(tmp_path)
    error = told(run("import", "report-139", path, home=home), "… och 900 rader till.")
    assert len(error.splitlines()) == 102


def test_who_imported_is_kept(home: Path, tmp_path: Path) -> None:
    run("import", "report-139", Export().save(tmp_path), home=home, LOGNAME="anna")
    with sqlite3.connect(home / "vandpunkt.sqlite3") as database:
        by = database.execute(f"SELECT recorded_by FROM {SNAPSHOTS}").fetchall()
    database.close()
    assert by == [("anna, vandpunkt import",)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rapport-140", "x.csv"), "Välj något av report-139"),
        (("report-139", "saknas.csv"), "saknas.csv finns inte"),
        (("report-139", "."), "är en mapp"),
        (("planned-educations", "ftp://127.0.0.1/"), "kan inte hämtas"),
    ],
)
def test_what_cannot_be_read_is_told(
    home: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    told(run("import", *arguments, home=home, cwd=tmp_path), words)
    assert counts(home) == (0, 0, 0)


def test_a_missing_column_is_told_with_the_header_row(home: Path, tmp_path: Path) -> None:
    path = Export(header=HEADER[:-1], rows=(RINKEBY[:-1],)).save(tmp_path)
    error = told(
        run("import", "report-139", path, home=home), "saknar kolumnen «Genomsnittligt meritvärde (17 ämnen)»"
    )
    assert "Rubrikraden är rad 6: Skola · Skol-enhetskod" in error


class TestTheDatabase:
    """What the database cannot do is told, and leaves it as it was."""

    def test_locked_by_another(self, home: Path, tmp_path: Path) -> None:
        other = sqlite3.connect(home / "vandpunkt.sqlite3")
        other.execute("BEGIN IMMEDIATE")
        told(run("import", "report-139", Export().save(tmp_path), home=home), "upptagen av något annat")
        other.rollback()
        other.close()
        assert counts(home) == (0, 0, 0)

    @pytest.mark.parametrize("folder_too", [False, True])
    def test_read_only(self, home: Path, tmp_path: Path, folder_too: bool) -> None:
        (home / "vandpunkt.sqlite3").chmod(0o444)
        if folder_too:
            home.chmod(0o555)
        result = run("import", "report-139", Export().save(tmp_path), home=home, before=obeying_file_rights)
        home.chmod(0o700)
        told(result, "skrivskyddad")
        assert counts(home) == (0, 0, 0)

    def test_not_to_be_read(self, home: Path, tmp_path: Path) -> None:
        (home / "vandpunkt.sqlite3").chmod(0)
        result = run("import", "report-139", Export().save(tmp_path), home=home, before=obeying_file_rights)
        told(result, "går inte att öppna")

    @pytest.mark.parametrize("room", [0, 300_000])
    def test_a_full_disk(self, home: Path, room: int) -> None:
        size = (home / "vandpunkt.sqlite3").stat().st_size
        path = SHIPPED / "report-139-2025.csv.xz"
        result = run(
            "import", "report-139", path, home=home, before=with_disk_of(max(room, 1) if room else size)
        )
        told(result, "isk")
        assert counts(home) == (0, 0, 0)

    def test_no_database(self, home: Path, tmp_path: Path) -> None:
        (home / "vandpunkt.sqlite3").write_text("detta är ingen databas" * 100, encoding="utf-8")
        told(run("import", "report-139", Export().save(tmp_path), home=home), "är ingen databas")

    @pytest.mark.parametrize(
        ("statement", "words"),
        [
            ("DELETE FROM django_migrations WHERE app = 'register'", "äldre än programmet"),
            ("UPDATE django_migrations SET name = '9999_later' WHERE app = 'cases'", "nyare version"),
        ],
    )
    def test_of_another_version(self, home: Path, tmp_path: Path, statement: str, words: str) -> None:
        with sqlite3.connect(home / "vandpunkt.sqlite3") as database:
            database.execute(statement)
        database.close()
        told(run("import", "report-139", Export().save(tmp_path), home=home), words)


def test_without_an_installation_the_way_to_one_is_told(tmp_path: Path) -> None:
    told(run("import", "salsa", "x", cwd=tmp_path), "vandpunkt init")
    told(run("import", "salsa", "x", home=tmp_path / "ingen"), "har ingen databas")


def test_the_help_tells_the_kinds_and_what_the_statuses_mean() -> None:
    text = " ".join(run("import", "--help").stdout.split())
    assert all(kind in text for kind in KINDS)
    assert "0 när allt är inläst, 1 när rader har lämnats utanför, 2 när ingenting är inläst" in text


def test_the_english_help_is_english() -> None:
    assert "Exit status" in run("import", "--help", VANDPUNKT_LANGUAGE="en").stdout
