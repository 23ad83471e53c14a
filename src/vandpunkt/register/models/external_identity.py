"""Who a person is at the organiser's own login server."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExternalIdentity(models.Model):
    """An account's link to a login server: there, `subject` never changes and is never given to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="external_identities",
        verbose_name=_("användare"),
    )
    issuer = models.CharField(_("inloggningsserver"), max_length=300)
    subject = models.CharField(_("id hos inloggningsservern"), max_length=255)
    linked_at = models.DateTimeField(_("kopplad"))

    class Meta:
        verbose_name = _("koppling till inloggningsserver")
        verbose_name_plural = _("kopplingar till inloggningsserver")
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="external_identity_once"),
            models.UniqueConstraint(fields=("issuer", "user"), name="external_identity_one_a_server"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.subject}"
