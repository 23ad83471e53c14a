"""The path of a case: its steps, planned and done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case


class Step(models.Model):
    """One step of a case. A date that nobody has stated is left empty, never guessed."""

    class Kind(models.TextChoices):
        """What happens in the step."""

        RECEIVED = "received", _("skrivelsen inkommen")
        PREPARATION = "preparation", _("beredning")
        UNION_CONSULTATION = "union_consultation", _("facklig samverkan")
        COUNCIL = "council", _("råd")
        BOARD_MEETING = "board_meeting", _("nämndens sammanträde")
        DECISION = "decision", _("beslut")

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps", verbose_name=_("ärende"))
    kind = models.CharField(_("steg"), max_length=30, choices=Kind.choices)
    body = models.CharField(_("av"), max_length=200, blank=True)
    planned = models.DateField(_("planerat"), null=True, blank=True)
    done = models.DateField(_("gjort"), null=True, blank=True)
    outcome = models.CharField(_("utfall"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.body}".strip()
