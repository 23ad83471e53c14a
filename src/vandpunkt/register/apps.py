"""The Django app of the register."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    """Schools, results, programmes, interventions, and their history."""

    name = "vandpunkt.register"
    label = "register"
    verbose_name = _("Register")

    def ready(self) -> None:
        """Let every migrated database know the indicators that the code knows."""
        from vandpunkt.register.indicators import keep_indicators

        post_migrate.connect(keep_indicators, sender=self)
        connection_created.connect(_one_process_a_request)


def _one_process_a_request(connection: Any, **_signal: Any) -> None:
    """PostgreSQL answers a page without helpers: to start them takes longer than what they do for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
