"""The catalogue of support, and who takes part in it."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.register.models.moment import moment
from vandpunkt.register.models.validation import check_period, only_texts
from vandpunkt.register.programmes.slugs import free_slug


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


def _years(name: Any) -> models.PositiveSmallIntegerField[Any, Any]:
    return models.PositiveSmallIntegerField(name, null=True, blank=True, validators=[MaxValueValidator(20)])


class Programme(models.Model):
    """An entry of the catalogue of support, by the names that documents use for it.

    `slug` is its address and never changes. An effect could show from `effect_from_years` to
    `effect_to_years` years after the start. `contact` is a role or a unit, never a private person's data.
    `cost_per_year` is in whole kronor. `start` and `end` are codes: when it can be had, `ongoing` as of an
    intervention. `conditions` say what a school must agree to. `proposed` is true for an entry that a
    reading brought in and nobody has looked at.
    """

    name = models.CharField(_("namn"), max_length=200, unique=True)
    abbreviation = models.CharField(_("förkortning"), max_length=30, blank=True)
    aliases = models.JSONField(_("andra namn"), default=list, blank=True, validators=[only_texts])
    slug = models.SlugField(_("adress"), max_length=80, unique=True, editable=False)
    purpose = models.TextField(_("syfte"), blank=True)
    target = models.TextField(_("riktar sig till"), blank=True)
    effect_from_years = _years(_("kan märkas tidigast efter år"))
    effect_to_years = _years(_("bör ha märkts efter år"))
    run_by = models.CharField(_("drivs av"), max_length=200, blank=True)
    contact = models.CharField(_("kontakt"), max_length=200, blank=True)
    start = moment(_("ges från och med"))
    end = moment(_("ges till och med"))
    ongoing = models.BooleanField(_("ges tills vidare"), null=True, blank=True)
    conditions = models.TextField(_("villkor för skolan"), blank=True)
    cost_per_year = models.PositiveIntegerField(_("kostnad per år, kronor"), null=True, blank=True)
    cost = models.CharField(_("om kostnaden"), max_length=300, blank=True)
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

    def clean(self) -> None:
        """Raise ValidationError for a period that ends before it begins."""
        check_period(self.start, self.end, "end")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the entry; a new one is given its address."""
        if not self.slug:
            taken = set(Programme.objects.values_list("slug", flat=True))
            self.slug = free_slug(self.abbreviation or self.name, taken)
        super().save(*args, **kwargs)


class ProgrammeCapacity(models.Model):
    """How many schools a programme has room for in a school year."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="capacities", verbose_name=_("program")
    )
    school_year = models.CharField(
        _("läsår"),
        max_length=7,
        validators=[RegexValidator(r"^\d{4}/\d\d$", _("Skriv till exempel 2024/25."))],
    )
    places = models.PositiveSmallIntegerField(_("platser"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("platser per läsår")
        verbose_name_plural = _("platser per läsår")
        ordering = ("programme", "school_year")
        constraints = (
            models.UniqueConstraint(fields=("programme", "school_year"), name="capacity_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.school_year}: {self.places}"


class Evidence(models.Model):
    """What is known of a programme's effect, and where that can be read."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="evidence", verbose_name=_("program")
    )
    text = models.TextField(_("vad som är känt"))
    source = models.CharField(_("källa"), max_length=300)
    address = models.URLField(_("webbadress"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kunskapsunderlag")
        verbose_name_plural = _("kunskapsunderlag")
        ordering = ("programme", "position", "pk")

    def __str__(self) -> str:
        return self.source


class ProgrammeDocument(models.Model):
    """A document that a programme is told of in: what the catalogue says comes from there, or is told there.

    `quote` is the document's own words, as they stand.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="documents", verbose_name=_("program")
    )
    title = models.CharField(_("dokument"), max_length=300)
    quote = models.TextField(_("så står det"), blank=True)
    address = models.URLField(_("webbadress"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dokument om programmet")
        verbose_name_plural = _("dokument om programmet")
        ordering = ("programme", "position", "pk")

    def __str__(self) -> str:
        return self.title
