"""A department's text to an answer: asked for, received, merged."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case


class Contribution(models.Model):
    """What a department was asked to write for a case, and what it wrote.

    `received` is the day its text came; `withdrawn` the day it was no longer wanted; `merged_at` when the
    text was taken into the draft.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="contributions", verbose_name=_("ärende"))
    department = models.CharField(_("avdelning"), max_length=200)
    asked_for = models.TextField(_("vad som efterfrågas"), blank=True)
    asked = models.DateField(_("begärt"))
    asked_by = models.CharField(_("begärt av"), max_length=200)
    due = models.DateField(_("senast"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skrivs av"),
    )
    received = models.DateField(_("inkommet"), null=True, blank=True)
    received_from = models.CharField(_("lämnat av"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    withdrawn = models.DateField(_("behövs inte sedan"), null=True, blank=True)
    merged_at = models.DateTimeField(_("infogat i utkastet"), null=True, blank=True)
    made_up = models.BooleanField(_("påhittat för demon"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bidrag")
        verbose_name_plural = _("bidrag")
        ordering = ("due", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(received__isnull=True) | ~Q(text=""), name="contribution_received_has_text"
            ),
        )

    def __str__(self) -> str:
        return f"{self.department} {self.due}"
