"""`vandpunkt remind`: letters about the actions that are due tomorrow."""

from __future__ import annotations

import smtplib

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.dates import parse_date
from vandpunkt.domain.problems import Problem, marked


@click.command(help=translate(marked("Påminn med e-post om åtgärder som ska vara klara i morgon.")))
@click.option(
    "--date", "day", default="", help=translate(marked("Räkna från den här dagen i stället för i dag."))
)
def command(day: str) -> None:
    """Send the letters; run it once a day. A second run the same day sends nothing more."""
    with installation_ready():
        _remind(day)


def _remind(day: str) -> None:
    from django.conf import settings
    from django.utils.timezone import localdate, now

    from vandpunkt.follow_up.reminders import remind

    today = parse_date(day) if day else localdate()
    try:
        done = remind(today, now=now(), site=settings.SITE_ADDRESS, sender=settings.DEFAULT_FROM_EMAIL)
    except (OSError, smtplib.SMTPException) as error:
        raise Problem(
            marked("E-posten gick inte att skicka: {error}. Se [mail] i vandpunkt.toml och försök igen."),
            error=error,
        ) from error
    click.echo(translate(marked("Skickade påminnelser: {count}.")).format(count=done.sent))
    if done.without_address:
        names = ", ".join(done.without_address)
        click.echo(translate(marked("Saknar e-postadress: {names}.")).format(names=names))
