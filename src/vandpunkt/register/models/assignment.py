"""Assignments: who leads which schools, from when to when; and what has been changed of an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.domain.roles import Role
from vandpunkt.register.models.school_unit import Area, SchoolUnit

ASSIGNED = (Role.HEAD_TEACHER, Role.COORDINATOR, Role.AREA_HEAD)


_CHOICES: list[tuple[str, Any]] = [(role.value, _(role.title)) for role in ASSIGNED]


class Assignment(models.Model):
    """A role at one school or in one area, from a day to a day or until further notice.

    `end` is the last day, itself included. `user` is whose account it is, None for somebody without one, who
    is then known by `name` in the public role. A head teacher and a coordinator have schools, an area head
    an area: exactly one of `school_unit` and `area` is set.
    """

    role = models.CharField(_("roll"), max_length=20, choices=_CHOICES)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("användare"),
    )
    name = models.CharField(_("namn i den offentliga rollen"), max_length=200, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("område")
    )
    school_unit = models.ForeignKey(
        SchoolUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("skolenhet"),
    )
    start = models.DateField(_("från och med"))
    end = models.DateField(_("till och med"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        ordering = ("start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(area__isnull=True, school_unit__isnull=False)
                | Q(area__isnull=False, school_unit__isnull=True),
                name="assignment_school_or_area",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="assignment_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="assignment_holder"),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name or self.user}"


class AccountChange(models.Model):
    """One change of an account: what it was and what it became, by whom and when."""

    class Kind(models.TextChoices):
        """What was done."""

        CREATED = "created", _("tillagd")
        INVITED = "invited", _("inbjuden")
        ROLES = "roles", _("roll ändrad")
        CLOSED = "closed", _("avstängd")
        OPENED = "opened", _("öppnad")
        PASSWORD = "password", _("lösenordet bytt")
        UNLOCKED = "unlocked", _("inloggningen upplåst")
        TOTP_ON = "totp_on", _("tvåstegsinloggning påslagen")
        TOTP_OFF = "totp_off", _("tvåstegsinloggning avstängd")
        CODES = "codes", _("nya reservkoder")
        LINKED = "linked", _("kopplad till inloggningsservern")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="changes", verbose_name=_("användare")
    )
    kind = models.CharField(_("ändring"), max_length=10, choices=Kind.choices)
    before = models.CharField(_("före"), max_length=300, blank=True)
    after = models.CharField(_("efter"), max_length=300, blank=True)
    at = models.DateTimeField(_("när"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        verbose_name = _("ändring av konto")
        verbose_name_plural = _("ändringar av konton")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
