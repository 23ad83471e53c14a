"""The officer's own texts: written section by section, and by two at once without loss."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from vandpunkt.cases.contributions import contributions as contributions_of
from vandpunkt.cases.contributions import mark_merged
from vandpunkt.cases.drafting.paragraphs import merged, paragraphs
from vandpunkt.cases.loading import case_by_dnr, held_case
from vandpunkt.cases.models import Case, OwnText
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import author, with_version
from vandpunkt.register.versions import change_kept, create_kept

LONGEST = 100_000
_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    OwnText.Section.SUMMARY: ("sammanfattning",),
    OwnText.Section.BACKGROUND: ("bakgrund",),
    OwnText.Section.CONSEQUENCES: ("konsekvens", "barnets rättigheter", "jämställdhet"),
}
"""What a request says, in small letters, when it is about a section."""


@dataclass(frozen=True)
class OwnTextRow:
    """The text of a section, "" where nobody has written it; `version` is 0 then."""

    section: str
    title: str
    text: str
    version: int


class WrittenMeanwhile(Problem):
    """Somebody has written in the section since. `theirs` is their text, `version` the one it is in.

    `together` has both persons' changes, None where both have changed the same paragraph.
    """

    def __init__(self, *, by: str, version: int, theirs: str, together: str | None) -> None:
        super().__init__(
            marked("{by} hann spara före dig. Det du skrev står kvar, men är inte sparat än."),
            by=by or "Någon annan",
        )
        self.version, self.theirs, self.together = version, theirs, together


def own_texts(slug: str) -> tuple[OwnTextRow, ...]:
    """The sections that a person writes, in the order of the answer. One query."""
    return texts_of(case_by_dnr(slug, own_texts=with_version(OwnText.objects.all())))


def texts_of(case: Case) -> tuple[OwnTextRow, ...]:
    """The same of a whole case. No query."""
    rows: Any = case.own_texts.all()
    written = {row.section: row for row in rows}
    return tuple(
        OwnTextRow(section, str(title), written[section].text, written[section].version)
        if section in written
        else OwnTextRow(section, str(title), "", 0)
        for section, title in OwnText.Section.choices
    )


def own_text(slug: str, section: str) -> OwnTextRow:
    """The text of one section. Raises Problem for a section that there is none of."""
    for row in own_texts(slug):
        if row.section == section:
            return row
    raise _no_section(section)


def _no_section(section: str) -> Problem:
    return Problem(marked("Svaret har inget avsnitt {section} som skrivs för hand."), section=section)


def own_text_for(asked_for: str, texts: Sequence[OwnTextRow]) -> OwnTextRow:
    """The section that a department's text was asked for: one that the request names, else the views."""
    asked = asked_for.casefold()
    views = next(row for row in texts if row.section == OwnText.Section.VIEWS)
    named = (row for row in texts if row is not views and _is_named(row.section, asked))
    return next(named, views)


def _is_named(section: str, asked: str) -> bool:
    return any(word in asked for word in _NAMED_BY[section])


@transaction.atomic
def write_own_text(
    slug: str,
    section: str,
    text: str,
    *,
    made_from: int,
    by: str,
    now: datetime,
    contributions: Collection[int] = (),
) -> None:
    """Keep what a person wrote in a section; `contributions` are departments' texts that it has taken in.

    `made_from` is the version that the person saw, 0 for none. Raises WrittenMeanwhile where somebody has
    written since, and Problem for a text that is too long and for a section that there is none of.
    """
    if section not in OwnText.Section.values:
        raise _no_section(section)
    case = held_case(slug)
    text = "\n\n".join(paragraphs(text))
    if len(text) > LONGEST:
        raise Problem(
            marked("Texten har {length} tecken. Ett avsnitt får ha högst {most}."),
            length=len(text),
            most=LONGEST,
        )
    row = OwnText.objects.filter(case=case, section=section).first()
    if row is None:
        if text:
            create_kept([OwnText(case=case, section=section, text=text)], by=by, now=now)
    else:
        _refuse_older(row, made_from, text)
        if row.text != text:
            row.text = text
            change_kept([row], ["text"], by=by, now=now)
    if contributions:
        of_case = {one.id for one in contributions_of(case.slug)}
        mark_merged(of_case & set(contributions), by=by, now=now)


def _refuse_older(row: Any, made_from: int, mine: str) -> None:
    versions = row.history.select_related("history_user")
    latest = versions.order_by("-history_id").first()
    if latest is None or latest.history_id == made_from or row.text == mine:
        return
    base = versions.filter(history_id=made_from).first()
    raise WrittenMeanwhile(
        by=author(latest),
        version=latest.history_id,
        theirs=row.text,
        together=merged(base.text if base else "", row.text, mine),
    )
