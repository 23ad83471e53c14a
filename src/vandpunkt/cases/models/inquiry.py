"""The inquiry as it came: the letter byte by byte, what was read in it, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case


class Inquiry(models.Model):
    """A skrivelse, interpellation, initiative or question from the public, before and after it is a case.

    `content` is the file or the pasted text as it came and never changes; `sha256` tells a second copy of it.
    `proposal` is what was read in it (see `reading.inquiry.as_values`).
    """

    class State(models.TextChoices):
        """What has become of the letter."""

        WAITING = "waiting", _("väntar på granskning")
        ACCEPTED = "accepted", _("upplagd som ärende")
        SET_ASIDE = "set_aside", _("lagd åt sidan")

    name = models.CharField(_("filnamn"), max_length=200)
    content = models.BinaryField(_("innehåll"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    title = models.CharField(_("rubrik"), max_length=300, blank=True)
    page_texts = models.JSONField(_("sidornas text"), default=list)
    proposal = models.JSONField(_("det som lästes ut"), default=dict)
    received_at = models.DateTimeField(_("inlämnad"))
    received_by = models.CharField(_("inlämnad av"), max_length=200)
    state = models.CharField(_("läge"), max_length=20, choices=State.choices, default=State.WAITING)
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="inquiries", verbose_name=_("ärende")
    )
    history = HistoricalRecords(excluded_fields=["content", "page_texts", "proposal"])

    class Meta:
        verbose_name = _("inkommen skrivelse")
        verbose_name_plural = _("inkomna skrivelser")
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return self.title or self.name
