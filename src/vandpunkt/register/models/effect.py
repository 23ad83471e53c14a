"""Computed effects of programmes, each told apart by the hash of what it was computed from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vandpunkt.register.models.programme import Programme


class EffectFit(models.Model):
    """The effect of one programme, computed from the figures and interventions of one moment. Never changed.

    `values` is the whole report: effects in percentage points, shares 0–1 for single cohorts.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="effects", verbose_name=_("program")
    )
    inputs_sha256 = models.CharField(_("kontrollsumma för underlaget"), max_length=64)
    computed_at = models.DateTimeField(_("beräknad"))
    computed_by = models.CharField(_("beräknad av"), max_length=200, blank=True)
    verdict = models.CharField(_("slutsats"), max_length=20)
    values = models.JSONField(_("värden"))

    class Meta:
        verbose_name = _("effekt")
        verbose_name_plural = _("effekter")
        ordering = ("-computed_at", "-pk")
        constraints = (
            models.UniqueConstraint("programme", "inputs_sha256", name="effect_once_for_the_same_inputs"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.verdict} {self.computed_at:%Y-%m-%d}"
