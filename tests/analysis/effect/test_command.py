"""`vandpunkt effect` and `vandpunkt effect plan` as a person or a program calls them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.analysis.effect.worlds import FIRST, Trial
from vandpunkt.cli.effect import command
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear


@pytest.fixture(scope="module")
def tables(trial: Trial, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("tables")
    cells, interventions = folder / "CELLS.csv", folder / "INTERVENTIONS.csv"
    with cells.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["school_unit_code", "school_year", "n", "eligible", "x_parents_education"])
        for place in range(len(trial.cells)):
            writer.writerow(_row(trial, place))
    with interventions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["school_unit_code", "programme", "start", "end"])
        for support in trial.supports:
            writer.writerow([support.school, "KSBS", str(support.period.start), ""])
    return str(cells), str(interventions)


def _row(trial: Trial, place: int) -> list[str]:
    cells = trial.cells
    share = 100 * cells.low[place] / cells.cohort[place]
    printed = "~100" if cells.low[place] < cells.high[place] else f"{share:.1f}".replace(".", ",")
    year = SchoolYear(int(cells.year[place])).code
    return [
        cells.schools[cells.school[place]],
        year,
        str(cells.cohort[place]),
        printed,
        str(cells.intake[place, 0]),
    ]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_it_prints_the_verdict_first_then_figures_checks_and_rules(tables: tuple[str, str]) -> None:
    lines = run(*tables, "--programme", "KSBS").output.splitlines()
    assert lines[0].startswith("KSBS: ")
    text = "\n".join(lines)
    for words in (
        "Minsta effekt som skulle ha synts",
        "Skenförsök på",
        "Åren före starten",
        "Enkel jämförelse",
        "Så är det räknat",
        "räknas som nådd",
    ):
        assert words in text


def test_json_goes_to_a_file_beside_the_words_or_to_the_screen_alone(
    tables: tuple[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "effect.json"
    shown = run(*tables, "--json", str(file)).output
    assert shown.startswith("Alla insatser: ")
    alone = run(*tables, "--json", "-").output
    assert json.loads(alone) == json.loads(file.read_text(encoding="utf-8"))
    assert len(json.loads(alone)["placebo"]["effects"]) == 999


def test_rules_can_be_changed_from_the_command_line(tables: tuple[str, str]) -> None:
    values = json.loads(
        run(*tables, "--full-years", "2", "--between", "before", "--placebos", "99", "--json", "-").output
    )
    assert values["rules"]["full_years"] == 2
    assert values["rules"]["between"] == "before"
    assert values["placebo"]["repetitions"] == 99


def test_an_unknown_programme_is_told(tables: tuple[str, str]) -> None:
    with pytest.raises(Problem, match="Ingen insats heter KUF"):
        run(*tables, "--programme", "KUF")


def test_a_file_that_cannot_be_written_is_told(tables: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(Problem, match="går inte att skriva"):
        run(*tables, "--json", str(tmp_path / "nowhere" / "effect.json"))


def test_help_names_both_ways(tables: tuple[str, str]) -> None:
    text = run("--help").output
    assert "CELLS.csv INTERVENTIONS.csv" in text
    assert "plan [CELLS.csv] --schools" in text


def test_the_plan_prints_what_could_be_seen_and_the_drawn_order(
    tables: tuple[str, str], trial: Trial
) -> None:
    schools = ",".join(each.school for each in trial.supports)
    arguments = ("plan", tables[0], "--schools", schools, "--start", SchoolYear(FIRST + 5).code)
    lines = run(*arguments, "--places", "3", "--seed", "5").output.splitlines()
    assert lines[0].startswith("Efter 1 läsår (6 årskullar")
    assert any("frö 5" in line for line in lines)
    values = json.loads(run(*arguments, "--json", "-").output)
    assert values["fair_start"] is None
    assert [each["years"] for each in values["years"]] == [1, 2, 3]
