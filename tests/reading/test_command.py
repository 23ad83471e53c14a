"""`vandpunkt read`: a table for people, JSON for programs, one line of Swedish when it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.reading.statements import SEED, seed_facts
from vandpunkt.cli.read import command, printed, summary
from vandpunkt.reading import KnownNames, PartnerName, ProgrammeName, read_file


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a folder without any installation."""
    environment = {**os.environ, "VANDPUNKT_HOME": "", "COLUMNS": "100"}
    return subprocess.run(
        [str(Path(sys.executable).parent / "vandpunkt"), "read", *arguments],
        capture_output=True, text=True, cwd=folder, env=environment, timeout=60, check=False,
    )  # fmt: skip


def test_json_is_the_reading_with_its_swedish_letters(tmp_path: Path) -> None:
    done = run(str(SEED), "--json", folder=tmp_path)
    assert done.returncode == 0
    assert "Hässelbygårdsskolan" in done.stdout
    found = json.loads(done.stdout)
    assert found["document"] == seed_facts()["document"]
    assert len(found["interventions"]) == 40
    assert set(found["interventions"][0]["source"]) == {"page", "start", "end"}
    assert isinstance(found["warnings"], list)


def test_without_json_the_reading_is_a_table_for_each_school(tmp_path: Path) -> None:
    done = run(str(SEED), folder=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Att vända skolresultat"
    assert "Rinkebyskolan" in lines
    assert "  Planerat stöd 2025" in lines
    assert any(line.split() == ["Simstrategi", "Vantör", "start", "2024"] for line in lines)
    assert "Att titta på:" in lines
    assert lines[-1] == "40 insatser vid 5 skolor."


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_keeps_to_the_width(width: int) -> None:
    lines = list(summary(read_file(SEED), width))
    table = [line for line in lines if line.startswith("    ")]
    assert max(map(len, table)) <= width


def test_a_file_that_cannot_be_read_is_told_in_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "dagbok.txt").write_text("I dag var det soligt.")
    for name, words in (("dagbok.txt", "tjänsteutlåtande"), ("saknas.pdf", "finns inte"), (".", "mapp")):
        done = run(name, folder=tmp_path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_the_help_is_swedish() -> None:
    shown = CliRunner().invoke(command, ["--help"]).output
    assert "Läs ett tjänsteutlåtande" in shown


def test_the_registers_names_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Tjänsteutlåtande\n\nSammanfattning\nText.\n\nNorra skolan\nUnder 2025:\n• Vändpunkten med LH\n",
        encoding="utf-8",
    )
    names = KnownNames((ProgrammeName("Vändpunkten"),), (PartnerName("Lärandets hus", ("LH",)),))
    shown = printed(path, names=names)
    assert "Vändpunkten" in shown
    assert "Lärandets hus" in shown
