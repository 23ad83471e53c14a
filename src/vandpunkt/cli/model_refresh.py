"""`vandpunkt model refresh`: the results model fitted to the register's figures, if they have changed."""

from __future__ import annotations

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import Problem, marked


@click.command(help=translate(marked("Skatta om modellen efter registrets resultat, om de har ändrats.")))
def refresh() -> None:
    """Fit the model unless the stored fit is of the same figures."""
    with installation_ready():
        print_refreshed()
        print_refreshed_effects()


def print_refreshed() -> None:
    """Refresh the model and say what that did. Raises Problem where the figures cannot carry a model."""
    from django.utils import timezone

    from vandpunkt.register.modelling import refresh as refresh_model

    done = refresh_model(by="vandpunkt model refresh", now=timezone.now())
    if not done.new:
        click.echo(translate(marked("Modellen är redan skattad efter de här resultaten.")))
        return
    click.echo(
        translate(marked("Modellen är skattad för {schools} skolor på {seconds} s.")).format(
            schools=done.schools, seconds=swedish(done.seconds, 2)
        )
    )
    for remark in done.remarks:
        click.echo(f"– {remark}")


def print_refreshed_effects() -> None:
    """Compute the effects whose figures or interventions have changed and say how many."""
    from django.utils import timezone

    from vandpunkt.register.effect_computing import refresh_effects

    done = refresh_effects(by="vandpunkt model refresh", now=timezone.now())
    click.echo(
        translate(marked("Effekter: {computed} av {programmes} program är beräknade på nytt.")).format(
            computed=done.computed, programmes=done.programmes
        )
    )


def refresh_after_import() -> None:
    """Refresh the model after new figures; figures that cannot carry a model are told and hinder nothing."""
    try:
        print_refreshed()
        print_refreshed_effects()
    except Problem as problem:
        click.echo(
            translate(marked("Modellen är inte skattad: {reason}")).format(reason=problem.sentence(translate))
        )
