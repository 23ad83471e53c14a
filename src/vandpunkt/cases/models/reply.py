"""The right of reply: an invitation to read what an answer says of a school, and the comment."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case
from vandpunkt.cases.models.frozen import Frozen
from vandpunkt.cases.models.statement import Statement


class ReplyInvitation(models.Model):
    """A link to what one build of an answer says of one school. Only the hash of its secret part is kept.

    `printed` is whether the officer lets the answer print the comment.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="reply_invitations", verbose_name=_("ärende"))
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="reply_invitations", verbose_name=_("tjänsteutlåtande")
    )
    school_unit = models.ForeignKey(
        "register.SchoolUnit", models.PROTECT, related_name="reply_invitations", verbose_name=_("skolenhet")
    )
    token_sha256 = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    invited_at = models.DateTimeField(_("inbjuden"))
    invited_by = models.CharField(_("inbjuden av"), max_length=200)
    expires_at = models.DateTimeField(_("gäller till"))
    withdrawn_at = models.DateTimeField(_("återkallad"), null=True, blank=True)
    mailed_to = models.EmailField(_("skickad till"), blank=True)
    mailed_at = models.DateTimeField(_("skickad"), null=True, blank=True)
    printed = models.BooleanField(_("trycks i svaret"), default=False)
    made_up = models.BooleanField(_("påhittad"), default=False)
    history = HistoricalRecords(excluded_fields=["token_sha256"])

    class Meta:
        verbose_name = _("inbjudan att kommentera")
        verbose_name_plural = _("inbjudningar att kommentera")
        ordering = ("-invited_at", "-pk")

    def __str__(self) -> str:
        return f"{self.case.dnr} {self.school_unit}"


class Reply(Frozen):
    """The comment on an invitation, as it was written. Never changed."""

    invitation = models.OneToOneField(
        ReplyInvitation, models.PROTECT, related_name="reply", verbose_name=_("inbjudan")
    )
    text = models.TextField(_("kommentar"))
    written_at = models.DateTimeField(_("skriven"))
    written_by = models.CharField(_("skriven av"), max_length=200)

    class Meta:
        verbose_name = _("rektors kommentar")
        verbose_name_plural = _("rektorers kommentarer")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.invitation} {self.written_by}"
