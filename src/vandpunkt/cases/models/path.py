"""The path of a case: its steps, planned and done, where it stands, and who moved it when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case
from vandpunkt.cases.models.meeting import BoardMeeting


class Step(models.Model):
    """One step of a case. A date that nobody has stated is left empty, never guessed.

    `responsible` is an account here; `responsible_name` a role or somebody without one. `made_up` marks what
    a demo invented.
    """

    class Kind(models.TextChoices):
        """What happens in the step, in the usual order."""

        RECEIVED = "received", _("skrivelsen inkommen")
        REGISTERED = "registered", _("registrerad")
        ASSIGNED = "assigned", _("fördelad")
        PREPARATION = "preparation", _("beredning")
        UNION_CONSULTATION = "union_consultation", _("facklig samverkan")
        COUNCIL = "council", _("råd")
        RECONCILIATION = "reconciliation", _("avstämning")
        SIGNED = "signed", _("undertecknad")
        DISPATCHED = "dispatched", _("utsänd till nämnden")
        BOARD_MEETING = "board_meeting", _("nämndens sammanträde")
        DECISION = "decision", _("beslut")
        MINUTES_CHECKED = "minutes_checked", _("protokollet justerat")
        POSTED = "posted", _("anslagen")
        SENT_OUT = "sent_out", _("expedierad")
        ARCHIVED = "archived", _("arkiverad")

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps", verbose_name=_("ärende"))
    kind = models.CharField(_("steg"), max_length=30, choices=Kind.choices)
    body = models.CharField(_("av"), max_length=200, blank=True)
    planned = models.DateField(_("planerat"), null=True, blank=True)
    done = models.DateField(_("gjort"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarig"),
    )
    responsible_name = models.CharField(_("ansvarig utan konto"), max_length=200, blank=True)
    outcome = models.CharField(_("utfall"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"))
    made_up = models.BooleanField(_("påhittat för demon"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.body}".strip()


class CasePath(models.Model):
    """Where a case stands. `state` is one of cases.path.states; `meeting` is the one its dates count from."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="path", verbose_name=_("ärende"))
    state = models.CharField(_("läge"), max_length=30)
    meeting = models.ForeignKey(
        BoardMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="paths",
        verbose_name=_("sammanträde"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handläggare"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ärendets läge")
        verbose_name_plural = _("ärendenas lägen")

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class Move(models.Model):
    """One move of a case, as it was made. Rows are added and never changed.

    `day` is the day that it happened where somebody has stated one; `moved_at` is when it was recorded.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="moves", verbose_name=_("ärende"))
    name = models.CharField(_("förflyttning"), max_length=40)
    before = models.CharField(_("från läge"), max_length=30)
    after = models.CharField(_("till läge"), max_length=30)
    step = models.ForeignKey(
        Step, models.SET_NULL, null=True, blank=True, related_name="moves", verbose_name=_("steg")
    )
    day = models.DateField(_("dag"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=500, blank=True)
    moved_at = models.DateTimeField(_("infört"))
    moved_by = models.CharField(_("infört av"), max_length=200)
    made_up = models.BooleanField(_("påhittat för demon"), default=False)

    class Meta:
        verbose_name = _("förflyttning")
        verbose_name_plural = _("förflyttningar")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"
