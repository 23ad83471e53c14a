"""The command `vandpunkt`: each subcommand is loaded only when it is called, so that help answers at once."""

from __future__ import annotations

import importlib

import click

from vandpunkt.cli.language import speak_with_click, translate
from vandpunkt.domain.problems import Problem, marked

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("vandpunkt.cli.read", marked("Läs ett tjänsteutlåtande och skriv ut vad det säger.")),
    "init": ("vandpunkt.cli.init", marked("Skapa en ny installation i en mapp.")),
    "import": ("vandpunkt.cli.imports", marked("Läs in statistik från Skolverket i registret.")),
    "export": (
        "vandpunkt.cli.export",
        marked("Skriv insatser eller program till en Excel- eller CSV-fil."),
    ),
    "import-register": (
        "vandpunkt.cli.import_register",
        marked("Läs in en ändrad fil med insatser eller program."),
    ),
    "open-case": (
        "vandpunkt.cli.open_case",
        marked("Läs en skrivelse och lägg upp dess ärende."),
    ),
    "take-in": ("vandpunkt.cli.take_in", marked("Läs in äldre dokument som förslag att granska.")),
    "answer": ("vandpunkt.cli.answer", marked("Skriv svaret på ett ärende som DOCX, PDF, HTML och text.")),
    "brief": ("vandpunkt.cli.brief", marked("Skriv en sida om ett program till nämnden.")),
    "document": (
        "vandpunkt.cli.document",
        marked("Skriv en rapport eller ett annat dokument som DOCX, PDF, HTML och text."),
    ),
    "sentences": (
        "vandpunkt.cli.sentences",
        marked("Visa alla meningar som skrivs av sig själva, och när."),
    ),
    "search": ("vandpunkt.cli.search", marked("Sök i registret, ärendena och de lästa dokumenten.")),
    "model": ("vandpunkt.cli.model", marked("Skatta var skolorna verkligen står.")),
    "effect": (
        "vandpunkt.cli.effect",
        marked("Säg om en insats har följts av bättre resultat än väntat."),
    ),
    "check": ("vandpunkt.cli.check", marked("Granska språk och namn i ett tjänsteutlåtande.")),
    "compare": ("vandpunkt.cli.compare", marked("Jämför en redigerad Word-fil med svaret den gjordes av.")),
    "verify": ("vandpunkt.cli.verify", marked("Säg om en fil är ett undertecknat svar.")),
    "template": ("vandpunkt.cli.template", marked("Pröva den egna Word-mallen.")),
    "demo": ("vandpunkt.cli.demo", marked("Bygg demoinstallationen av det verkliga ärendet.")),
    "remind": ("vandpunkt.cli.remind", marked("Påminn om åtgärder som ska vara klara i morgon.")),
    "serve": ("vandpunkt.cli.serve", marked("Visa webbplatsen.")),
}


class Commands(click.Group):
    """The subcommands by name; their help lines stand in COMMANDS so that listing them imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order a new installation uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the subcommand; it has a click command by the name `command`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        command.name = cmd_name
        _name_the_parts(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section(translate(marked("Kommandon"))):
            formatter.write_dl([(name, translate(line)) for name, (_, line) in COMMANDS.items()])


def _name_the_parts(command: click.Command) -> None:
    """Name the parts of a command line, in its first line of help, in the language of the rest."""
    command.options_metavar = translate(marked("[VAL]"))
    if isinstance(command, click.Group):
        command.subcommand_metavar = translate(marked("KOMMANDO [ARGUMENT]"))
        for subcommand in command.commands.values():
            _name_the_parts(subcommand)


@click.group(
    cls=Commands,
    help=translate(marked("Register, resultat och svar för stöd till skolor.")),
    context_settings={"max_content_width": 100},
)
@click.version_option(package_name="vandpunkt", help=translate(marked("Visa versionen.")))
def commands() -> None:
    """The group of all subcommands."""


def main() -> None:
    """Run the command line; a Problem is told in one line on standard error with exit status 2."""
    speak_with_click()
    _name_the_parts(commands)
    try:
        commands()
    except Problem as problem:
        click.echo(problem.sentence(translate), err=True)
        raise SystemExit(2) from None
