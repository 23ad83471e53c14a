"""Private addresses of calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarAddress(models.Model):
    """A secret address where a person's calendar program fetches what is due. Only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_addresses",
        verbose_name=_("användare"),
    )
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("skapad"))
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=Q(revoked_at__isnull=True), name="calendar_one_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
