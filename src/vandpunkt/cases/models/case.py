"""A case: what was asked, by whom, about which schools and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _year(name: StrOrPromise) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(
        name, validators=[MinValueValidator(1900), MaxValueValidator(2999)]
    )


class Case(models.Model):
    """A case with its diarienummer, from the inquiry to the board's decision.

    The two windows are what the inquiry asks about: calendar years, both ends included.
    """

    class InquiryKind(models.TextChoices):
        """How the question reached the board."""

        WRITTEN_INQUIRY = "skrivelse", _("skrivelse")
        INTERPELLATION = "interpellation", _("interpellation")
        MEMBER_INITIATIVE = "ledamotsinitiativ", _("ledamotsinitiativ")
        PUBLIC_QUESTION = "fråga", _("fråga från allmänheten")

    dnr = models.CharField(_("diarienummer"), max_length=60, unique=True)
    slug = models.SlugField(_("adress"), max_length=60, unique=True)
    title = models.CharField(_("rubrik"), max_length=300)
    subject = models.CharField(_("ärendemening"), max_length=300, blank=True)
    inquiry_kind = models.CharField(
        _("slag av fråga"), max_length=20, choices=InquiryKind.choices, default=InquiryKind.WRITTEN_INQUIRY
    )
    board = models.CharField(_("nämnd"), max_length=200)
    administration = models.CharField(_("förvaltning"), max_length=200)
    past_from = _year(_("stöd från och med år"))
    past_to = _year(_("stöd till och med år"))
    planned_from = _year(_("planerat från och med år"))
    planned_to = _year(_("planerat till och med år"))
    opened_at = models.DateTimeField(_("upplagt"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        ordering = ("-opened_at", "dnr")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(past_from__lte=models.F("past_to"))
                & models.Q(planned_from__lte=models.F("planned_to")),
                name="case_windows_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dnr} {self.title}"


class CaseSchool(models.Model):
    """A school that the inquiry names, in the order of the inquiry."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="case_schools", verbose_name=_("ärende"))
    school_unit = models.ForeignKey(
        "register.SchoolUnit", models.PROTECT, related_name="case_schools", verbose_name=_("skolenhet")
    )
    position = models.PositiveSmallIntegerField(_("ordning"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("skola i ärendet")
        verbose_name_plural = _("skolor i ärendet")
        ordering = ("position",)
        constraints = (models.UniqueConstraint("case", "school_unit", name="case_school_once"),)

    def __str__(self) -> str:
        return str(self.school_unit)


class CaseProgramme(models.Model):
    """A programme of support that the inquiry names, in the order of the inquiry."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="case_programmes", verbose_name=_("ärende"))
    programme = models.ForeignKey(
        "register.Programme", models.PROTECT, related_name="case_programmes", verbose_name=_("program")
    )
    position = models.PositiveSmallIntegerField(_("ordning"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("program i ärendet")
        verbose_name_plural = _("program i ärendet")
        ordering = ("position",)
        constraints = (models.UniqueConstraint("case", "programme", name="case_programme_once"),)

    def __str__(self) -> str:
        return str(self.programme)


class Question(models.Model):
    """One of the questions that the inquiry asks, in its own words."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="questions", verbose_name=_("ärende"))
    text = models.TextField(_("fråga"))
    position = models.PositiveSmallIntegerField(_("ordning"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fråga")
        verbose_name_plural = _("frågor")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text


class Sender(models.Model):
    """A member of the board who sent the inquiry, with the party's letters."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="senders", verbose_name=_("ärende"))
    name = models.CharField(_("namn"), max_length=200)
    party = models.CharField(_("parti"), max_length=20, blank=True)
    et_al = models.BooleanField(_("med flera"), default=False)
    position = models.PositiveSmallIntegerField(_("ordning"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("avsändare")
        verbose_name_plural = _("avsändare")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name
