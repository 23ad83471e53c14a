"""Signs before results: what should be seen of an intervention long before the grades, and whether it is."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.register.models import Intervention


class Sign(models.Model):
    """Something that should be seen if an intervention works. An intervention has one to three.

    `due` is the last day to look; `term` is the code of the term that it was given as, "" where it was
    given as a day. `made_up` is true for the demonstration's own inventions.
    """

    intervention = models.ForeignKey(
        Intervention, models.PROTECT, related_name="signs", verbose_name=_("insats")
    )
    what = models.CharField(_("vad som bör synas"), max_length=300)
    due = models.DateField(_("senast"))
    term = models.CharField(
        _("termin"), max_length=6, blank=True, validators=[RegexValidator(r"^\d{4}(vt|ht)$")]
    )
    by_whom = models.CharField(_("vem som tittar"), max_length=150)
    made_up = models.BooleanField(_("påhittat för demon"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tecken")
        verbose_name_plural = _("tecken")
        ordering = ("intervention", "due", "pk")

    def __str__(self) -> str:
        return self.what


class Observation(models.Model):
    """What somebody saw of a sign on a day. A word, never a number: it is no result."""

    class Seen(models.TextChoices):
        """Whether the sign was seen."""

        YES = "yes", _("syns")
        PARTLY = "partly", _("syns delvis")
        NO = "no", _("syns inte")
        CANNOT_TELL = "cannot_tell", _("går inte att avgöra")

    sign = models.ForeignKey(Sign, models.PROTECT, related_name="observations", verbose_name=_("tecken"))
    day = models.DateField(_("dag"))
    seen = models.CharField(_("vad som syntes"), max_length=12, choices=Seen.choices)
    note = models.CharField(_("kommentar"), max_length=500, blank=True)
    by = models.CharField(_("iakttaget av"), max_length=150)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("iakttagelse")
        verbose_name_plural = _("iakttagelser")
        ordering = ("sign", "-day", "-pk")

    def __str__(self) -> str:
        return f"{self.day} {self.get_seen_display()}"
