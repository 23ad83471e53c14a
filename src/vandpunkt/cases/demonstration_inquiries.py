"""The demo's made-up letters: one that waits to be looked through, and one that has become a case."""

from __future__ import annotations

from datetime import datetime

from vandpunkt.cases.inquiries import accept_inquiry, inquiry_page, keep_inquiry
from vandpunkt.cases.models import Inquiry
from vandpunkt.cases.scope.proposing import proposed_scope

WAITING_NAME = "Skrivelse om läsning (påhittad för demon).txt"
OPENED_NAME = "Skrivelse om KSBS (påhittad för demon).txt"
MADE_UP_DNR = "XMPL 2026/1"

WAITING = """PÅHITTAD FÖR DEMON. Skrivelsen har aldrig skickats.

Utbildningsnämnden
Inkom 2026-01-12

Skrivelse om läsningen på fyra skolor (påhittad)

Läsningen är nyckeln till alla andra ämnen. Ändå hör vi att stödet skiljer sig mycket mellan skolorna. Vem
tar ansvar för helheten? I svaret UTBF 2024/6786 lovade förvaltningen flera insatser. Vi vill nu veta hur
det har gått på Hagsätraskolan, Rinkebyskolan, Hässelbygårdskolan samt Grimstaskolan.

Vi har därför följande frågor:

1. Vilket stöd har skolorna erbjudits under 2023–2025 för att stärka läsningen?
2. Vad blev det av Kommunal samverkan för bästa skola (KSBS) på Hagsätraskolan?
3. Vilket stöd planeras för de fyra skolorna under 2026?

Ledamot Demo m.fl. (X)
"""

OPENED = f"""PÅHITTAD FÖR DEMON. Skrivelsen har aldrig skickats.

Dnr {MADE_UP_DNR}
Utbildningsnämnden
Inkom 2026-01-08

Skrivelse om KSBS på två skolor (påhittad)

Vi vill veta vilket stöd Hagsätraskolan och Lillholmsskolan har fått inom KSBS under 2024–2025. Vi vill också
veta vilket stöd skolorna kommer att få under 2026.

Ersättare Demo (X)
"""


def show_letters(*, by: str, now: datetime) -> str:
    """Keep both letters and open the second one's case; returns its slug. A second time changes nothing."""
    keep_inquiry(WAITING.encode(), name=WAITING_NAME, by=by, now=now)
    opened = inquiry_page(keep_inquiry(OPENED.encode(), name=OPENED_NAME, by=by, now=now))
    if opened.state != Inquiry.State.WAITING:
        return opened.slug
    return accept_inquiry(opened.id, proposed_scope(opened.reading), by=by, now=now)
