"""`vandpunkt init`: a new installation in a folder, or one brought up to date."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from vandpunkt.cli.database import start_django
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.installation import HOME_VARIABLE, SETTINGS_FILE, Installation

_EXAMPLE = {"name": "Exempelstads kommun", "number": "2120000000", "municipality": "0000"}
PASSWORD_VARIABLE = "VANDPUNKT_PASSWORD"  # noqa: S105 - the name of a variable, not a password


@click.command(
    help=translate(
        marked(
            "Skapa en ny installation i mappen FOLDER, eller uppdatera databasen i en som finns. "
            "Ingen användare skapas om inte --administrator anges."
        )
    )
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--organiser", "name", help=translate(marked("Huvudmannens namn, till exempel Stockholms stad."))
)
@click.option("--number", help=translate(marked("Huvudmannens organisationsnummer, tio siffror.")))
@click.option("--municipality", help=translate(marked("Kommunkod, fyra siffror.")))
@click.option(
    "--administrator",
    metavar="NAME",
    help=translate(
        marked("Skapa en administratör; lösenordet frågas efter eller tas ur VANDPUNKT_PASSWORD.")
    ),
)
def command(
    folder: Path, name: str | None, number: str | None, municipality: str | None, administrator: str | None
) -> None:
    """Create the installation, or update its database, and say what comes next."""
    organiser = _organiser(name, number, municipality)
    person = (administrator, _password()) if administrator else None
    create_installation(folder, organiser=organiser, administrator=person)
    _say_what_comes_next(folder)


def _organiser(name: str | None, number: str | None, municipality: str | None) -> dict[str, str]:
    """What the options say of the organiser. Raises Problem for a number or a code that cannot be one."""
    digits = re.sub(r"[\s-]", "", number or "")
    if number is not None and re.fullmatch(r"\d{10}", digits) is None:
        raise Problem(marked("«{number}» är inget organisationsnummer: det har tio siffror."), number=number)
    if municipality is not None and re.fullmatch(r"\d{4}", municipality) is None:
        raise Problem(marked("«{code}» är ingen kommunkod: den har fyra siffror."), code=municipality)
    if bool(name) != bool(digits):
        raise Problem(
            marked("Ange både --organiser och --number: numret avgör vilka skolor som är era egna.")
        )
    given = {"name": name, "number": digits, "municipality": municipality}
    return {key: value for key, value in given.items() if value}


def _password() -> str:
    password = os.environ.get(PASSWORD_VARIABLE)
    if password:
        return password
    if not sys.stdin.isatty():
        raise Problem(
            marked("Ange administratörens lösenord i miljövariabeln {name}."), name=PASSWORD_VARIABLE
        )
    return str(click.prompt(translate(marked("Lösenord")), hide_input=True, confirmation_prompt=True))


def create_installation(
    folder: Path,
    *,
    organiser: Mapping[str, str],
    demo: bool = False,
    administrator: tuple[str, str] | None = None,
) -> Installation:
    """Create an installation, or bring the database of one up to date; a second time changes nothing.

    Whatever a failure leaves of a new installation is removed. Raises Problem where the folder or the disk
    cannot be used, and where an installation of another organiser is there already.
    """
    from vandpunkt.register.database_errors import disk_problem

    installation = Installation(folder.absolute())
    with ExitStack() as undo:
        try:
            _make_folder(installation.home, undo)
            _write_settings(installation, organiser, demo=demo, undo=undo)
            _undo_file(installation.home / "secret-key", undo)
            start_django(installation)
        except OSError as error:
            raise disk_problem(error, installation.home) or error from error
        for ending in ("", "-wal", "-shm"):
            _undo_file(Path(f"{installation.database}{ending}"), undo)
        _prepare_database(administrator)
        undo.pop_all()
    return installation


def _make_folder(home: Path, undo: ExitStack) -> None:
    for missing in reversed([one for one in (home, *home.parents) if not one.exists()]):
        missing.mkdir(mode=0o755 if missing != home else 0o700)
        undo.callback(missing.rmdir)


def _undo_file(path: Path, undo: ExitStack) -> None:
    if not path.exists():
        undo.callback(path.unlink, missing_ok=True)


def _write_settings(
    installation: Installation, organiser: Mapping[str, str], *, demo: bool, undo: ExitStack
) -> None:
    path = installation.home / SETTINGS_FILE
    if path.exists():
        there = installation.settings.get("organiser", {})
        if organiser and dict(organiser) != there:
            raise Problem(
                marked(
                    "{file} anger redan en annan huvudman, {name}. "
                    "Ändra i filen och kör kommandot utan --organiser."
                ),
                file=path,
                name=there.get("name", "–"),
            )
        return
    _undo_file(path, undo)
    path.write_text(_settings_text(organiser, demo=demo), encoding="utf-8")


def _settings_text(organiser: Mapping[str, str], *, demo: bool) -> str:
    def line(key: str, value: object) -> str:
        return f"{key} = {json.dumps(value, ensure_ascii=False)}"

    named = [line(key, organiser[key]) for key in ("name", "number", "municipality") if key in organiser]
    if not named:
        named = [f"# {line(key, value)}" for key, value in _EXAMPLE.items()]
    return "\n".join(
        (
            "# Inställningar för den här installationen av Vändpunkt.",
            "# Kör «vandpunkt init» på mappen igen när du har ändrat huvudmannens nummer.",
            "",
            "[organiser]",
            *named,
            "",
            "[site]",
            line("hosts", ["127.0.0.1", "localhost", "[::1]"]),
            line("https", False),
            *([line("demo", True), line("public", True)] if demo else _strict_sign_in()),
            "",
        )
    )


def _strict_sign_in() -> tuple[str, ...]:
    """Who may do everything signs in with two steps, unless somebody decides otherwise."""
    return "", "[sign_in]", 'require_totp = ["administrator"]'


def _prepare_database(administrator: tuple[str, str] | None) -> None:
    """Tables, indicators, catalogue and roles; our own schools are found again by the organiser's number."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from vandpunkt.register.database_errors import check_not_newer, database_errors_told
    from vandpunkt.register.organiser import recompute_own
    from vandpunkt.register.people.accounts import check_password, create_administrator, create_role_groups
    from vandpunkt.register.programmes.catalogue import create_catalogue

    if administrator:
        check_password(*administrator)
    with database_errors_told():
        try:
            check_not_newer()
            call_command("migrate", verbosity=0, interactive=False)
            create_role_groups()
            create_catalogue(by="vandpunkt init", now=timezone.now())
            recompute_own(by="vandpunkt init", now=timezone.now())
            if administrator:
                create_administrator(*administrator)
        finally:
            connection.close()


def _say_what_comes_next(folder: Path) -> None:
    from django.conf import settings

    from vandpunkt.register.people.accounts import has_users

    click.echo(translate(marked("Installationen finns i {folder}.")).format(folder=folder.absolute()))
    click.echo(translate(marked("Nästa steg:")))
    steps = [f"export {HOME_VARIABLE}={shlex.quote(str(folder.absolute()))}"]
    if not settings.ORGANISER.get("number"):
        steps.append(
            translate(marked("ange huvudmannen i {file} och kör «vandpunkt init {folder}» igen")).format(
                file=folder / SETTINGS_FILE, folder=folder
            )
        )
    if not has_users():
        steps.append(f"vandpunkt init {shlex.quote(str(folder))} --administrator NAMN")
    steps += ["vandpunkt import planned-educations …", "vandpunkt serve"]
    for step in steps:
        click.echo(f"  {step}")
