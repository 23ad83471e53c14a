"""`vandpunkt effect`: was support followed by better results, and could it have been seen?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vandpunkt.cli.effect_lines import report_lines
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import Problem, marked

if TYPE_CHECKING:
    from vandpunkt.analysis.cells import Cells
    from vandpunkt.analysis.effect.planning import Plan
    from vandpunkt.analysis.effect.report import EffectReport
    from vandpunkt.analysis.effect.rules import EffectRules
    from vandpunkt.domain.terms import SchoolYear

FILE = click.Path(path_type=Path)
ESTIMATE = "estimate"
JSON_HELP = marked("Skriv allt till en JSON-fil (- för skärmen).")


class EstimateByDefault(click.Group):
    """A group where what names no subcommand is given to the estimate."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the estimate's name before its tables and options."""
        first = args[0] if args else "--help"
        if first not in self.commands and first not in ctx.help_option_names:
            args = [ESTIMATE, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways of calling it."""
        formatter.write_usage(ctx.command_path, "CELLS.csv INTERVENTIONS.csv [--programme P] [--json FILE]")
        formatter.write_usage(ctx.command_path, "--programme KSBS")
        formatter.write_usage(ctx.command_path, "plan [CELLS.csv] --schools S,S,… --start 2025/26")


@click.group(
    cls=EstimateByDefault,
    help=translate(marked("Säg om en insats har följts av bättre resultat än skolorna annars hade haft.")),
    epilog=translate(
        marked("Med två tabeller görs skattningen; alla val visas av «effect estimate --help».")
    ),
)
def command() -> None:
    """The group of the estimate and the plan."""


@command.command(
    ESTIMATE,
    help=translate(
        marked(
            "Jämför skolornas resultat efter insatsen med en prognos utan den, ur två tabeller eller, utan "
            "tabeller, ur registret."
        )
    ),
)
@click.argument("cells", metavar="[CELLS.csv]", type=FILE, required=False)
@click.argument("interventions", metavar="[INTERVENTIONS.csv]", type=FILE, required=False)
@click.option(
    "--programme", help=translate(marked("Insatsen som effekten gäller; utan den alla insatser tillsammans."))
)
@click.option("--json", "json_file", type=FILE, help=translate(JSON_HELP))
@click.option(
    "--full-years",
    default=1,
    show_default=True,
    help=translate(marked("Hela läsår med insatsen som en årskull ska ha haft för att räknas som nådd.")),
)
@click.option(
    "--between",
    type=click.Choice(["left-out", "before", "reached"]),
    default="left-out",
    show_default=True,
    help=translate(
        marked("Årskullar efter starten som inte är nådda: utelämna, räkna som före eller som nådda.")
    ),
)
@click.option(
    "--others",
    type=click.Choice(["left-out", "compared"]),
    default="left-out",
    show_default=True,
    help=translate(marked("Skolor med bara andra insatser: utelämna ur jämförelsen eller jämför med dem.")),
)
@click.option(
    "--placebos",
    default=999,
    show_default=True,
    type=click.IntRange(99, 100_000),
    help=translate(marked("Antal skenförsök.")),
)
@click.option("--seed", default=20240817, show_default=True, help=translate(marked("Slumptalens frö.")))
def estimate(
    cells: Path | None,
    interventions: Path | None,
    programme: str | None,
    json_file: Path | None,
    **choices: Any,
) -> None:
    """Estimate the effect, from two tables or from the register, and say what it allows to be said."""
    from vandpunkt.analysis.effect.values import report_values

    rules = _rules(**choices)
    report = (
        _of_tables(cells, interventions, programme, rules)
        if cells and interventions
        else _of_register(cells, programme, rules)
    )
    if not written(report_values(report), json_file):
        click.echo("\n".join(report_lines(report)))


def _of_tables(cells: Path, interventions: Path, programme: str | None, rules: EffectRules) -> EffectReport:
    from vandpunkt.analysis.effect.interventions_file import read_interventions
    from vandpunkt.analysis.effect.report import effect_report

    supports = read_interventions(interventions)
    return effect_report(read(cells), supports, programme, rules)


def _of_register(cells: Path | None, programme: str | None, rules: EffectRules) -> EffectReport:
    if cells:
        raise Problem(
            marked("Ange både CELLS.csv och INTERVENTIONS.csv, eller ingen av dem: då används registret.")
        )
    if not programme:
        raise Problem(
            marked("Ange vilket program det gäller med --programme, till exempel --programme KSBS.")
        )
    from vandpunkt.cli.database import installation_ready

    with installation_ready():
        from vandpunkt.register.effect_computing import register_report

        return register_report(programme, rules)


@command.command(
    "plan",
    help=translate(
        marked(
            "Räkna ut vad som skulle kunna synas, innan en insats är beslutad, ur en tabell eller, utan "
            "tabell, ur registret."
        )
    ),
)
@click.argument("cells", metavar="[CELLS.csv]", type=FILE, required=False)
@click.option("--schools", required=True, help=translate(marked("Skolenhetskoder med komma emellan.")))
@click.option("--start", required=True, help=translate(marked("Första läsåret med insatsen, 2025/26.")))
@click.option(
    "--places",
    type=click.IntRange(min=1),
    help=translate(marked("Antal skolor som kan börja samtidigt; ordningen lottas.")),
)
@click.option("--seed", type=int, help=translate(marked("Lottningens frö; samma frö ger samma ordning.")))
@click.option("--json", "json_file", type=FILE, help=translate(JSON_HELP))
def plan(
    cells: Path | None,
    *,
    schools: str,
    start: str,
    places: int | None,
    seed: int | None,
    json_file: Path | None,
) -> None:
    """Say what could be seen with these schools after one, two and three years."""
    from vandpunkt.analysis.effect.planning import plan_values
    from vandpunkt.cli.effect_lines import plan_lines
    from vandpunkt.domain.terms import SchoolYear

    codes = [code.strip() for code in schools.split(",") if code.strip()]
    planned = _planned(cells, codes, SchoolYear.parse(start), places=places, seed=seed)
    if not written(plan_values(planned), json_file):
        click.echo("\n".join(plan_lines(planned)))


def _planned(
    cells: Path | None, codes: list[str], start: SchoolYear, *, places: int | None, seed: int | None
) -> Plan:
    from vandpunkt.analysis.effect.planning import plan as make_plan

    if cells:
        return make_plan(read(cells), codes, start, places=places, seed=seed)
    from vandpunkt.cli.database import installation_ready

    with installation_ready():
        from vandpunkt.register.effect_computing import register_plan

        return register_plan(codes, start, places=places, seed=seed)


def read(path: Path) -> Cells:
    """The cells of a table. Raises Problem for what cannot be used."""
    from vandpunkt.analysis.cells import cells_from
    from vandpunkt.analysis.cells_file import read_cells

    return cells_from(read_cells(path))


def written(values: dict[str, Any], json_file: Path | None) -> bool:
    """Write the values as JSON where that is asked for; whether nothing more is to be printed."""
    if json_file is None:
        return False
    text = json.dumps(values, ensure_ascii=False, indent=1)
    if str(json_file) == "-":
        click.echo(text)
        return True
    try:
        json_file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Problem(
            marked("Filen {file} går inte att skriva: {reason}."), file=json_file, reason=error.strerror
        ) from None
    return False


def _rules(*, full_years: int, between: str, others: str, placebos: int, seed: int) -> EffectRules:
    from vandpunkt.analysis.effect.exposure import Between, ExposureRules
    from vandpunkt.analysis.effect.rules import EffectRules, Others

    exposed = ExposureRules(full_years=full_years, between=Between(between))
    return EffectRules(exposure=exposed, others=Others(others), placebos=placebos, seed=seed)
