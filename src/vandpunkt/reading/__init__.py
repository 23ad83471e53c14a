"""A PDF, DOCX, HTML or text → pages → lines → sections → facts with their place in the source."""

from vandpunkt.reading.facts import (
    Consultation,
    DocumentFacts,
    FollowOn,
    InterventionFact,
    Reading,
    Section,
    Sender,
    Signatory,
    Source,
    Window,
    as_json,
)
from vandpunkt.reading.item_facts import read_item
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.names import KnownNames, PartnerName, ProgrammeName, known_names
from vandpunkt.reading.reading import read_content, read_file, read_text
from vandpunkt.reading.recognising import Recogniser, Scanned, installed_tesseract

__all__ = [
    "Consultation",
    "DocumentFacts",
    "FollowOn",
    "InterventionFact",
    "KnownNames",
    "Limits",
    "PartnerName",
    "ProgrammeName",
    "Reading",
    "Recogniser",
    "Scanned",
    "Section",
    "Sender",
    "Signatory",
    "Source",
    "Window",
    "as_json",
    "installed_tesseract",
    "known_names",
    "read_content",
    "read_file",
    "read_item",
    "read_text",
]
