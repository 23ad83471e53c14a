"""Actions that were agreed about a school, and the reminders of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.follow_up.models.dialogue import FollowUp
from vandpunkt.register.models import SchoolUnit


class Action(models.Model):
    """One thing that somebody is to do about a school, by a day.

    `owner` is a user name, or the value of a role: then it falls on whoever holds the role at the school.
    `closed` is the day it was done or given up, None while it is open; `outcome` says what came of it, or
    why it was not done.
    """

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("öppen")
        DONE = "done", _("gjord")
        NOT_DONE = "not_done", _("blev inte av")

    school_unit = models.ForeignKey(
        SchoolUnit, models.PROTECT, related_name="actions", verbose_name=_("skolenhet")
    )
    follow_up = models.ForeignKey(
        FollowUp,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("bestämd vid uppföljningen"),
    )
    text = models.CharField(_("vad som ska göras"), max_length=300)
    owner = models.CharField(_("ansvarig"), max_length=150)
    due = models.DateField(_("senast"))
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.OPEN)
    closed = models.DateField(_("klar den"), null=True, blank=True)
    outcome = models.CharField(_("utfall"), max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        ordering = ("due", "pk")
        indexes = (
            models.Index(fields=("state", "due"), name="action_open_by_day"),
            models.Index(fields=("owner",), name="action_owner"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open", closed__isnull=True) | (~Q(state="open") & Q(closed__isnull=False)),
                name="action_closed_has_day",
            ),
        )

    def __str__(self) -> str:
        return self.text


class Reminder(models.Model):
    """That a person has been reminded of an action before a due day: once for each."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="reminders", verbose_name=_("åtgärd"))
    due = models.DateField(_("senast"))
    username = models.CharField(_("användarnamn"), max_length=150)
    sent_at = models.DateTimeField(_("skickad"))

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        ordering = ("action", "due")
        constraints = (models.UniqueConstraint("action", "due", "username", name="reminder_once_a_due_day"),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.due} {self.username}"
