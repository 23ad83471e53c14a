"""`vandpunkt take-in`: a folder of older documents, each told of by its name."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run
from tests.reading.statements import CASES, SEED


def test_a_folder_is_taken_in_file_by_file_and_a_second_time_nothing(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "aldre"
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "a.txt").write_bytes(SEED.read_bytes())
    (folder / "b.txt").write_bytes((CASES / "table-with-partners.txt").read_bytes())
    (folder / "c.txt").write_text("Inget tjänsteutlåtande.", encoding="utf-8")
    (folder / "bild.png").write_bytes(b"\x89PNG")

    first = run("take-in", folder, home=home)
    assert first.returncode == 1
    lines = first.stdout.splitlines()
    assert lines[0].startswith("1/3 a.txt: 40 förslag. Okända skolor: Hagsätraskolan, ")
    assert lines[1] == "2/3 b.txt: 5 förslag. Okända skolor: Östra skolan, Västra skolan."
    assert lines[2].startswith("3/3 c.txt: c.txt ser inte ut som ett tjänsteutlåtande")
    assert lines[3] == "Klart: 2 av 3 filer. Granska förslagen på webbplatsen."

    again = run("take-in", folder / "b.txt", home=home)
    assert (again.returncode, again.stdout.splitlines()[0]) == (
        0,
        "1/1 b.txt: redan inläst, 5 förslag väntar.",
    )


def test_a_folder_without_documents_and_a_file_that_is_not_there_say_so(home: Path, tmp_path: Path) -> None:
    empty = run("take-in", tmp_path / "home", home=home)
    missing = run("take-in", tmp_path / "saknas.pdf", home=home)
    assert (empty.returncode, missing.returncode) == (2, 1)
    assert "Det finns inga PDF-, DOCX-, text- eller HTML-filer" in empty.stderr
    assert "saknas.pdf går inte att öppna" in missing.stdout
