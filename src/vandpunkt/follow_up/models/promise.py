"""Promises: what an answer told the board was planned, and what became of it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Promise(models.Model):
    """One planned item of a decided answer, as its sentence told the board.

    `dnr` and `citation` say where it stands; `intervention` is the row that the sentence came from. `due` is
    the last term of what was planned: when it has ended the responsible person is asked once (`asked_at`),
    and answers with a status and, where it was not done, why.
    """

    class Status(models.TextChoices):
        """What became of it; open until somebody has answered."""

        OPEN = "open", _("obesvarat")
        DONE = "done", _("genomfört")
        RUNNING = "running", _("pågår")
        NOT_DONE = "not_done", _("inte genomfört")

    dnr = models.CharField(_("diarienummer"), max_length=60)
    citation = models.CharField(_("källhänvisning"), max_length=80)
    sentence = models.TextField(_("så stod det i svaret"))
    school_unit = models.ForeignKey(
        "register.SchoolUnit", models.PROTECT, related_name="promises", verbose_name=_("skolenhet")
    )
    programme = models.ForeignKey(
        "register.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("program"),
    )
    intervention = models.ForeignKey(
        "register.Intervention", models.PROTECT, related_name="promises", verbose_name=_("insats")
    )
    due = models.CharField(
        _("sista termin"), max_length=6, validators=[RegexValidator(r"^\d{4}(vt|ht)$", _("Skriv 2025ht."))]
    )
    responsible = models.CharField(_("ansvarig"), max_length=200, blank=True)
    status = models.CharField(
        _("vad det blev av"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    reason = models.TextField(_("skäl"), blank=True)
    asked_at = models.DateTimeField(_("frågat"), null=True, blank=True)
    answered_by = models.CharField(_("besvarat av"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("löfte")
        verbose_name_plural = _("löften")
        ordering = ("due", "school_unit", "pk")
        constraints = (models.UniqueConstraint(fields=("dnr", "intervention"), name="promise_once_a_case"),)

    def __str__(self) -> str:
        return self.sentence
