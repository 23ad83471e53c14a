"""Rows as Excel or CSV files to edit, and such a file handed in: shown row by row, then saved whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.documents.spreadsheet import csv_bytes, xlsx_bytes
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.spreadsheets import KINDS
from vandpunkt.reading.spreadsheet_file import Table, TableRow
from vandpunkt.reading.spreadsheets import read_table
from vandpunkt.register.interventions.listing import Choice
from vandpunkt.register.spreadsheets import NotTakenIn, Preview, accept, export_rows, preview
from vandpunkt.web.access import own_schools, page
from vandpunkt.web.interventions.intervention_batches import asked_choice
from vandpunkt.web.saving import who
from vandpunkt.web.uploads import uploaded

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_NAMES = {"interventions": "insatser", "programmes": "program", "follow_ups": "uppfoljningar"}
_PAGES = {"interventions": "interventions", "programmes": "programmes", "follow_ups": "follow_ups_import"}
_TITLES = {
    "interventions": marked("Läs in insatser från Excel"),
    "programmes": marked("Läs in program från Excel"),
    "follow_ups": marked("Läs in uppföljningar från Excel"),
}
_SALT = "vandpunkt.web.spreadsheets"
_SECONDS = 3600
_MOST_SIGNED = 2_000_000


@page("interventions_file")
def interventions_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The interventions of one's schools, those that the list shows, as a file to edit."""
    choice = asked_choice(request)
    return _download("interventions", ending, own_schools(request, "interventions_file"), choice)


@page("follow_ups_file")
def follow_ups_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The dialogues about one's schools as a file to edit."""
    return _download("follow_ups", ending, own_schools(request, "follow_ups_file"))


@page("programmes_file")
def programmes_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The catalogue as a file to edit."""
    return _download("programmes", ending, None)


def _download(
    kind: str, ending: str, codes: frozenset[str] | None, choice: Choice | None = None
) -> HttpResponse:
    sheet = export_rows(KINDS[kind], codes=codes, choice=choice)
    response = HttpResponse(
        xlsx_bytes(sheet) if ending == "xlsx" else csv_bytes(sheet), content_type=_TYPES[ending]
    )
    chosen = "-urval" if choice and choice != Choice() else ""
    name = f"{_NAMES[kind]}{chosen}-{localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page("interventions_import")
def interventions_import(request: HttpRequest) -> HttpResponse:
    """Hand in an edited file of interventions; only rows at one's own schools are taken."""
    return _import(request, "interventions", own_schools(request, "interventions_import"))


@page("follow_ups_import")
def follow_ups_import(request: HttpRequest) -> HttpResponse:
    """Hand in an edited file of dialogues; only rows about one's own schools are taken."""
    return _import(request, "follow_ups", own_schools(request, "follow_ups_import"))


@page("programmes_import")
def programmes_import(request: HttpRequest) -> HttpResponse:
    """Hand in an edited file of the catalogue."""
    return _import(request, "programmes", None)


def _import(request: HttpRequest, kind: str, codes: frozenset[str] | None) -> HttpResponse:
    section = "programmes" if kind == "programmes" else "interventions"
    context: dict[str, Any] = {"section": section, "kind": kind, "title": _(_TITLES[kind])}
    context["file_page"] = f"{kind}_file"
    if request.method == "POST":
        try:
            if request.POST.get("step") == "save":
                done = accept(KINDS[kind], _signed_table(request, kind), codes=codes, **who(request))
                messages.success(request, _told(done))
                return redirect(_PAGES[kind])
            name, data = uploaded(request)
            table = read_table(data, name)
            shown = preview(KINDS[kind], table, codes=codes, **who(request))
            context |= {"preview": shown, "name": name, "signed": _sign(request, kind, table, shown)}
        except NotTakenIn as refused:
            context |= {"preview": refused.preview, "problem": refused.sentence(_)}
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    rows = sorted(context["preview"].rows, key=_to_mend_first) if "preview" in context else []
    context["rows"] = [_row(one) for one in rows]
    return render(request, "web/interventions/spreadsheet_import.html", context)


def _to_mend_first(row: Any) -> bool:
    return row.outcome not in ("problem", "clash")


def _row(row: Any) -> dict[str, Any]:
    names = {"changed": _("ändras"), "new": _("ny"), "clash": _("krock"), "problem": _("fel")}
    problems = [(one.column, one.problem.sentence(_)) for one in row.problems]
    return {"row": row, "outcome": names[row.outcome], "problems": problems}


def _told(done: Preview) -> str:
    count = len(done.rows)
    told = ngettext("{count} rad är sparad.", "{count} rader är sparade.", count)
    return told.format(count=count)


def _sign(request: HttpRequest, kind: str, table: Table, shown: Preview) -> str:
    """The rows that would change anything, signed for this person, so that nothing else is saved later."""
    if not shown.can_be_taken_in:
        return ""
    wanted = {one.number for one in shown.rows}
    rows = [asdict(row) for row in table.rows if row.number in wanted]
    content = {"sheet": table.sheet, "header": table.header, "rows": rows}
    signed = signing.dumps([kind, request.user.pk, content], salt=_SALT, compress=True)
    if len(signed) > _MOST_SIGNED:
        raise Problem(marked("Filen ändrar för mycket på en gång. Dela upp den i flera."))
    return signed


def _signed_table(request: HttpRequest, kind: str) -> Table:
    """The table that was shown. Raises Problem where it is not what was shown to this person."""
    try:
        signed = request.POST.get("table", "")
        of, person, content = signing.loads(signed, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature as error:
        raise Problem(marked("Förhandsvisningen gäller inte längre. Lämna in filen igen.")) from error
    if (of, person) != (kind, request.user.pk):
        raise Problem(marked("Förhandsvisningen gäller inte längre. Lämna in filen igen."))
    rows = tuple(TableRow(row["number"], tuple(row["cells"])) for row in content["rows"])
    return Table(content["sheet"], tuple(content["header"]), rows)
