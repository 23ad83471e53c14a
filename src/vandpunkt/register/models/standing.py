"""Fits of the results model, and where each school stands by them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vandpunkt.register.models.result import Indicator
from vandpunkt.register.models.school_unit import SchoolUnit


class ModelFit(models.Model):
    """One fit of the results model to the published figures, told apart by the hash of its inputs.

    `values` holds hyperparameters, yearly levels, coefficients, remarks, and the outlook of the list of the
    lowest schools. Never changed: new figures make a new fit.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("indikator"))
    inputs_sha256 = models.CharField(_("kontrollsumma för underlaget"), max_length=64, unique=True)
    threshold = models.FloatField(_("gräns, andel"))
    fitted_at = models.DateTimeField(_("skattad"))
    fitted_by = models.CharField(_("skattad av"), max_length=200, blank=True)
    seconds = models.FloatField(_("sekunder"))
    values = models.JSONField(_("värden"))

    class Meta:
        verbose_name = _("skattning")
        verbose_name_plural = _("skattningar")
        ordering = ("-fitted_at", "-pk")

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.fitted_at:%Y-%m-%d}"


class Standing(models.Model):
    """Where one school stands by one fit; shares 0–1 in `values`, year by year and for the next year."""

    fit = models.ForeignKey(ModelFit, models.CASCADE, related_name="standings", verbose_name=_("skattning"))
    school_unit = models.ForeignKey(
        SchoolUnit, models.CASCADE, related_name="standings", verbose_name=_("skolenhet")
    )
    below_threshold = models.FloatField(_("sannolikhet under gränsen"))
    values = models.JSONField(_("värden"))

    class Meta:
        verbose_name = _("läge")
        verbose_name_plural = _("lägen")
        ordering = ("fit", "school_unit")
        constraints = (models.UniqueConstraint("fit", "school_unit", name="standing_once_a_fit"),)

    def __str__(self) -> str:
        return f"{self.school_unit_id} {self.below_threshold:.2f}"
