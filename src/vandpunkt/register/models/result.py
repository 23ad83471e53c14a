"""Published results, every version of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vandpunkt.register.models.school_unit import SchoolUnit
from vandpunkt.register.models.source import SourceSnapshot


class Indicator(models.Model):
    """What a figure measures. The rows follow the table in `register.indicators`."""

    class Unit(models.TextChoices):
        """What the number counts."""

        PER_CENT = "per_cent", _("procent")
        POINTS = "points", _("poäng")
        PUPILS = "pupils", _("elever")
        INDEX = "index", _("index")

    slug = models.SlugField(_("kod"), max_length=40, primary_key=True)
    name = models.CharField(_("namn"), max_length=200)
    unit = models.CharField(_("enhet"), max_length=10, choices=Unit.choices)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=1)

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """One published figure in one version. Rows are added and superseded, never changed.

    `text` is exactly what was printed; the counts are the pupils that the text allows among `cohort`.
    A cohort that was inferred (`cohort_inferred`) is internal and is never shown.
    """

    school_unit = models.ForeignKey(
        SchoolUnit, models.PROTECT, related_name="results", verbose_name=_("skolenhet"), db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="results", verbose_name=_("indikator"), db_index=False
    )
    school_year = models.CharField(_("läsår"), max_length=7)
    source = models.CharField(_("slag av källa"), max_length=40)
    text = models.CharField(_("som tryckt"), max_length=30, blank=True)
    count_low = models.PositiveIntegerField(_("minst antal"), null=True, blank=True)
    count_high = models.PositiveIntegerField(_("högst antal"), null=True, blank=True)
    cohort = models.PositiveIntegerField(_("avgångselever"), null=True, blank=True)
    cohort_inferred = models.BooleanField(_("avgångselever härledda"), default=False)
    snapshot = models.ForeignKey(
        SourceSnapshot, models.PROTECT, related_name="results", verbose_name=_("källa"), db_index=False
    )
    recorded_at = models.DateTimeField(_("inläst"))
    superseded_at = models.DateTimeField(_("ersatt"), null=True, blank=True)

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultat")
        ordering = ("school_unit", "indicator", "school_year", "recorded_at")
        indexes = (models.Index(fields=("school_unit", "indicator", "school_year"), name="result_of_school"),)
        constraints = (
            models.UniqueConstraint(
                fields=("school_unit", "indicator", "school_year", "source"),
                condition=models.Q(superseded_at__isnull=True),
                name="result_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(count_low__isnull=True, count_high__isnull=True)
                | models.Q(count_low__lte=models.F("count_high"), count_high__lte=models.F("cohort")),
                name="result_counts_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.school_unit_id} {self.indicator_id} {self.school_year}: {self.text}"
