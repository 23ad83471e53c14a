"""The Django app of cases."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Cases, from inquiry to decision."""

    name = "vandpunkt.cases"
    label = "cases"
    verbose_name = _("Ärenden")
