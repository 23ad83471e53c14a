"""What a document says, waiting for a person: the file as it came, and its items as proposals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.register.models.document import SourceDocument
from vandpunkt.register.models.intervention import Intervention
from vandpunkt.register.models.school_unit import SchoolUnit


class DocumentFile(models.Model):
    """The file that a document was read from, as it came; it is never changed.

    `layout` has for each page its size and its stretches, as `vandpunkt.reading.pages` describes them, so
    that words can be shown where they stand. `recognised` is whether the text was recognised from pictures.
    """

    document = models.OneToOneField(
        SourceDocument, models.PROTECT, related_name="file", verbose_name=_("källdokument")
    )
    kind = models.CharField(_("slag"), max_length=10)
    content = models.BinaryField(_("fil"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    layout = models.JSONField(_("sidornas form"), default=list)
    warnings = models.JSONField(_("anmärkningar"), default=list)
    recognised = models.BooleanField(_("texttolkad"), default=False)

    class Meta:
        verbose_name = _("fil till källdokument")
        verbose_name_plural = _("filer till källdokument")

    def __str__(self) -> str:
        return str(self.document)


class Proposal(models.Model):
    """One item that a document states, and what a person has said of it.

    Codes and windows are as in Intervention. `school_name` is the school as the document names it;
    `school_unit` is None until it is known which that is. `intervention` is the row that came of it, or that
    had it already. `doubts` are the reading's own grounds for doubt.
    """

    class State(models.TextChoices):
        """What has been said of it."""

        WAITING = "waiting", _("väntar")
        ACCEPTED = "accepted", _("godkänt")
        LINKED = "linked", _("kopplat till en insats som redan fanns")
        REJECTED = "rejected", _("avvisat")

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="proposals", verbose_name=_("källdokument")
    )
    position = models.PositiveSmallIntegerField(_("ordning"))
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.WAITING)
    school_name = models.CharField(_("skola enligt dokumentet"), max_length=300)
    school_unit = models.ForeignKey(
        SchoolUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("skolenhet"),
    )
    planned = models.BooleanField(_("planerad"), default=False)
    window_start = models.PositiveSmallIntegerField(_("gäller från och med år"), null=True, blank=True)
    window_end = models.PositiveSmallIntegerField(_("gäller till och med år"), null=True, blank=True)
    programme_name = models.CharField(_("program"), max_length=300, blank=True)
    abbreviation = models.CharField(_("förkortning"), max_length=60, blank=True)
    wording = models.TextField(_("ordalydelse"))
    start = models.CharField(_("från och med"), max_length=7, blank=True)
    end = models.CharField(_("till och med"), max_length=7, blank=True)
    in_use_from = models.CharField(_("i bruk från"), max_length=7, blank=True)
    ongoing = models.BooleanField(_("pågår tills vidare"), null=True, blank=True)
    duration_years = models.PositiveSmallIntegerField(_("antal år"), null=True, blank=True)
    follow_on_start = models.CharField(_("fortsättning från och med"), max_length=7, blank=True)
    follow_on_end = models.CharField(_("fortsättning till och med"), max_length=7, blank=True)
    partners = models.JSONField(_("samverkansparter"), default=list, blank=True)
    persons = models.JSONField(_("namngivna i offentlig roll"), default=list, blank=True)
    source_page = models.PositiveSmallIntegerField(_("sida"))
    source_start = models.PositiveIntegerField(_("från tecken"))
    source_end = models.PositiveIntegerField(_("till tecken"))
    confidence = models.FloatField(_("säkerhet i läsningen"))
    doubts = models.JSONField(_("skäl att tvivla"), default=list, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    intervention = models.ForeignKey(
        Intervention,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("insats"),
    )
    decided_at = models.DateTimeField(_("avgjort"), null=True, blank=True)
    decided_by = models.CharField(_("avgjort av"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("förslag ur ett dokument")
        verbose_name_plural = _("förslag ur dokument")
        ordering = ("document", "position")
        constraints = (
            models.UniqueConstraint(fields=("document", "position"), name="proposal_once_a_document"),
        )
        indexes = (models.Index(fields=("state", "school_unit"), name="proposal_waiting_at"),)

    def __str__(self) -> str:
        return self.wording
