"""What can never change: a signed statement with its files, and the Word files that came back."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from vandpunkt.cases.models.case import Case
from vandpunkt.cases.models.statement import Statement
from vandpunkt.domain.problems import Problem, marked


def _refuse() -> NoReturn:
    raise Problem(
        marked("Det som är undertecknat kan inte ändras eller tas bort. Rätta med en ny version i stället.")
    )


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are added and read, never changed or removed."""

    def update(self, **values: Any) -> NoReturn:
        """Refused. Raises Problem."""
        _refuse()

    def delete(self) -> NoReturn:
        """Refused. Raises Problem."""
        _refuse()


class Frozen(models.Model):
    """A row that is added once. The database refuses too: see the triggers of the migration."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises Problem for one that is there already."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused. Raises Problem."""
        _refuse()


class SignedStatement(Frozen):
    """A statement as it was signed: its tree and the values that it cites, as they were that day.

    `number` counts the signings of the case; `changed` says in words what a correction changed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="signed", verbose_name=_("ärende"))
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="signed", verbose_name=_("tjänsteutlåtande")
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    tree = models.JSONField(_("dokumentträd"))
    cited = models.JSONField(_("åberopade uppgifter"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    changed = models.JSONField(_("vad rättelsen ändrar"), default=list, blank=True)
    signed_at = models.DateTimeField(_("undertecknat"))
    signed_by = models.CharField(_("undertecknat av"), max_length=200)

    class Meta:
        verbose_name = _("undertecknat tjänsteutlåtande")
        verbose_name_plural = _("undertecknade tjänsteutlåtanden")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint("case", "number", name="signed_number_once"),
            models.UniqueConstraint("statement", name="statement_signed_once"),
        )

    def __str__(self) -> str:
        return f"{self.case.dnr} ({self.number})"


class SignedFile(Frozen):
    """One file of a signed statement, byte by byte."""

    signed = models.ForeignKey(
        SignedStatement, models.PROTECT, related_name="files", verbose_name=_("undertecknat tjänsteutlåtande")
    )
    ending = models.CharField(_("filändelse"), max_length=10)
    content = models.BinaryField(_("innehåll"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, db_index=True)

    class Meta:
        verbose_name = _("undertecknad fil")
        verbose_name_plural = _("undertecknade filer")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("signed", "ending", name="signed_file_once"),)

    def __str__(self) -> str:
        return f"{self.signed} {self.ending}"


class ReturnedFile(Frozen):
    """A Word file that came back edited, and the statement that it was made from. Kept as it was sent in."""

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="returned", verbose_name=_("tjänsteutlåtande")
    )
    name = models.CharField(_("filnamn"), max_length=200)
    content = models.BinaryField(_("innehåll"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    returned_at = models.DateTimeField(_("inlämnad"))
    returned_by = models.CharField(_("inlämnad av"), max_length=200)

    class Meta:
        verbose_name = _("återlämnad Word-fil")
        verbose_name_plural = _("återlämnade Word-filer")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
