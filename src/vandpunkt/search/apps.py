"""The Django app of the search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The index of words, made from the histories of the other rooms."""

    name = "vandpunkt.search"
    label = "search"
    verbose_name = _("Sökning")
