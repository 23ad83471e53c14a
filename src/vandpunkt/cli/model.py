"""`vandpunkt model`: the results model on a table of cells, without any register."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vandpunkt.cli.language import translate
from vandpunkt.cli.model_refresh import refresh
from vandpunkt.domain.numbers import percent_of_share, signed, swedish
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear

if TYPE_CHECKING:
    from vandpunkt.analysis.cells import Cells
    from vandpunkt.analysis.remarks import Remark

CELLS = click.Path(path_type=Path)
FORM = click.option(
    "--form",
    type=click.Choice(["level_and_ar1", "ar1", "random_walk", "level_and_noise"]),
    default="level_and_ar1",
    show_default=True,
    help=translate(marked("Modellens form, för jämförelser; se docs/method.md.")),
)


@click.group(help=translate(marked("Skatta var skolorna verkligen står.")))
def command() -> None:
    """The group of the model's subcommands."""


command.add_command(refresh)


@command.command(help=translate(marked("Skatta underliggande nivåer ur en tabell med publicerade värden.")))
@click.argument("cells", metavar="CELLS.csv", type=CELLS)
@click.option(
    "--json",
    "json_file",
    type=CELLS,
    help=translate(marked("Skriv allt till en JSON-fil (- för skärmen).")),
)
@click.option(
    "--threshold",
    default=0.7,
    show_default=True,
    type=float,
    help=translate(marked("Gräns för «under» som andel 0–1.")),
)
@FORM
def fit(cells: Path, json_file: Path | None, threshold: float, form: str) -> None:
    """Fit the model to CELLS.csv and say where each school stands."""
    if not 0 < threshold < 1:
        raise Problem(
            marked("Gränsen {threshold} är ingen andel. Skriv ett tal mellan 0 och 1, till exempel 0.7."),
            threshold=threshold,
        )
    read = _read(cells)
    from vandpunkt.analysis.fit import fit as fit_model
    from vandpunkt.analysis.prior import Form
    from vandpunkt.analysis.results import fit_values

    fitted = fit_model(read, Form(form))
    values = fit_values(fitted, threshold)
    if not _written(values, json_file):
        _print_fit(values, fitted.remarks)


@command.command(
    help=translate(marked("Pröva modellen: låtsas att ett läsår inte är känt och förutsäg det."))
)
@click.argument("cells", metavar="CELLS.csv", type=CELLS)
@click.option(
    "--hold-out", required=True, help=translate(marked("Läsåret som förutsägs, till exempel 2024/25."))
)
@click.option(
    "--json",
    "json_file",
    type=CELLS,
    help=translate(marked("Skriv allt till en JSON-fil (- för skärmen).")),
)
@FORM
def backtest(cells: Path, hold_out: str, json_file: Path | None, form: str) -> None:
    """Train on the years before and score the forecasts of the one held out."""
    year = SchoolYear.parse(hold_out)
    read = _read(cells)
    from vandpunkt.analysis.backtest import backtest as test_model
    from vandpunkt.analysis.prior import Form
    from vandpunkt.analysis.results import backtest_values

    tested = test_model(read, year, Form(form))
    values = backtest_values(tested)
    if not _written(values, json_file):
        _print_backtest(values, tested.fit.remarks)


def _read(path: Path) -> Cells:
    from vandpunkt.analysis.cells import cells_from
    from vandpunkt.analysis.cells_file import read_cells

    return cells_from(read_cells(path))


def _written(values: dict[str, Any], path: Path | None) -> bool:
    """Write the JSON; whether standard output is taken by it."""
    if path is None:
        return False
    text = _json(values)
    if str(path) == "-":
        click.echo(text, nl=False)
        return True
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise Problem(marked("Det går inte att skriva filen {file}."), file=path) from None
    return False


def _json(values: dict[str, Any]) -> str:
    """One line an entry and one a row of the tables in it: for people to read and for tools to compare."""
    entries = []
    for name, value in values.items():
        rows = value if isinstance(value, list) else None
        text = _rows(rows) if rows else json.dumps(value, ensure_ascii=False, allow_nan=False)
        entries.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _rows(rows: list[Any]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows) + "\n]"


def _print_fit(values: dict[str, Any], remarks: Sequence[Remark]) -> None:
    fit_ = values["fit"]
    click.echo(
        translate(
            marked(
                "Spridning (logit): mellan skolor {level}, mellan läsår inom en skola {yearly}, "
                "varaktighet {rho}. Tid {seconds} s."
            )
        ).format(
            level=swedish(fit_["sigma_a"], 2),
            yearly=swedish(fit_["sigma_w"], 2),
            rho=swedish(fit_["rho"], 2),
            seconds=swedish(fit_["seconds"], 2),
        )
    )
    for coefficient in fit_["coefficients"]:
        click.echo(
            f"{coefficient['name']}: {signed(coefficient['estimate'], 2)} "
            f"(± {swedish(1.96 * coefficient['standard_error'], 2)})"
        )
    _print_remarks(remarks)
    _print_schools(values)


def _print_schools(values: dict[str, Any]) -> None:
    latest = max(cell["school_year"] for cell in values["cells"])
    click.echo()
    click.echo(
        translate(
            marked(
                "{year}: underliggande nivå med 90 %-intervall, förväntad nivå, "
                "sannolikhet att ligga under {limit}"
            )
        ).format(year=latest, limit=percent_of_share(values["threshold"], 0))
    )
    now = [cell for cell in values["cells"] if cell["school_year"] == latest]
    for cell in sorted(now, key=lambda cell: (-cell["below_threshold"], cell["underlying"]["mean"])):
        level, expected = cell["underlying"], cell["expected"]["mean"]
        click.echo(
            f"{cell['school_unit_code']}  {percent_of_share(level['mean']):>7}  "
            f"({swedish(100 * level['0.05'], 0)}–{swedish(100 * level['0.95'], 0)})  "
            f"{percent_of_share(expected):>7}  {_probability(cell['below_threshold']):>7}"
        )


def _probability(share: float) -> str:
    """In whole per cents, never surer than one in a hundred."""
    if share > 0.99:
        return f"> {percent_of_share(0.99, 0)}"
    return f"< {percent_of_share(0.01, 0)}" if share < 0.01 else percent_of_share(share, 0)


def _print_backtest(values: dict[str, Any], remarks: Sequence[Remark]) -> None:
    click.echo(
        translate(marked("{year}: antal förutsagda värden {cells}, ur {trained} tidigare.")).format(
            year=values["held_out"], cells=values["cells"], trained=values["trained_cells"]
        )
    )
    for level, share in values["coverage"].items():
        click.echo(
            translate(marked("{level}-intervallet höll för {share}")).format(
                level=percent_of_share(float(level), 0), share=percent_of_share(share)
            )
        )
    click.echo(
        translate(marked("Medelfel {mae}, RMSE {rmse}, CRPS {crps} procentenheter; logpoäng {score}")).format(
            mae=swedish(values["mae"], 2),
            rmse=swedish(values["rmse"], 2),
            crps=swedish(values["crps"], 2),
            score=swedish(values["log_score"], 3),
        )
    )
    _print_baselines(values)
    _print_remarks(remarks)


def _print_baselines(values: dict[str, Any]) -> None:
    names = {
        "last_year": marked("senaste värdet"),
        "three_year_mean": marked("medel av tre läsår"),
        "regression_on_intake": marked("regression på elevunderlaget"),
    }
    if not values["baselines"]:
        return
    same = values["with_earlier_value"]
    click.echo(
        translate(marked("För de {cells} som har ett tidigare värde, medelfel och RMSE:")).format(
            cells=same["cells"]
        )
    )
    rows = {marked("modellen"): same} | {names[name]: row for name, row in values["baselines"].items()}
    for name, row in rows.items():
        click.echo(f"  {translate(name)} {swedish(row['mae'], 2)} {swedish(row['rmse'], 2)}")


def _print_remarks(remarks: Sequence[Remark]) -> None:
    for remark in remarks:
        click.echo(f"– {remark.sentence(translate)}")
