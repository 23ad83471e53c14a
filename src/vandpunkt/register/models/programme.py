"""The catalogue of support, and who takes part in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.register.models.validation import only_texts


class Partner(models.Model):
    """Who gives support or gives it together with a school, outside or inside the administration."""

    name = models.CharField(_("namn"), max_length=200, unique=True)
    aliases = models.JSONField(_("andra namn"), default=list, blank=True, validators=[only_texts])
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """An entry of the catalogue of support, by the names that documents use for it.

    `proposed` is true for an entry that a reading brought in and nobody has looked at.
    """

    name = models.CharField(_("namn"), max_length=200, unique=True)
    abbreviation = models.CharField(_("förkortning"), max_length=30, blank=True)
    aliases = models.JSONField(_("andra namn"), default=list, blank=True, validators=[only_texts])
    purpose = models.TextField(_("syfte"), blank=True)
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="programmes", verbose_name=_("samverkansparter")
    )
    proposed = models.BooleanField(_("förslag"), default=False)
    history = HistoricalRecords(m2m_fields=[partners])

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name
