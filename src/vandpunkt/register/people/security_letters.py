"""A letter to the owner of an account when what protects it has changed: whoever did it, they should know."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.timezone import localtime

from vandpunkt.domain.dates import print_date
from vandpunkt.register.models import AccountChange

_TOLD = {
    AccountChange.Kind.PASSWORD: "Lösenordet till ditt konto har ändrats",
    AccountChange.Kind.TOTP_ON: "Tvåstegsinloggning har slagits på för ditt konto",
    AccountChange.Kind.TOTP_OFF: "Tvåstegsinloggning har stängts av för ditt konto",
    AccountChange.Kind.CODES: "Ditt konto har fått nya reservkoder",
}
_BODY = """Hej!

{told}, {day} klockan {time}. Det gjordes av {by}.

Var det inte du, och har du inte bett om det? Säg till administratören genast. Hen kan stänga kontot.

Brevet går till dig som har kontot {username} i Vändpunkt. Det har ingen länk att klicka på.
"""
_log = logging.getLogger(__name__)


def tell_owner(user: Any, kind: str, *, by: str, now: datetime) -> None:
    """Send the owner a letter when the change has been saved, where mail is set up and they have an address.

    Other kinds of change are not told of. A letter that cannot be sent is logged and stops nothing.
    """
    told = _TOLD.get(AccountChange.Kind(kind))
    if not (told and user.email and settings.EMAIL_HOST):
        return
    moment = localtime(now)
    body = _BODY.format(
        told=told, day=print_date(moment.date()), time=f"{moment:%H.%M}", by=by, username=user.get_username()
    )
    letter = EmailMessage(told, body, settings.DEFAULT_FROM_EMAIL, [user.email])
    transaction.on_commit(lambda: _send(letter))


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except OSError:
        _log.exception("A letter about the safety of an account could not be sent.")
