"""Small statements for tests: only what a test is about is written out."""

from __future__ import annotations

from vandpunkt.domain.periods import window
from vandpunkt.reading import InterventionFact, Reading, read_item, read_text

PAST = window(2021, 2024)
PLANNED = window(2025, 2025)

HEAD = """Utbildningsförvaltningen    Tjänsteutlåtande
Dnr UTBF 2024/6786

Stöd till skolor

Sammanfattning
Frågan gäller vilket stöd som har erbjudits 2021–2024 och vilket stöd som kommer att ges under 2025.

Förvaltningens synpunkter
Här redovisas stödet.

"""


def reading_of(body: str, head: str = HEAD) -> Reading:
    """The reading of a statement with this text under its views."""
    return read_text(head + body)


def items(body: str, head: str = HEAD) -> list[tuple[str, str, str]]:
    """School, window and wording of every item."""
    return [(one.school, one.window, one.text) for one in reading_of(body, head).interventions]


def texts(body: str, head: str = HEAD) -> list[str]:
    """The wording of every item."""
    return [one.text for one in reading_of(body, head).interventions]


def past_item(text: str) -> InterventionFact:
    """One item stated for 2021–2024."""
    return read_item(text, window="past", years=PAST)


def planned_item(text: str) -> InterventionFact:
    """One item stated for 2025."""
    return read_item(text, window="planned", years=PLANNED)
