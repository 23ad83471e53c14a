"""`vandpunkt model fit` and `model backtest` on a table of cells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.analysis import real_panel
from vandpunkt.cli.model import command
from vandpunkt.domain.problems import Problem

CELL_KEYS = {
    "school_unit_code", "school_year", "n", "n_inferred", "count_low", "count_high", "underlying",
    "expected", "difference", "below_threshold",
}  # fmt: skip
POINTS = {"mean", "0.05", "0.25", "0.5", "0.75", "0.95"}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "cells.csv"
    real_panel.write(path, real_panel.rows())
    return path


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(command, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def fitted(table: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    path = tmp_path_factory.mktemp("json") / "fit.json"
    output = run("fit", table, "--json", path, "--threshold", "0.7")
    return json.loads(path.read_text()), output


def test_the_fit_has_every_cell_with_every_figure(fitted: tuple[dict[str, Any], str], table: Path) -> None:
    values, _ = fitted
    assert len(values["cells"]) == len(table.read_text().splitlines()) - 1
    for cell in values["cells"]:
        assert set(cell) == CELL_KEYS
        assert set(cell["underlying"]) == set(cell["expected"]) == set(cell["difference"]) == POINTS
        assert 0 <= cell["below_threshold"] <= 1
        assert cell["underlying"]["0.05"] < cell["underlying"]["0.95"]


def test_rinkebyskolan_stands_above_what_its_intake_leads_to(fitted: tuple[dict[str, Any], str]) -> None:
    cells = {(cell["school_unit_code"], cell["school_year"]): cell for cell in fitted[0]["cells"]}
    rinkeby, lillholmen = (cells[code, "2024/25"] for code in ("37416253", "46581319"))
    assert (rinkeby["n"], rinkeby["count_low"], rinkeby["count_high"]) == (51, 38, 38)
    assert rinkeby["difference"]["mean"] > 0.05
    assert lillholmen["difference"]["0.95"] < 0
    assert lillholmen["below_threshold"] > 0.95


def test_schools_have_next_year_and_rank(fitted: tuple[dict[str, Any], str]) -> None:
    schools = {school["school_unit_code"]: school for school in fitted[0]["schools"]}
    next_year = schools["37416253"]["next_year"]
    assert next_year["school_year"] == "2025/26"
    assert next_year["0.05"] < next_year["mean"] < next_year["0.95"]
    rank = schools["46581319"]["rank"]
    assert 1 <= rank["0.05"] <= rank["0.95"] <= rank["of"]


def test_the_fit_itself_is_described(fitted: tuple[dict[str, Any], str]) -> None:
    fit = fitted[0]["fit"]
    assert fit["converged"]
    assert 0.4 < fit["sigma_a"] < 1.0
    assert 0.2 < fit["sigma_w"] < 0.7
    assert -1 < fit["rho"] < 1
    assert [level["school_year"] for level in fit["yearly_levels"]][-2:] == ["2024/25", "2025/26"]
    parents = fit["coefficients"][0]
    assert parents["name"] == "x_parents_education"
    assert parents["estimate"] > 5 * parents["standard_error"]
    assert fit["log_marginal_likelihood"] < 0


def test_what_is_printed_is_swedish_and_sorted_by_need(fitted: tuple[dict[str, Any], str]) -> None:
    lines = fitted[1].splitlines()
    assert any("underliggande nivå" in line for line in lines)
    assert any("närmaste läsår" in line for line in lines)
    first = next(line for line in lines if line[:8].isdigit())
    assert first.replace("\u00a0", " ").endswith("> 99 %")


def test_json_on_standard_output_is_alone(table: Path) -> None:
    assert json.loads(run("fit", table, "--json", "-"))["threshold"] == 0.7


def test_the_backtest_has_the_promised_keys_and_figures(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "backtest.json"
    output = run("backtest", table, "--hold-out", "2024/25", "--json", path)
    values = json.loads(path.read_text())
    assert set(values["coverage"]) == {"0.5", "0.8", "0.9", "0.95"}
    assert values["mae"] <= 5.27
    assert values["rmse"] > values["mae"] > values["crps"] > 0
    assert values["log_score"] < 0
    assert set(values["baselines"]) == {"last_year", "three_year_mean", "regression_on_intake"}
    for scores in values["baselines"].values():
        assert set(scores) == {"cells", "coverage", "mae", "rmse", "crps", "log_score"}
    assert "50 %-intervallet" in output.replace("\u00a0", " ")


def test_another_form_can_be_asked_for(table: Path) -> None:
    values = json.loads(run("fit", table, "--form", "ar1", "--json", "-"))
    assert (values["fit"]["form"], values["fit"]["sigma_a"]) == ("ar1", 0.0)


def test_what_is_wrong_is_said(table: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="andel"):
        run("fit", table, "--threshold", "70")
    with pytest.raises(Problem, match="läsår"):
        run("backtest", table, "--hold-out", "snart")
    with pytest.raises(Problem, match="skriva"):
        run("fit", table, "--json", tmp_path / "none" / "fit.json")
