"""School units: ours, and those of others that we compare with."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Area(models.Model):
    """A part of the organiser's schools that one area head leads."""

    name = models.CharField(_("namn"), max_length=200, unique=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SchoolUnit(models.Model):
    """A school unit. Its code is the identity; its name is not: names repeat and change.

    `own` is whether our organiser runs it. `described_by` and `described_for` are the kind of publication
    that the description was taken from and the newest school year of that publication.
    """

    code = models.CharField(
        _("skolenhetskod"),
        max_length=8,
        primary_key=True,
        validators=[RegexValidator(r"^\d{8}$", _("Skolenhetskoden har åtta siffror."))],
    )
    name = models.CharField(_("namn"), max_length=200)
    municipality_code = models.CharField(_("kommunkod"), max_length=4, blank=True)
    municipality = models.CharField(_("kommun"), max_length=100, blank=True)
    operator_type = models.CharField(_("typ av huvudman"), max_length=50, blank=True)
    operator = models.CharField(_("huvudman"), max_length=200, blank=True)
    operator_number = models.CharField(_("huvudmannens organisationsnummer"), max_length=10, blank=True)
    own = models.BooleanField(_("egen skola"), default=False, db_index=True)
    has_year_nine = models.BooleanField(_("har årskurs 9"), default=False)
    area = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="school_units", verbose_name=_("område")
    )
    described_by = models.CharField(_("beskriven av"), max_length=40, blank=True, editable=False)
    described_for = models.CharField(_("beskriven för läsåret"), max_length=7, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("skolenhet")
        verbose_name_plural = _("skolenheter")
        ordering = ("name", "code")
        indexes = (models.Index(fields=("name",), name="school_unit_name"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.municipality})" if self.municipality else self.name
