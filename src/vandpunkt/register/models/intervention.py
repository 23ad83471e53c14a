"""Interventions: one school's part in a programme of support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.register.models.document import SourceDocument
from vandpunkt.register.models.moment import moment
from vandpunkt.register.models.programme import Partner, Programme
from vandpunkt.register.models.school_unit import SchoolUnit
from vandpunkt.register.models.validation import check_period, only_funding, only_texts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _year(name: _StrPromise) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(
        name, validators=[MinValueValidator(1900), MaxValueValidator(2999)]
    )


class InterventionPartner(models.Model):
    """A partner of an intervention, in the order of the wording."""

    intervention = models.ForeignKey(
        "register.Intervention", models.CASCADE, related_name="partner_rows", verbose_name=_("insats")
    )
    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("samverkanspart"))
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("intervention", "partner"), name="intervention_partner_once"),
        )

    def __str__(self) -> str:
        return str(self.partner)


class Intervention(models.Model):
    """One item of support at one school, as a document or a person stated it.

    `start`, `end`, `in_use_from` and the follow-on are codes: a year, a term or a school year. `ongoing` is
    true where only a start is given, false where the period is bounded, None where it cannot be told. The
    window is the years that the item was stated for; `planned` is whether it was stated as coming.
    `continues` is the earlier row of the same programme and school that this one goes on from. Nothing
    unaccepted counts. `status_date` is the day that the status holds from, `status_reason` why;
    `offered_date` and `offered_to` say when it was offered and to whom, whatever has become of it. People
    are named by their role. `funding` lists amounts in kronor by calendar year, from the own budget (`own`)
    or a state grant (`grant`).
    """

    class Status(models.TextChoices):
        """How far the support has come."""

        OFFERED = "offered", _("erbjuden")
        DECLINED = "declined", _("avböjd")
        ACCEPTED = "accepted", _("antagen")
        DECIDED = "decided", _("beslutad")
        PLANNED = "planned", _("planerad")
        RUNNING = "running", _("pågående")
        FINISHED = "finished", _("avslutad")
        STOPPED = "stopped", _("avbruten")
        UNKNOWN = "unknown", _("okänd")

    school_unit = models.ForeignKey(
        SchoolUnit, models.PROTECT, related_name="interventions", verbose_name=_("skolenhet")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("program"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    wording = models.TextField(_("ordalydelse"))
    start = moment(_("från och med"))
    end = moment(_("till och med"))
    in_use_from = moment(_("i bruk från"))
    ongoing = models.BooleanField(_("pågår tills vidare"), null=True, blank=True)
    duration_years = models.PositiveSmallIntegerField(_("antal år"), null=True, blank=True)
    follow_on_start = moment(_("fortsättning från och med"))
    follow_on_end = moment(_("fortsättning till och med"))
    partners = models.ManyToManyField(
        Partner,
        through=InterventionPartner,
        blank=True,
        related_name="interventions",
        verbose_name=_("samverkansparter"),
    )
    persons = models.JSONField(
        _("namngivna i offentlig roll"), default=list, blank=True, validators=[only_texts]
    )
    window_start = _year(_("uppgiften gäller från och med år"))
    window_end = _year(_("uppgiften gäller till och med år"))
    planned = models.BooleanField(_("planerad"), default=False)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    continues = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("fortsätter"),
    )
    source_document = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("källdokument"),
    )
    source_page = models.PositiveSmallIntegerField(_("sida"), null=True, blank=True)
    source_start = models.PositiveIntegerField(_("från tecken"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("till tecken"), null=True, blank=True)
    confidence = models.FloatField(_("säkerhet i läsningen"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("godtagen"), null=True, blank=True)
    accepted_by = models.CharField(_("godtagen av"), max_length=200, blank=True)
    status_date = models.DateField(_("statusens dag"), null=True, blank=True)
    status_reason = models.TextField(_("skäl till statusen"), blank=True)
    offered_date = models.DateField(_("erbjudet, dag"), null=True, blank=True)
    offered_to = models.CharField(_("erbjudet till"), max_length=200, blank=True)
    responsible = models.CharField(_("ansvarig"), max_length=200, blank=True)
    dialogue_date = models.DateField(_("samtal med rektor, dag"), null=True, blank=True)
    dialogue_with = models.CharField(_("samtal med rektor, vilka"), max_length=200, blank=True)
    dialogue_notes = models.TextField(_("samtal med rektor, anteckningar"), blank=True)
    decision_date = models.DateField(_("beslut, dag"), null=True, blank=True)
    decision_by = models.CharField(_("beslut, vem"), max_length=200, blank=True)
    decision_delegated = models.BooleanField(_("beslut på delegation"), null=True, blank=True)
    decision_ground = models.CharField(_("grund för delegationen"), max_length=300, blank=True)
    funding = models.JSONField(_("finansiering"), default=list, blank=True, validators=[only_funding])
    history = HistoricalRecords(m2m_fields=[partners])

    class Meta:
        verbose_name = _("insats")
        verbose_name_plural = _("insatser")
        ordering = ("school_unit", "planned", "position", "pk")
        indexes = (
            models.Index(
                fields=("programme", "school_unit", "status", "accepted_at"), name="intervention_who_has_had"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(window_start__lte=models.F("window_end")),
                name="intervention_window_in_order",
            ),
            models.UniqueConstraint(
                fields=("source_document", "position"), name="intervention_once_a_document"
            ),
        )

    def __str__(self) -> str:
        return self.wording or str(self.programme)

    def clean(self) -> None:
        """Raise ValidationError for a period that ends before it begins, and for another school's row."""
        check_period(self.start, self.end, "end")
        check_period(self.follow_on_start, self.follow_on_end, "follow_on_end")
        check_period(str(self.window_start or ""), str(self.window_end or ""), "window_end")
        if self.continues and self.continues.school_unit_id != self.school_unit_id:
            raise ValidationError({"continues": _("Insatsen kan bara fortsätta en insats på samma skola.")})
