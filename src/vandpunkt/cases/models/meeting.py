"""The board's calendar: the days that deadlines are counted back from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class BoardMeeting(models.Model):
    """A meeting of a board. The two dates are set where the board has decided others than the rules give."""

    board = models.CharField(_("nämnd"), max_length=200)
    day = models.DateField(_("sammanträdesdag"))
    documents_sent = models.DateField(_("utskick"), null=True, blank=True)
    signed_by = models.DateField(_("undertecknat senast"), null=True, blank=True)
    cancelled = models.BooleanField(_("inställt"), default=False)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    made_up = models.BooleanField(_("påhittat för demon"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sammanträde")
        verbose_name_plural = _("sammanträden")
        ordering = ("day", "board")
        constraints = (models.UniqueConstraint("board", "day", name="board_meets_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.board} {self.day}"
