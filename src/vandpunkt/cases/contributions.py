"""The departments' texts to an answer: asked for, received, withdrawn, and merged into the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Contribution
from vandpunkt.cases.path.given import Given, person
from vandpunkt.cases.path.layout import department_step
from vandpunkt.cases.path.moving import carry_out
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.reading import Limits
from vandpunkt.reading.files import content_pages, kind_of
from vandpunkt.register.history import with_version
from vandpunkt.register.meanwhile import refuse_older
from vandpunkt.register.versions import change_kept, create_kept

LONGEST = 100_000


@dataclass(frozen=True)
class ContributionRow:
    """A department's text. `text` is "" and `received` None until it has come.

    `merged` is when it was taken into the draft, None where it has not been or was changed since.
    `version` is the history version, for who changes it.
    """

    id: int
    slug: str
    department: str
    asked_for: str
    asked: date
    asked_by: str
    due: date
    responsible: str
    username: str
    received: date | None
    received_from: str
    text: str
    withdrawn: date | None
    merged: datetime | None
    made_up: bool
    version: int

    @property
    def waits(self) -> bool:
        """Whether it has been asked for and neither come nor been withdrawn."""
        return self.received is None and self.withdrawn is None

    def is_late(self, today: date) -> bool:
        """Whether it should have come before today."""
        return self.waits and self.due < today


def contributions(slug: str) -> tuple[ContributionRow, ...]:
    """The texts that the answer to a case has been asked for, by due day; none for no case. One query."""
    return contribution_rows(Contribution.objects.filter(case__slug=slug))


def contribution(contribution_id: int) -> ContributionRow:
    """One text. Raises Problem where there is none by that id."""
    found = contribution_rows(Contribution.objects.filter(pk=contribution_id))
    if not found:
        raise Problem(marked("Det finns ingen begärd text {id}."), id=contribution_id)
    return found[0]


@transaction.atomic
def ask_contribution(
    slug: str,
    *,
    department: str,
    asked_for: str,
    due: date,
    responsible: str = "",
    by: str,
    now: datetime,
    made_up: bool = False,
) -> int:
    """Ask a department for a text by a day; returns its id. Its part of the preparation becomes a step.

    `responsible` is the user name of who is to write it, "" where nobody here is. Nothing is sent.
    Raises FieldProblem for no department, a day that has been, and an unknown person.
    """
    today = localdate(now)
    if not department.strip():
        raise FieldProblem("department", marked("Skriv vilken avdelning som ska skriva."))
    if due < today:
        raise FieldProblem("due", marked("Dagen har redan varit. Välj en dag som kommer."))
    case = case_by_dnr(slug)
    row = Contribution(
        case=case,
        department=" ".join(department.split()),
        asked_for=asked_for.strip(),
        asked=today,
        asked_by=by,
        due=due,
        responsible=person(responsible, field="responsible"),
        made_up=made_up,
    )
    given = Given(note=row.department, made_up=made_up)
    carry_out(case, "ask_contribution", given=given, by=by, now=now)
    department_step(case, row.department, planned=due, by=by, now=now)
    return create_kept([row], by=by, now=now)[0].pk


@transaction.atomic
def receive_contribution(
    contribution_id: int,
    *,
    text: str,
    received_from: str = "",
    made_from: int,
    by: str,
    now: datetime,
) -> None:
    """Keep a department's text as it came today, in place of what it sent before.

    `made_from` is the version that the person saw. Raises FieldProblem for an empty text, and Problem where
    somebody has changed the row since or the case is not being prepared.
    """
    row = _locked(contribution_id, made_from)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise FieldProblem("text", marked("Skriv eller klistra in texten, eller välj en fil."))
    if len(text) > LONGEST:
        raise FieldProblem("text", marked("Texten är längre än {limit} tecken."), limit=LONGEST)
    row.text, row.received, row.received_from = text, localdate(now), received_from.strip() or by
    row.withdrawn = row.merged_at = None
    given = Given(day=row.received, note=row.department, made_up=row.made_up)
    carry_out(row.case, "receive_contribution", given=given, by=by, now=now)
    _department_is_done(row, "", by=by, now=now)
    _save(row, by=by, now=now)


@transaction.atomic
def withdraw_contribution(
    contribution_id: int, *, reason: str, made_from: int, by: str, now: datetime
) -> None:
    """Say that a text is not needed any more, and why. Raises Problem where it has come already."""
    row = _locked(contribution_id, made_from)
    if row.received is not None:
        raise Problem(marked("Texten har redan kommit."))
    if not reason.strip():
        raise FieldProblem("reason", marked("Skriv varför texten inte behövs."))
    row.withdrawn = localdate(now)
    note = f"{row.department}: {reason.strip()}"
    carry_out(row.case, "withdraw_contribution", given=Given(note=note), by=by, now=now)
    _department_is_done(row, "texten behövdes inte", by=by, now=now)
    _save(row, by=by, now=now)


@transaction.atomic
def mark_merged(contribution_ids: Iterable[int], *, by: str, now: datetime) -> int:
    """Say that texts have been taken into the draft; returns how many were not marked so before."""
    rows = list(
        Contribution.objects.select_for_update().filter(
            pk__in=list(contribution_ids), received__isnull=False, merged_at__isnull=True
        )
    )
    for row in rows:
        row.merged_at = now
    change_kept(rows, ["merged_at"], by=by, now=now)
    return len(rows)


def text_of_file(content: bytes, *, name: str) -> str:
    """The text of a handed-in file, its paragraphs with an empty line between.

    Raises Problem for a file that cannot be read or breaks the limits.
    """
    text = "\n".join(page.text for page in content_pages(content, name, Limits()))
    lines = [line.rstrip() for line in text.splitlines()]
    if kind_of(content) in ("docx", "html"):
        return "\n\n".join(filter(None, lines))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def contribution_rows(rows: QuerySet[Contribution]) -> tuple[ContributionRow, ...]:
    """The rows as values, by due day. One query."""
    found = with_version(rows.select_related("case", "responsible"))
    return tuple(map(contribution_row, found.order_by("due", "pk")))


def contribution_row(row: Contribution) -> ContributionRow:
    """A row, read with its case and who is to write it, as a value."""
    return ContributionRow(
        id=row.pk,
        slug=row.case.slug,
        department=row.department,
        asked_for=row.asked_for,
        asked=row.asked,
        asked_by=row.asked_by,
        due=row.due,
        responsible=row.responsible.get_full_name() if row.responsible else "",
        username=row.responsible.get_username() if row.responsible else "",
        received=row.received,
        received_from=row.received_from,
        text=row.text,
        withdrawn=row.withdrawn,
        merged=row.merged_at,
        made_up=row.made_up,
        version=getattr(row, "version", 0),
    )


def _department_is_done(row: Contribution, outcome: str, *, by: str, now: datetime) -> None:
    """The department's part of the preparation is over when its text has come, or is not wanted any more."""
    step = department_step(row.case, row.department, by=by, now=now)
    if step is not None:
        step.done, step.outcome, step.made_up = localdate(now), outcome, step.made_up or row.made_up
        change_kept([step], ["done", "outcome", "made_up"], by=by, now=now)


def _locked(contribution_id: int, made_from: int) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("case")
    row = rows.filter(pk=contribution_id).first()
    if row is None:
        raise Problem(marked("Det finns ingen begärd text {id}."), id=contribution_id)
    refuse_older(row, made_from)
    return row


def _save(row: Contribution, *, by: str, now: datetime) -> None:
    changing = ["received", "received_from", "text", "withdrawn", "merged_at"]
    change_kept([row], changing, by=by, now=now)
