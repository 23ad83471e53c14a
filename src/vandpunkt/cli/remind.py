"""`vandpunkt remind`: letters about actions that are due tomorrow and promises whose term is over."""

from __future__ import annotations

import smtplib
from typing import Any

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.dates import parse_date
from vandpunkt.domain.problems import Problem, marked


@click.command(
    help=translate(
        marked("Påminn med e-post om det som ska vara klart i morgon och fråga vad det blev av löften.")
    )
)
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

    from vandpunkt.follow_up.promise_letters import ask_about_promises
    from vandpunkt.follow_up.reminders import remind

    today = parse_date(day) if day else localdate()
    letters: dict[str, Any] = {
        "now": now(),
        "site": settings.SITE_ADDRESS,
        "sender": settings.DEFAULT_FROM_EMAIL,
    }
    try:
        done = remind(today, **letters)
        asked = ask_about_promises(today, by="vandpunkt remind", **letters)
    except (OSError, smtplib.SMTPException) as error:
        raise Problem(
            marked("E-posten gick inte att skicka: {error}. Se [mail] i vandpunkt.toml och försök igen."),
            error=error,
        ) from error
    click.echo(translate(marked("Skickade påminnelser: {count}.")).format(count=done.sent))
    click.echo(translate(marked("Skickade frågor om löften: {count}.")).format(count=asked.sent))
    if without := tuple(dict.fromkeys(done.without_address + asked.without_address)):
        names = ", ".join(without)
        click.echo(translate(marked("Saknar e-postadress: {names}.")).format(names=names))
