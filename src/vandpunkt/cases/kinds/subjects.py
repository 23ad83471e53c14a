"""What reports are about: schools without a case, as the same content that an answer is built from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.loading import effects_of, school_contents
from vandpunkt.domain.periods import window

YEARS_BACK = 4


def content_of_schools(schools: Sequence[tuple[str, str]], *, now: datetime) -> CaseContent:
    """The schools, by code and name, with support of this year and four back, and planned to next year.

    Published and accepted rows alone, as the register stands. Four queries.
    """
    fit, contents = school_contents(schools)
    year = localdate(now).year
    return CaseContent(
        dnr="",
        slug="",
        title="",
        subject="",
        inquiry_kind="",
        board="",
        administration=str(settings.ORGANISER.get("name", "")),
        past=window(year - YEARS_BACK, year),
        planned=window(year, year + 1),
        as_of=now,
        fit=fit,
        effects=effects_of(contents),
        schools=contents,
    )
