"""The statement: the officer's own text, who signs, what is attached, and each build of the whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case


class OwnText(models.Model):
    """The officer's own text of one section; a blank line parts its paragraphs. Never regenerated."""

    class Section(models.TextChoices):
        """The sections that a person writes; the rest is built from the register."""

        SUMMARY = "summary", _("Sammanfattning")
        BACKGROUND = "background", _("Bakgrund/Ärendet")
        VIEWS = "views", _("Förvaltningens synpunkter och förslag")
        CONSEQUENCES = "consequences", _("Konsekvenser för barn")

    case = models.ForeignKey(Case, models.CASCADE, related_name="own_texts", verbose_name=_("ärende"))
    section = models.CharField(_("avsnitt"), max_length=20, choices=Section.choices)
    text = models.TextField(_("text"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("egen text")
        verbose_name_plural = _("egna texter")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("case", "section", name="own_text_once"),)

    def __str__(self) -> str:
        return self.get_section_display()


class Signatory(models.Model):
    """Who signs the statement, in an official role."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="signatories", verbose_name=_("ärende"))
    name = models.CharField(_("namn"), max_length=200)
    title = models.CharField(_("titel"), max_length=200)
    position = models.PositiveSmallIntegerField(_("ordning"))

    class Meta:
        verbose_name = _("undertecknare")
        verbose_name_plural = _("undertecknare")
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"


class Attachment(models.Model):
    """What is attached to the statement."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments", verbose_name=_("ärende"))
    title = models.CharField(_("bilaga"), max_length=300)
    position = models.PositiveSmallIntegerField(_("ordning"))

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """One build of the answer: the whole document tree with the citations as they stood. Never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="statements", verbose_name=_("ärende"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    tree = models.JSONField(_("dokumentträd"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    as_of = models.DateTimeField(_("registret som det stod"))
    built_at = models.DateTimeField(_("byggt"))
    built_by = models.CharField(_("byggt av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tjänsteutlåtande")
        verbose_name_plural = _("tjänsteutlåtanden")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint("case", "number", name="statement_number_once"),)

    def __str__(self) -> str:
        return f"{self.case.dnr} ({self.number})"
