"""The quality cycle (systematiskt kvalitetsarbete) of a school, year by year, part by part."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class QualityCycle(models.Model):
    """A school's quality work in one school year. Signed as a whole when every part is signed.

    `made_up` is true for the demonstration's own inventions.
    """

    school_unit = models.ForeignKey(
        "register.SchoolUnit", models.PROTECT, related_name="quality_cycles", verbose_name=_("skolenhet")
    )
    school_year = models.CharField(
        _("läsår"),
        max_length=7,
        validators=[RegexValidator(r"^\d{4}/\d\d$", _("Skriv till exempel 2024/25."))],
    )
    made_up = models.BooleanField(_("påhittat för demon"), default=False, editable=False)
    signed_by = models.CharField(_("signerat av"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("signerat"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kvalitetsarbete")
        verbose_name_plural = _("kvalitetsarbeten")
        ordering = ("school_unit", "-school_year")
        constraints = (
            models.UniqueConstraint(fields=("school_unit", "school_year"), name="quality_cycle_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.school_unit} {self.school_year}"


class QualityPart(models.Model):
    """One part of a cycle, in the words of the school or the area head.

    `goals` is a list of what is aimed at: an indicator's slug or "", a level and the goal in words, and
    whether it was met. `interventions` are ids of rows of the register. Each belongs to its own part alone.
    """

    class Kind(models.TextChoices):
        """The parts, in their order."""

        SITUATION = "situation", _("nuläge")
        GOALS = "goals", _("mål")
        SUPPORT = "support", _("insatser")
        FOLLOW_UP = "follow_up", _("uppföljning")
        ANALYSIS = "analysis", _("analys")
        CONCLUSIONS = "conclusions", _("slutsatser")

    cycle = models.ForeignKey(
        QualityCycle, models.CASCADE, related_name="parts", verbose_name=_("kvalitetsarbete")
    )
    kind = models.CharField(_("del"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("text"), blank=True)
    goals = models.JSONField(_("mål"), default=list, blank=True)
    interventions = models.JSONField(_("insatser"), default=list, blank=True)
    signed_by = models.CharField(_("signerad av"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("signerad"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("del av kvalitetsarbete")
        verbose_name_plural = _("delar av kvalitetsarbete")
        ordering = ("cycle", "pk")
        constraints = (models.UniqueConstraint(fields=("cycle", "kind"), name="quality_part_once"),)

    def __str__(self) -> str:
        return f"{self.cycle}, {self.get_kind_display()}"
