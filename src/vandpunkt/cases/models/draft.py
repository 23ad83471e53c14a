"""The officer's own sentences in place of generated ones."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case


class OwnSentence(models.Model):
    """A sentence that a person wrote in place of a generated one.

    `key` names the passage (see documents.tree.Paragraph); `generated` is what the register gave when the
    sentence was written, so that a later change of the register is noticed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="own_sentences", verbose_name=_("ärende"))
    key = models.CharField(_("stycke"), max_length=200)
    generated = models.TextField(_("i stället för"))
    text = models.TextField(_("egen mening"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("egen mening")
        verbose_name_plural = _("egna meningar")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("case", "key", name="own_sentence_once"),)

    def __str__(self) -> str:
        return self.text
