"""The language of the command line: Swedish, or English where the environment asks for it."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "locale"


def language() -> str:
    """`sv` unless VANDPUNKT_LANGUAGE says `en`; the product is Swedish whatever the machine speaks."""
    return "en" if os.environ.get("VANDPUNKT_LANGUAGE", "sv").lower().startswith("en") else "sv"


def speak_with_click() -> None:
    """Let Click's own words (usage, options, what is wrong) be in the language of the command line."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("click", LOCALES)
    gettext.textdomain("click")


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALES, languages=[code], fallback=True)


def translate(text: str) -> str:
    """The sentence in the language of the command line."""
    return _catalogue(language()).gettext(text)
