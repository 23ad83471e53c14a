"""How sure a reading is, and why not, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vandpunkt.domain.problems import marked
from vandpunkt.register.reviewing.values import LIKELY, SURE, ProposalRow

_GROUNDS = {
    "no programme": marked("inget program i katalogen nämns"),
    "proposed programme": marked("programmet finns inte i katalogen"),
    "proposed partner": marked("en samverkanspart finns inte i registret"),
    "bare year": marked("bara ett årtal anger tiden"),
    "stray sign": marked("ett tecken för mycket i tidsangivelsen"),
    "unclear period": marked("tiden går inte att läsa säkert"),
    "unlikely period": marked("tiden ligger utanför de år som frågan gäller"),
    "mended": marked("felläst tid eller namn, läst som det måste ha stått"),
    "period of label": marked("tiden är hämtad från rubriken ovanför"),
    "several periods": marked("flera tidsangivelser, alla är inte lästa"),
    "no bullet": marked("ingen punkt skiljer raden från texten runt om"),
    "running text": marked("berättat i löpande text"),
    "no window": marked("det framgår inte om stödet är tidigare eller planerat"),
    "page turn": marked("texten fortsätter på nästa sida"),
    "blank line inside": marked("en tom rad delar texten"),
    "table": marked("läst ur en tabell"),
    "recognised": marked("texttolkad från en bild"),
}


def confidence_in_words(row: ProposalRow) -> str:
    """How sure the reading is of a proposal, as a person would say it."""
    if row.confidence >= SURE:
        return _("Säker läsning")
    return _("Trolig läsning") if row.confidence >= LIKELY else _("Osäker läsning")


def grounds_in_words(row: ProposalRow) -> list[str]:
    """Why the reading is not surer."""
    return [_(_GROUNDS[one]) for one in row.doubts if one in _GROUNDS]
