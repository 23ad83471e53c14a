"""The parts of a time in a wording, as regular expressions: year, term, dash, words that lead one in."""

from __future__ import annotations

import re

from vandpunkt.reading.characters import DASHES

YEAR = r"(?:19|20)\d\d"
DASH = rf"[{DASHES}]"
SEASON = r"(?:[vh]t|vårterminen|höstterminen|våren|hösten)"
LEADS = (
    "från och med", "till och med", "med början", "med start", "togs i bruk", "i bruk", "läsåret", "läsår",
    "startade", "startar", "påbörjades", "påbörjar", "start", "sedan", "under", "inför", "från", "hösten",
    "våren", "höstterminen", "vårterminen",
)  # fmt: skip
LED = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join(LEADS)}|åren?|fr\.?\s?o\.?\s?m\.?|t\.?\s?o\.?\s?m\.?|(?<!\w)[vh]t)\.?\s?[:{DASHES}]?\s?)$",
    re.I,
)
