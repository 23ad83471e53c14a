"""Words that the house check leaves alone because somebody has said that they are right."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class AcceptedWord(models.Model):
    """A word in lower case that the dictionary lacks and the organiser uses."""

    word = models.CharField(_("ord"), max_length=100, unique=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("godkänt ord")
        verbose_name_plural = _("godkända ord")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word
