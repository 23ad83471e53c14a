"""Dialogues about a school: what was seen, how each intervention is going, what was agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.register.models import Intervention, SchoolUnit


class FollowUp(models.Model):
    """One dated dialogue about a school. Working material: never for board members or the public.

    `participants` are roles or names in a public role, as text. `held_by` is the user name of the person
    who registered it. `made_up` is true for the demonstration's own inventions.
    """

    school_unit = models.ForeignKey(
        SchoolUnit, models.PROTECT, related_name="follow_ups", verbose_name=_("skolenhet")
    )
    day = models.DateField(_("dag"))
    participants = models.CharField(_("deltagare"), max_length=500)
    seen = models.TextField(_("vad vi såg"))
    notes = models.TextField(_("anteckningar"), blank=True)
    next_meeting = models.DateField(_("nästa möte"), null=True, blank=True)
    held_by = models.CharField(_("registrerad av"), max_length=150)
    made_up = models.BooleanField(_("påhittad för demon"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        ordering = ("-day", "-pk")
        indexes = (
            models.Index(fields=("school_unit", "day"), name="follow_up_of_school"),
            models.Index(fields=("next_meeting",), name="follow_up_next_meeting"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(next_meeting__isnull=True) | Q(next_meeting__gt=F("day")),
                name="follow_up_next_is_later",
            ),
        )

    def __str__(self) -> str:
        return f"{self.school_unit_id} {self.day}"


class InterventionState(models.Model):
    """How one intervention was going at a dialogue."""

    class State(models.TextChoices):
        """What the people at the dialogue said of it."""

        AS_PLANNED = "as_planned", _("som planerat")
        NEEDS_ATTENTION = "needs_attention", _("behöver ses över")
        STOP = "stop", _("bör avbrytas")

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, related_name="states", verbose_name=_("uppföljning")
    )
    intervention = models.ForeignKey(
        Intervention, models.PROTECT, related_name="states", verbose_name=_("insats")
    )
    state = models.CharField(_("hur det går"), max_length=20, choices=State.choices)
    note = models.CharField(_("kommentar"), max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("insatsens läge vid uppföljningen")
        verbose_name_plural = _("insatsernas läge vid uppföljningen")
        ordering = ("follow_up", "pk")
        constraints = (models.UniqueConstraint("follow_up", "intervention", name="state_once_a_follow_up"),)

    def __str__(self) -> str:
        return f"{self.intervention_id}: {self.get_state_display()}"
