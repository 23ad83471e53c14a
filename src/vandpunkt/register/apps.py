"""The Django app of the register."""

from django.apps import AppConfig
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
