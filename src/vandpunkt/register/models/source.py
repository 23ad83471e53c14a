"""Where figures come from: one row for each publication that changed something."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceSnapshot(models.Model):
    """A publication as it was recorded: what, from where, its hash, by whom and when. Never changed."""

    kind = models.CharField(_("slag"), max_length=40)
    address = models.CharField(_("adress"), max_length=1000)
    title = models.CharField(_("titel"), max_length=300)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, db_index=True)
    published = models.DateField(_("publicerad"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("inläst"))
    recorded_by = models.CharField(_("inläst av"), max_length=200, blank=True)
    rows_read = models.PositiveIntegerField(_("lästa rader"), default=0)
    figures_new = models.PositiveIntegerField(_("nya uppgifter"), default=0)
    figures_changed = models.PositiveIntegerField(_("ändrade uppgifter"), default=0)
    figures_unchanged = models.PositiveIntegerField(_("oförändrade uppgifter"), default=0)
    rows_refused = models.PositiveIntegerField(_("avvisade rader"), default=0)

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        ordering = ("-recorded_at", "-pk")

    def __str__(self) -> str:
        return self.title
