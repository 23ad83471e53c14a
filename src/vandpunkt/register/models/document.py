"""Documents that interventions were read from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class SourceDocument(models.Model):
    """A document that has been read: what it is, and its text page by page.

    `sha256` is of the page texts: the identity of what was read.
    """

    title = models.CharField(_("titel"), max_length=300, blank=True)
    dnr = models.CharField(_("diarienummer"), max_length=60, blank=True)
    kind = models.CharField(_("slag"), max_length=60, blank=True)
    file_name = models.CharField(_("filnamn"), max_length=300)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    page_texts = models.JSONField(_("sidornas text"), default=list)
    read_at = models.DateTimeField(_("läst"))
    read_by = models.CharField(_("läst av"), max_length=200, blank=True)
    history = HistoricalRecords(excluded_fields=["page_texts"])

    class Meta:
        verbose_name = _("källdokument")
        verbose_name_plural = _("källdokument")
        ordering = ("-read_at",)

    def __str__(self) -> str:
        return self.title or self.file_name
